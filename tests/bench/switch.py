"""How long the largest network takes to answer a switch: in the page, and by way of a kernel."""

from __future__ import annotations

import time

import chromium
from jupyter_client.manager import start_new_kernel
from playwright.sync_api import Browser

from widgets import guidance_network

PAGE = "chapters/regionalizing_state/guidance.html"
ROUNDS = 5

_SWITCH = """async ({ switches, rounds }) => {
  const figure = document.querySelector('[data-interactive="tie-network"]');
  const reading = figure.querySelector("[data-reading]");
  const reset = figure.querySelector("[data-reset]");
  const painted = async () => {
    for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  };
  const change = ([name, at]) => {
    const controls = figure.querySelectorAll(`[data-control="${name}"]`);
    if (controls[0].tagName !== "SELECT") return controls[at].click();
    controls[0].value = String(at);
    controls[0].dispatchEvent(new Event("input", { bubbles: true }));
  };
  figure.scrollIntoView();
  const taken = switches.map(() => ({ script: [], paint: [] }));
  for (let round = 0; round <= rounds; round++) {
    for (const [i, each] of switches.entries()) {
      const said = reading.textContent;
      const start = performance.now();
      change(each);
      await null; // the figure draws at the end of the task
      const script = performance.now() - start;
      if (reading.textContent === said) throw new Error(`${each} did not move the reading`);
      await painted();
      const paint = performance.now() - start;
      if (round) taken[i].script.push(script); // the first round is for warming up
      if (round) taken[i].paint.push(paint);
      reset.click();
      await painted();
    }
  }
  return taken;
}"""

_ANSWER = """
from widgets import guidance_network
figure = guidance_network()
def answer(trait, value):
    setattr(figure, trait, value)
    return str(figure.markup())
"""


def switches() -> list[tuple[str, object, tuple[str, int]]]:
    """Return changes of one trait from the start: its name, its value, which control does it."""
    figure = guidance_network()
    options = {control.name: control.options for control in figure._controls}
    found = [("removed_ties", [tie], (tie, 0)) for tie in options["removed_ties"][::8]]
    for at, actor in list(enumerate(options["removed_actors"]))[::4]:
        found.append(("removed_actors", [actor], ("removed_actors", at)))
    for trait in ("families_on", "bases_on"):
        for at, each in enumerate(options[trait]):
            on = set(getattr(figure, trait)) ^ {each}
            found.append((trait, [one for one in options[trait] if one in on], (trait, at)))
    return found


def in_the_page(browser: Browser, address: str) -> dict[str, list[float]]:
    """Return milliseconds, the least for each switch: of the script, and until it is painted."""
    context = browser.new_context(viewport=chromium.SCREEN)
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.evaluate(chromium._ALL_LIVE, chromium.PATIENCE)
    wanted = [control for _, _, control in switches()]
    taken = page.evaluate(_SWITCH, {"switches": wanted, "rounds": ROUNDS})
    context.close()
    return {what: [min(each[what]) for each in taken] for what in ("script", "paint")}


def by_a_kernel() -> list[float]:
    """Return milliseconds, the least for each switch, until a kernel's answer is here.

    The answer is the figure as Python draws it. What a notebook adds is left out: the way from the
    page to the server, and the browser's own work on the answer.
    """
    manager, client = start_new_kernel()
    try:
        client.execute_interactive(_ANSWER, timeout=60)
        taken = [[] for _ in switches()]
        for number in range(ROUNDS + 1):
            for times, (trait, value, _) in zip(taken, switches(), strict=True):
                start = time.perf_counter()
                markup = _ask(client, f"answer({trait!r}, {value!r})")
                if number:
                    times.append(1000 * (time.perf_counter() - start))
                assert "data-reading" in markup
                _ask(client, f"setattr(figure, {trait!r}, figure.start[{trait!r}])")
        return [min(times) for times in taken]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _ask(client, expression: str) -> str:
    reply = client.execute_interactive(
        "", user_expressions={"x": expression}, timeout=60, output_hook=lambda _: None
    )
    return reply["content"]["user_expressions"]["x"]["data"]["text/plain"]
