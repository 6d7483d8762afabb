"""Chromium on the built book, over http and from disk, with every other host out of reach."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import threading
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "_build" / "html"
PAGES = sorted(
    path.relative_to(BUILT).as_posix()
    for path in BUILT.rglob("*.html")
    if "_static" not in path.parts and path.name != "index.html"
)
FIGURE_PAGES = [page for page in PAGES if "data-interactive=" in (BUILT / page).read_text("utf-8")]

# Quiet a browser that would call home; the sandbox needs rights that a container does not give.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]

# What a careful server would allow a page of the book: no script within a page or made of a text,
# nothing from elsewhere.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src blob:",
        "base-uri 'self'",
        "form-action 'self'",
    ]
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def serve(folder: Path):
    """Serve a folder over http, on this machine, under the policy; give its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture(scope="session")
def server():
    """The address of the book over http."""
    with serve(BUILT) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    """One headless Chromium for the whole run."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
    assert path, "Chromium is not installed; .ci/browser says how to get it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Visit:
    """An open page, with what it asked for and what it complained of."""

    def __init__(self, page, own: str):
        self.page, self.own = page, own
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self.asked: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", self._watch)

    def _hear(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _watch(self, request):
        self.asked.append(request.url)
        if not request.url.startswith((self.own, "data:", "blob:", "about:")):
            self.strangers.append(request.url)

    def wake(self):
        """Scroll to every figure and wait until it is alive; return the figures."""
        figures = self.page.locator("[data-interactive]")
        for at in range(figures.count()):
            figures.nth(at).scroll_into_view_if_needed()
            self.page.wait_for_function(
                "el => el.dataset.state !== 'waiting'", arg=figures.nth(at).element_handle()
            )
        return figures.all()


@pytest.fixture(params=["http", "disk"])
def origin(request, server):
    """Where the book is read from: a server on this machine, or a folder."""
    return server if request.param == "http" else BUILT.as_uri()


@pytest.fixture
def visit(chromium, server):
    """Open pages of the book: ``visit("chapters/welcome.html", origin, width=390)``."""
    contexts = []

    def open_page(
        page: str, origin: str = server, *, width=1366, height=900, scheme="light", **options
    ):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, **options
        )
        contexts.append(context)
        context.route(
            lambda url: not url.startswith((origin, "data:", "blob:")), lambda route: route.abort()
        )
        tab = context.new_page()
        opened = Visit(tab, origin)
        tab.goto(f"{origin}/{page}")
        return opened

    yield open_page
    for context in contexts:
        context.close()
