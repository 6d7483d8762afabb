"""A figure in a cell's output becomes a numbered, captioned figure that works without a kernel."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.util.fileutil import copy_asset

from widgets import figure, theme
from widgets.citation import cite
from widgets.modules import lean, page_script

_HERE = Path(__file__).parent
_VIEW = "application/vnd.jupyter.widget-view+json"
_GENERATED = "book_static"
_CONTROLS = re.compile(
    r'<form class="ties-(?:controls|bring)".*?</form>|<details class="ties-take">.*?</details>',
    re.DOTALL,
)
_CITATION = '<div class="ties-cite">'
_TAGS = re.compile(r"<[^>]+>")
_WORD = re.compile(r"\w[\w’'-]+")
_COMMENTS = re.compile(r"^[ ]*/\*(?:[^*]|\*(?!/))*\*/[ ]*\n", re.MULTILINE)
_SHEETS = ("book.css", "cards.css", "print.css")
_FURNITURE = ("first.js", "furniture.js")  # on every page
_SINGLE_TIES = re.compile(r'<fieldset data-controls="".*?</fieldset>', re.DOTALL)
_READING = re.compile(r'<p class="ties-reading".*?</p>', re.DOTALL)
_TICK = re.compile(r'<input type="radio"[^>]*/>')
_FIELD = re.compile(r"<textarea\b.*?</textarea>|<input\b[^>]*/>", re.DOTALL)
_BUTTON = re.compile(r"<button\b.*?</button>", re.DOTALL)
_ANSWER = re.compile(r'<div class="ties-(?:answer|keeping)".*?</div>', re.DOTALL)
_GO = re.compile(r'<a data-go="".*?</a>')
_EXPECTED = re.compile(r'<dt>[^<]*</dt><dd data-expected="">.*?</dd>')
_STATE = re.compile(r"<script\b.*?</script>", re.DOTALL)
_NAME = re.compile(r'class="ties-control[^"]*">(?:<input[^>]*/>)?<(?:span|legend)>([^<]+)<')
_LIVE_BUILDERS = ("html", "dirhtml", "singlehtml")
# What a page with such an output loads; every other kind is a figure.
_SCRIPTS = {"quiz": "answers", "prediction": "answers", "answers": "your_answers"}


class BookFigure(nodes.General, nodes.Element):
    """A figure's markup and the state from which it starts."""


class FigureRenderer:
    """Takes our MIME type from a cell's output, and leaves the widget's view to JupyterLab."""

    mime_priority_overrides = [("*", figure.MIME, 1)]

    @staticmethod
    def handle_mime(renderer, data, inline):
        """Return the docutils nodes of one output, or None where the type is not ours."""
        if data.mime_type == _VIEW:
            return []
        if data.mime_type != figure.MIME or inline:
            return None
        page = data.content if isinstance(data.content, dict) else json.loads(data.content)
        node = BookFigure(**page)
        node += nodes.Text(words(page["markup"]))
        if not page["label"]:
            return [node]
        framed = nodes.figure("", node, names=[nodes.fully_normalize_name(page["label"])])
        document = renderer.renderer.document
        framed.document = document
        document.note_explicit_target(framed, framed)
        framed += nodes.caption(page["caption"], page["caption"])
        entries = [("single", name, page["label"], "", None) for name in actors(page["state"])]
        return [addnodes.index(entries=entries), framed]


def words(markup: str) -> str:
    """Return the words of a figure's reading, table, ties and picture, each once, for the search.

    No builder writes them a second time: Sphinx's index takes whatever text a node holds.
    """
    text = html.unescape(_TAGS.sub(" ", _CONTROLS.sub("", markup)))
    return " ".join(sorted({word for word in _WORD.findall(text) if not word.isdigit()}))


def actors(state: dict) -> list[str]:
    """Return the names of a network's actors, for the index, which leads to the figure."""
    both = {actor[name] for actor in state.get("actors", ()) for name in ("name", "short")}
    return sorted(name for name in both if name and ";" not in name)


def live(markup: str, state: dict) -> str:
    """Return a figure with the state from which a script on its page starts it."""
    # "</script>" inside a text must not end the element.
    start = json.dumps(state, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")
    script = f'<script type="application/json" data-state-at-start="">{start}</script></div>'
    head, _, _ = markup.rstrip().rpartition("</div>")
    return head + script


def on_paper(markup: str) -> str:
    """Return what asks as it stands where nothing answers: boxes to tick, and room to write."""
    for part in (_BUTTON, _ANSWER, _READING, _GO, _EXPECTED):
        markup = part.sub("", markup)
    return _FIELD.sub("…………", _TICK.sub("☐ ", markup))


def not_kept(markup: str) -> str:
    """Return what stands for the list of answers where nothing is kept."""
    return (
        '<div class="ties"><p>This list is on the book’s web page, which keeps answers.</p></div>'
    )


def still(markup: str) -> str:
    """Return a figure as it stands where nothing answers, with a word on where it does.

    The single ties go too: they are buttons, and there can be hundreds; the data have them all.
    """
    names = [name.strip(" …") for name in _NAME.findall(markup)]
    markup = _STATE.sub("", _SINGLE_TIES.sub("", _CONTROLS.sub("", markup)))
    if not names:
        return markup
    note = f"A still. On the book’s web page it can be worked: {'; '.join(names)}."
    return _READING.sub(rf'\g<0>\n<p class="ties-elsewhere">{note}</p>', markup, count=1)


_STILL = {"quiz": on_paper, "prediction": on_paper, "answers": not_kept}


def _enter(translator, node):
    markup = node["markup"]
    if translator.builder.name in _LIVE_BUILDERS:
        markup = markup.replace(_CITATION, _CITATION + _cited(translator.builder, node), 1)
        markup = live(markup, node["state"])
    else:
        markup = _STILL.get(node["kind"], still)(markup)
        markup = theme.resolve(markup)
    translator.body.append(markup)
    raise nodes.SkipNode


def _cited(builder, node) -> str:
    """Return a figure's citation, with its number and the book's public address if it has one."""
    numbers = getattr(builder, "fignumbers", {}).get("figure", {})
    ids = getattr(node.parent, "attributes", {}).get("ids", [])
    number = next((".".join(map(str, numbers[each])) for each in ids if each in numbers), None)
    address = builder.config.html_theme_options.get("repository_url") or ""
    told = cite(node["label"], node["caption"], node["source"], number, address)
    return str(figure.citation_markup(told, address))


def paper_style() -> str:
    """Return the colours of paper, whatever theme the screen has."""
    return f"html[data-theme]{{{theme.declare(theme.PAPER)}}}\n"


def _write_static(app):
    """Write the style sheet and the scripts as files beside the theme's own."""
    if app.builder.format != "html":
        return
    folder = Path(app.doctreedir).parent / _GENERATED / "book"
    folder.mkdir(parents=True, exist_ok=True)
    own = {name: (_HERE / name).read_text("utf-8") for name in (*_SHEETS, *_FURNITURE)}
    sheets = {
        "book.css": figure.stylesheet() + own["book.css"] + own["cards.css"],
        "print.css": paper_style() + own["print.css"],
    }
    scripts = {
        "cards.js": page_script("page_cards.mjs"),
        "figures.js": page_script("page.mjs"),
        "search.js": page_script("page_search.mjs"),
        "answers.js": page_script("page_answers.mjs"),
        "your_answers.js": page_script("page_your_answers.mjs"),
        **{name: own[name] for name in _FURNITURE},
    }
    files = {f"{name}.js": script() for name, script in figure.SCRIPTS.items()}
    files |= {name: lean(text) for name, text in scripts.items()}
    files |= {name: _COMMENTS.sub("", text) for name, text in sheets.items()}
    for name, text in files.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    copy_asset(_HERE / "images", folder)
    app.config.html_static_path.append(str(folder.parent))
    app.add_css_file("book/book.css", priority=900)
    app.add_css_file("book/print.css", priority=901, media="print")
    if app.builder.name != "epub":
        app.add_js_file("book/furniture.js", loading_method="defer")


def _page_needs(app, pagename, templatename, context, doctree):
    """Give pages the scripts of what is on them, and a colour to the browser's frame."""
    context["theme_colours"] = theme.LIGHT["paper"], theme.DARK["paper"]
    kinds = {node["kind"] for node in doctree.findall(BookFigure)} if doctree else set()
    for script in sorted({_SCRIPTS.get(kind, "figures") for kind in kinds}):
        app.add_js_file(f"book/{script}.js", loading_method="defer")


def _drop_widget_state(app, env):
    """The page starts figures from its own state: the widget's modules need not be in it."""
    for metadata in getattr(env, "nb_metadata", {}).values():
        metadata.get("js_files", {}).pop("ipywidgets_state", None)


def _skip(translator, node):
    raise nodes.SkipNode


def setup(app):
    """Register node, renderer and files with Sphinx."""
    app.add_node(
        BookFigure,
        html=(_enter, None),
        latex=(_skip, None),
        text=(_skip, None),
        man=(_skip, None),
        texinfo=(_skip, None),
    )
    app.connect("builder-inited", _write_static)
    app.connect("env-updated", _drop_widget_state)
    app.connect("html-page-context", _page_needs)
