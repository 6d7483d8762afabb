"""What Chromium asks for when it shows a page of the book, and how long a reader waits."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Page, sync_playwright

SCREEN = {"width": 1366, "height": 900}
VEGA = "_static/book/vega.js"
PATIENCE = 60_000  # milliseconds

_THROUGH = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo({ top: y, behavior: "instant" });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""

_ALL_LIVE = """async (patience) => {
  const waiting = () => document.querySelector('[data-interactive][data-state="waiting"]');
  while (waiting() && performance.now() < patience) {
    const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
    scrollTo({ top: atEnd ? 0 : scrollY + innerHeight, behavior: "instant" });
    await new Promise(requestAnimationFrame);
  }
  const live = document.querySelectorAll('[data-interactive][data-state="live"]').length;
  return { elapsed: performance.now(), live };
}"""

# Ranges first, as the controls that are moved most often; else a list, else buttons.
_ANSWERS = """async ({ times, patience }) => {
  const live = [...document.querySelectorAll('[data-interactive][data-state="live"]')];
  const kinds = ["input[type=range]", "select", "input[type=radio], button[aria-pressed]"];
  const kind = kinds.find((each) => live.some((figure) => figure.querySelector(each)));
  if (!kind) return null;
  const figure = live.find((each) => each.querySelector(kind));
  const reading = figure.querySelector("[data-reading]");
  const isOn = (each) => each.checked || (each.dataset.preset && each.ariaPressed === "true");
  const change = (i) => {
    const controls = [...figure.querySelectorAll(kind)].filter((each) => !isOn(each));
    const control = controls[i % controls.length];
    if (!control.matches("select, [type=range]")) return control.click();
    const tenth = ((i * 7 + 3) % 11) / 10;
    // The next one, since the one that is chosen already would move nothing.
    const next = (control.selectedIndex + 1) % control.options?.length;
    if (control.matches("select")) control.selectedIndex = next;
    else control.value = Number(control.min) + (control.max - control.min) * tenth;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const answer = (i) => new Promise((resolve, reject) => {
    const seen = new MutationObserver(() => resolve(performance.now() - start));
    seen.observe(reading, { childList: true, characterData: true, subtree: true });
    setTimeout(() => reject(new Error("a control did not move the reading")), patience);
    const start = performance.now();
    change(i);
  });
  figure.scrollIntoView();
  const taken = [];
  for (let i = 0; i < times; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50 + 30 * Math.random()));
    taken.push(await answer(i));
  }
  return { taken, figure: figure.closest("figure")?.id || "a figure", kind };
}"""


@dataclass
class Weight:
    """The gzipped bytes of all that a page asked for, by address, and what it did not get."""

    whole: dict[str, int] = field(default_factory=dict)
    at_load: set[str] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)
    unserved: set[str] = field(default_factory=set)
    figures: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def first(self) -> dict[str, int]:
        """What belongs to the first view: Vega belongs to the figures, whenever asked for."""
        return {url: n for url, n in self.whole.items() if url in self.at_load and VEGA not in url}

    @property
    def near(self) -> bool:
        """Whether a figure was so near the first view that Vega was asked for at once."""
        return any(VEGA in url for url in self.at_load)


@contextmanager
def started(executable: str) -> Iterator[Browser]:
    """Start Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable)
        yield browser
        browser.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def weigh(
    browser: Browser,
    base: str,
    path: str,
    *,
    cdn: Callable[[str], dict | None] = lambda _: None,
    figure: str = "[data-interactive]",
    scroll: bool = True,
) -> Weight:
    """Load one page, scroll through it, weigh every answer once, and count its figures.

    Requests to any other host go to ``cdn``, never to the network.
    """
    weight, traffic = Weight(), _Traffic()

    def stranger(route):
        address = route.request.url
        weight.elsewhere.add(address)
        if answer := cdn(address):
            route.fulfill(**answer)
        else:
            weight.unserved.add(address)
            route.abort()

    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    context.route(lambda address: not address.startswith((base, "data:", "blob:")), stranger)
    traffic.watch(page)
    page.on("pageerror", lambda error: weight.errors.append(error.message))
    page.goto(base + path, wait_until="load")
    traffic.settle(page)
    weight.at_load = {response.url for response in traffic.responses}
    if scroll:
        page.evaluate(_THROUGH)
        traffic.settle(page)
    weight.figures = page.locator(figure).count()
    for response in traffic.responses:
        if response.status >= 400:
            weight.unserved.add(response.url)
        elif response.url.startswith("http") and response.status < 300:
            weight.whole[response.url] = len(gzip.compress(response.body(), 9))
    context.close()
    return weight


class _Traffic:
    """The answers that a page got, and whether it still asks."""

    def __init__(self):
        self.responses, self._open, self._last = [], set(), time.monotonic()

    def watch(self, page: Page) -> None:
        page.on("response", lambda response: self.responses.append(response))
        page.on("request", lambda request: self._note(self._open.add, request))
        page.on("requestfinished", lambda request: self._note(self._open.discard, request))
        page.on("requestfailed", lambda request: self._note(self._open.discard, request))

    def _note(self, change, request) -> None:
        change(request)
        self._last = time.monotonic()

    def settle(self, page: Page, quiet: float = 0.7) -> None:
        """Wait until the page has what it asked for, and has asked for no more for a while."""
        self._last = time.monotonic()
        while self._open or time.monotonic() - self._last < quiet:
            page.wait_for_timeout(50)


def until_live(browser: Browser, address: str) -> tuple[float, int]:
    """Return the milliseconds from navigation until all figures live, and their number."""
    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    page.goto(address, wait_until="domcontentloaded")
    result = page.evaluate(_ALL_LIVE, PATIENCE)
    context.close()
    return result["elapsed"], result["live"]


def answers(browser: Browser, address: str, times: int) -> dict | None:
    """Return the milliseconds from each change of a control to the reading's change."""
    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.evaluate(_ALL_LIVE, PATIENCE)
    result = page.evaluate(_ANSWERS, {"times": times, "patience": PATIENCE})
    context.close()
    return result
