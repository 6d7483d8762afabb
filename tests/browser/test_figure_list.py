"""The list of figures in the built book: every figure, in the order in which the book has them."""

from __future__ import annotations

import re

from conftest import BUILT, FIGURE_PAGES

LIST = BUILT / "chapters" / "figures.html"
ROW = re.compile(
    r'<tr><th scope="row"[^>]*><a href="([^"#]*)#([^"]+)">(\d+)</a></th>'
    r'<td[^>]*>([^<]+)</td><td[^>]*><span [^>]*data-evidence="(\w+)"'
)


def on_their_pages():
    """Return what every page says of its figures: page, label, number, caption and evidence."""
    found = []
    for page in FIGURE_PAGES:
        text = (BUILT / page).read_text("utf-8")
        for block in re.findall(r'<figure\b[^>]*\bid="fig-.*?</figcaption>', text, re.DOTALL):
            label = re.search(r'\bid="(fig-[\w-]+)"', block)[1]
            number = re.search(r'caption-number">Figure (\d+)', block)[1]
            caption = re.search(r'class="caption-text">(.*?)</span>', block, re.DOTALL)[1]
            found.append(
                (page, label, int(number), caption, re.search(r'evidence="(\w+)"', block)[1])
            )
    return sorted(found, key=lambda figure: figure[2])


def test_every_figure_of_the_book_is_listed():
    listed = [
        (f"chapters/{page}", label, int(number), caption, evidence)
        for page, label, number, caption, evidence in ROW.findall(LIST.read_text("utf-8"))
    ]
    assert listed and listed == on_their_pages()
    assert [number for _, _, number, _, _ in listed] == list(range(1, len(listed) + 1))
