"""What every figure of the book has in common: its markup, its evidence, and where it can live.

A figure goes out in three forms at once. JupyterLab takes the widget view; the built page takes
``MIME`` (markup that stands without a script, and the state from which a script starts); anything
else takes the plain sentence. The page needs no kernel, because a front end asks of its model
only what ``widgets/js/host.mjs`` offers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import anywidget
import traitlets
from IPython.display import HTML
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from widgets import state_link, theme, vega
from widgets.citation import Citation, cite
from widgets.modules import page_script

MIME = "application/vnd.ties-that-govern+json"

EVIDENCE = {
    "measured": "Read off, or worked out from, numbers printed in a source.",
    "coded": "Ties and posts that we read from the text of a source.",
    "simulated": "The output of a model, not of the world.",
    "illustrative": "A scenario or a made-up example: nothing that happened.",
}

_HERE = Path(__file__).parent
_NUMBER = re.compile(r"[−+-]?[\d,]+(\.\d+)?( ?%)?")
_LABEL = re.compile(r"[a-z][a-z0-9-]*")
_CITATION = Markup(
    '<p data-cite="" data-place="{0.place}" data-address="{1}">{0.sentence}</p>'
    '<pre hidden="hidden" data-bibtex="">{0.bibtex}</pre>'
)


def take_script() -> str:
    """Return what answers a figure's menu, and an address with a state, as a classic script."""
    return page_script("take.mjs")


SCRIPTS = {"vega": lambda: vega.bundle(), "take": take_script}
"""What a front end loads when a reader first needs it: a file of the page, or from the kernel."""


@cache
def stylesheet() -> str:
    """Return the style sheet of figures with the theme's colours, for page and JupyterLab."""
    return theme.css() + (_HERE / "figure.css").read_text(encoding="utf-8")


@cache
def template(name: str):
    """Return a template of this folder, by its file name."""
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=True)
    environment.tests["number_text"] = lambda text: bool(_NUMBER.fullmatch(text))
    return environment.get_template(name)


def citation_markup(citation: Citation, address: str = "") -> Markup:
    """Return a citation as it stands in a figure's menu; the BibTeX entry is for its button."""
    return _CITATION.format(citation, address)


def evidence_key() -> HTML:
    """Return the list of what each mark under a figure means."""
    rows = "".join(
        f'<dt><span class="ties-badge" data-evidence="{mark}">{mark}</span></dt><dd>{meaning}</dd>'
        for mark, meaning in EVIDENCE.items()
    )
    return HTML(f'<dl class="ties-key">{rows}</dl>')


class Figure(anywidget.AnyWidget):
    """A figure of the book: something to see, a sentence that reads it, and its numbers.

    Parameters
    ----------
    label : str, optional
        The name by which the text refers to it (``{numref}`fig-...```); lower-case and dashes.
    caption : str, optional
        What to notice. A figure with a label has a caption.
    evidence : str, optional
        One of ``EVIDENCE``: what kind of thing the figure shows. A figure with a label says it.
    source : str, optional
        Where its numbers or ties stand.
    """

    kind = "figure"
    _markup = traitlets.Unicode().tag(sync=True)
    _controls: list = []
    start: dict = {}

    def __init__(self, *, label=None, caption=None, evidence=None, source=None, **traits):
        if evidence not in EVIDENCE and (evidence is not None or label):
            raise ValueError(f"evidence is one of {', '.join(EVIDENCE)}, not {evidence!r}")
        if label is not None and not _LABEL.fullmatch(label):
            raise ValueError(f"a label is lower-case words joined by dashes, not {label!r}")
        if label and not caption:
            raise ValueError(f"figure {label!r} needs a caption that says what to notice")
        self.label, self.caption = label, caption
        self.evidence, self.source = evidence, source
        super().__init__(**traits)
        self.on_msg(self._answer)

    def _answer(self, _, message, __):
        """Hand a script to a notebook's front end, which asks for each once a page."""
        if (name := message.get("type")) in SCRIPTS:
            self.send({"type": name}, buffers=[SCRIPTS[name]().encode()])

    def link(self, page: str = "", opened: Iterable[str] = ()) -> str:
        """Return the address that opens a page with the figure in its present state.

        Parameters
        ----------
        page : str
            The page's own address; without it the link leads to a figure of the same page.
        opened : iterable of str
            Which of `widgets.state_link.FOLDED` are unfolded.
        """
        if not self.label:
            raise ValueError("a figure without a label has no place that an address could name")
        if unknown := set(opened) - set(state_link.FOLDED):
            known = ", ".join(state_link.FOLDED)
            raise ValueError(f"a figure has no part {unknown.pop()!r} to open; it has {known}")
        state = {control.name: getattr(self, control.name) for control in self._controls}
        return f"{page}#" + state_link.fragment(
            self.label, self._controls, self.start, state, opened
        )

    @property
    def reading(self) -> str:
        """The sentence that says what the figure shows in its present state."""
        return self._contents()["reading"]

    def state(self) -> dict:
        """Return the traits from which a page without a kernel starts this figure."""
        raise NotImplementedError

    def _contents(self) -> dict:
        """Return what the template shows: pictures, reading, headings, rows, controls, presets."""
        raise NotImplementedError

    def still(self, size: str = "wide") -> Markup:
        """Return the picture of the present state: ``"wide"``, or ``"narrow"`` as for a phone."""
        return dict(self._contents()["pictures"])[size]

    def markup(self, with_caption: bool = False) -> Markup:
        """Return the figure as HTML that stands without a script.

        On a page the caption stands around it and the citation has a number: the page adds both.
        """
        own = cite(self.label, self.caption, self.source)
        return Markup(
            template("figure.html").render(
                kind=self.kind,
                label=self.label,
                evidence=self.evidence,
                evidence_meaning=EVIDENCE.get(self.evidence),
                source=self.source,
                with_caption=with_caption,
                caption=self.caption,
                citation=citation_markup(own) if with_caption else "",
                **self._contents(),
            )
        )

    def _repr_mimebundle_(self, **_):
        self._markup = str(self.markup(with_caption=True))
        view = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        page = {
            "kind": self.kind,
            "label": self.label,
            "caption": self.caption,
            "evidence": self.evidence,
            "source": self.source,
            "markup": str(self.markup()),
            "state": self.state(),
        }
        forms = {
            "application/vnd.jupyter.widget-view+json": view,
            MIME: page,
            "text/plain": repr(self),
        }
        # Only in Colab there is something to say of them: where it finds what shows a widget.
        _, said_of_them = super()._repr_mimebundle_()
        return forms, said_of_them

    def __repr__(self):
        # No address: a notebook's output must not change from run to run.
        return f"{type(self).__name__}({self.label or 'unnamed'!r}): {self.reading}"
