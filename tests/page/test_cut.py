"""What is cut from a style sheet is what no page and no script asks for."""

from __future__ import annotations

import pytest

from widgets.page.cut import cut_style, words_in_use

SHEET = """
body{color:red}
.kept,.gone{color:blue}
.gone .kept{color:green}
.kept:not(.gone)>a{color:black}
:is(.gone,.kept){margin:0}
@media print{.gone{display:none}}
@media screen{.gone{top:0}.kept{top:1px}}
@font-face{font-family:x;src:url(x.woff2)}
.menu.show{display:block}
"""


@pytest.fixture
def cut():
    return cut_style(SHEET, {"kept", "menu", "show"}).replace(" ", "")


@pytest.mark.parametrize(
    "rule",
    [
        "body{color:red}",
        ".kept{color:blue}",  # its other selector is gone
        ".kept:not(.gone)>a{color:black}",  # a class inside a function is no condition
        ":is(.gone,.kept){margin:0}",
        "@mediascreen{.kept{top:1px}}",
        "@font-face{",
        ".menu.show{display:block}",
    ],
)
def test_a_rule_that_may_match_stays(cut, rule):
    assert rule in cut


@pytest.mark.parametrize("rule", [".gone.kept", ".gone{", "@mediaprint"])
def test_a_rule_that_cannot_match_goes(cut, rule):
    assert rule not in cut


def test_cutting_twice_is_cutting_once(cut):
    assert cut_style(cut, {"kept", "menu", "show"}).replace(" ", "") == cut


def test_words_come_from_pages_and_from_scripts(tmp_path):
    (tmp_path / "page.html").write_text('<p class="one two">three</p><script>"four"</script>')
    (tmp_path / "menu.js").write_text('element.classList.add("five-six")')
    (tmp_path / "vega.js").write_text("seven")
    words = words_in_use(tmp_path)
    assert {"one", "two", "four", "five-six"} <= words
    assert not words & {"three", "seven"}
