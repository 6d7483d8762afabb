"""How long a network of the reader's own takes: until its first picture, its numbers, a switch."""

from __future__ import annotations

import random

import chromium
from playwright.sync_api import Browser

PAGE = "chapters/your_own_network.html"
SIZES = ((80, 300), (500, 2000), (2000, 10_000))
AIM = "first picture within 2 s; a switch of one tie at 500 actors within 100 ms"
SWITCHES = 9
PAUSE = 700  # milliseconds between two switches, as of somebody who reads what changed

_BRING = """async ([actors, ties, switches, pause]) => {
  const own = document.querySelector("[data-own]");
  const reading = own.querySelector("[data-reading]");
  const waits = () => reading.textContent.startsWith("The measures");
  const frame = () => new Promise(requestAnimationFrame);
  const until = async (done) => {
    while (!done()) await new Promise((resolve) => setTimeout(resolve));
  };
  own.querySelector("[data-bring-actors]").value = actors;
  own.querySelector("[data-bring-ties]").value = ties;
  const said = reading.textContent;
  const start = performance.now();
  own.querySelector("[data-bring-show]").click();
  await until(() => reading.textContent !== said);
  await frame();
  const first = performance.now() - start;
  await until(() => !waits());
  const measured = performance.now() - start;
  const [seen, taken] = [[], []];
  for (const button of [...own.querySelectorAll("[data-row] button")].slice(0, switches)) {
    const [before, pressed] = [reading.textContent, button.ariaPressed];
    const begun = performance.now();
    button.click();
    await until(() => button.ariaPressed !== pressed);
    seen.push(performance.now() - begun);
    await until(() => reading.textContent !== before && !waits());
    taken.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return { first, measured, seen, taken };
}"""


def tables(actors: int, ties: int) -> tuple[str, str]:
    """Return a random network as two tables, the same at every run."""
    draw = random.Random(1)
    pairs: set[tuple] = set()
    while len(pairs) < ties:
        pairs.add(tuple(sorted(draw.sample(range(actors), 2))))
    rows = "".join(f"a{one},a{other}\n" for one, other in sorted(pairs))
    return "actor\n" + "".join(f"a{i}\n" for i in range(actors)), f"from,to\n{rows}"


def in_the_page(browser: Browser, base: str) -> list[tuple[int, int, dict]]:
    """Return milliseconds by size: ``first``, ``measured``, and lists by switch.

    ``seen`` is until the tie is shown as cut, ``taken`` until the reading tells the new numbers.
    """
    found = []
    for actors, ties in SIZES:
        context = browser.new_context(viewport=chromium.SCREEN)
        page = context.new_page()
        page.set_default_timeout(chromium.PATIENCE)
        page.goto(base + PAGE, wait_until="load")
        page.locator("[data-own]").scroll_into_view_if_needed()
        page.wait_for_selector("[data-bring-show]:enabled")
        found.append(
            (actors, ties, page.evaluate(_BRING, [*tables(actors, ties), SWITCHES, PAUSE]))
        )
        context.close()
    return found
