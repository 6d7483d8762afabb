"""Write the course kit into a folder: ``python -m widgets.course FOLDER``."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

from widgets.course import assignments
from widgets.course.moodle import moodle_xml
from widgets.course.qti import qti_zip
from widgets.course.sheet import page, sheet
from widgets.models.questions import Question, bank
from widgets.titles import title as chapter_title

BOOK = "Ties That Govern"


def write(folder: Path) -> list[Path]:
    """Write question packages, sheets, keys, assignments and an index; return the files."""
    chapters: dict[str, list[Question]] = {}
    for question in bank():
        chapters.setdefault(question.chapter, []).append(question)
    files, rows = {}, []
    for chapter, questions in chapters.items():
        title, name = chapter_title(chapter), chapter.replace("/", "-")
        made = {
            f"questions/{name}.qti.zip": qti_zip(f"{BOOK}: {title}", questions),
            f"questions/{name}.moodle.xml": moodle_xml(f"{BOOK}/{title}", questions),
            f"sheets/{name}.html": sheet(title, questions),
            f"key/{name}.html": sheet(f"{title}: key", questions, key=True),
        }
        rows.append((title, len(questions), list(made)))
        files |= made
    files |= assignments.files()
    files["index.html"] = page(f"{BOOK}: course kit", _index(rows) + assignments.index())
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [folder / name for name in files]


def _index(rows: list[tuple[str, int, list[str]]]) -> str:
    kinds = ("QTI", "Moodle", "sheet", "key")
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Chapter", "Questions", "Files"))
    body = []
    for title, count, files in rows:
        links = ", ".join(
            f'<a href="{file}">{kind}</a>' for kind, file in zip(kinds, files, strict=True)
        )
        body.append(
            f'<tr><th scope="row">{escape(title)}</th><td>{count}</td><td>{links}</td></tr>'
        )
    return (
        "<p>The questions of the book for a learning platform (QTI 1.2 for Canvas and others,"
        " Moodle XML for Moodle), as a sheet to print, and with a key."
        " Put the folder <code>key</code> where students do not look."
        " The pages of the book mark themselves and so hold the same answers:"
        " they are for practice, not for grades.</p>"
        f'<div tabindex="0"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


if __name__ == "__main__":
    target = Path(sys.argv[1])
    print(f"{len(write(target))} files; begin with {(target / 'index.html').resolve()}")
