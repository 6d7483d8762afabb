"""The page's arithmetic agrees with the model, over a grid of states set through the controls."""

from __future__ import annotations

import itertools

import pytest

from widgets.aid import ASSUMED
from widgets.models import oda

PAGE = "chapters/regionalizing_state/resources.html"
MULTIPLIERS = (0.0, 0.5, 1.0, 2.25, 3.0)
RESPONSES = (-1.0, -0.3, 0.0, 0.6, 1.0)
YEARS = (*oda.years(), ASSUMED)

SET_AND_READ = """async ([figure, state]) => {
  const set = (name, value) => {
    const control = figure.querySelector(`[data-control="${name}"]`);
    if (control.tagName === 'SELECT') {
      control.selectedIndex = [...control.options].findIndex(o => o.textContent === value);
    } else control.value = value;
    control.dispatchEvent(new Event('input', {bubbles: true}));
  };
  for (const [name, value] of Object.entries(state)) set(name, value);
  await new Promise(done => requestAnimationFrame(() => setTimeout(done, 40)));
  return [...figure.querySelectorAll('tbody tr')].map(r => [...r.cells].map(c => c.textContent));
}"""


def number(text: str) -> float | None:
    return (
        None
        if text in ("not given", "nobody gives")
        else float(text.replace(",", "").replace("−", "-"))
    )


def modelled(year, multiplier, recipient, own, response):
    known = {"others_from": 1998} if year == ASSUMED else {}
    year = 1999 if year == ASSUMED else year
    before = oda.bilateral_aid(year, **known)
    times = {name: multiplier * (own if name == recipient else 1) for name in before.index}
    return oda.scenario(year, times, response, **known).set_index("recipient"), before


@pytest.mark.parametrize("year", YEARS)
def test_page_and_model_agree(visit, year):
    opened = visit(PAGE)
    figure = opened.wake()[0].element_handle()
    for multiplier, response in itertools.product(MULTIPLIERS, RESPONSES):
        own = 0.5 if response > 0 else 1.5
        state = {
            "year": str(year),
            "japan_multiplier": str(multiplier),
            "recipient": "Thailand",
            "recipient_multiplier": str(own),
            "others_response": str(response),
        }
        rows = opened.page.evaluate(SET_AND_READ, [figure, state])
        expected, before = modelled(year, multiplier, "Thailand", own, response)
        assert [row[0] for row in rows] == list(expected.index)
        for name, *shown in rows:
            model = expected.loc[name]
            columns = (
                model["japan_usd_million"],
                model["others_usd_million"],
                before.loc[name, "japan_share_percent"],
                model["japan_share_percent"],
                model["change_points"],
                model["from_japan_points"],
                model["from_others_points"],
            )
            for text, value in zip(shown, columns, strict=True):
                if number(text) is None:
                    assert value != value, (name, state, shown)
                else:
                    assert number(text) == pytest.approx(value, abs=0.0501), (name, state, shown)
