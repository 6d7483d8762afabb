"""What a figure gives to the search: its words once, its actors by name."""

from __future__ import annotations

from widgets import guidance_network
from widgets.page.figures import actors, words

MARKUP = """<div><form class="ties-controls"><button>Back</button></form>
<svg><text>Fuji &amp; Sons</text></svg><table><tr><th>Fuji</th><td>1990</td><td>0.25</td></tr>
<tr><th>Côte d’Or</th><td class="number">−3</td></tr></table></div>"""


def test_each_word_is_given_once_and_no_number():
    assert words(MARKUP).split() == ["Côte", "Fuji", "Sons", "d’Or"]


def test_actors_are_given_by_both_names():
    given = actors(guidance_network().state())
    assert {"MITI", "MITI (METI from 2001)", "Nomura Securities"} <= set(given)
    assert given == sorted(set(given))


def test_a_chart_has_no_actors():
    assert actors({"spec": {}}) == []
