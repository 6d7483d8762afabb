"""Firefox as Debian packs it, driven by WebDriver BiDi, its own protocol: no driver between."""

from __future__ import annotations

import json
import re
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import websocket

PATIENCE = 120  # seconds, for one answer
PREFERENCES = {
    # Nothing is asked of anybody but the book.
    "app.normandy.enabled": False,
    "app.update.auto": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.topsites.contile.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.systemAddon.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
}


class Firefox:
    """A tab of a running Firefox, with what its pages asked for and complained of."""

    def __init__(self, address: str):
        self._socket = websocket.create_connection(
            f"{address}/session", timeout=PATIENCE, suppress_origin=True
        )
        self._number = 0
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.version = self.send("session.new", capabilities={})["capabilities"]["browserVersion"]
        self.send("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self.tab = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **params) -> dict:
        """Send a command; return its result, and take note of the events before it."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            heard = json.loads(self._socket.recv())
            if heard.get("id") != self._number:
                self._note(heard)
            elif heard["type"] == "error":
                raise RuntimeError(f"{method}: {heard['error']}: {heard['message']}")
            else:
                return heard["result"]

    def _note(self, event: dict) -> None:
        params = event.get("params", {})
        if event.get("method") == "network.beforeRequestSent":
            self.asked.append(params["request"]["url"])
        elif event.get("method") == "log.entryAdded" and params["level"] in ("error", "warn"):
            self.complaints.append(f"{params['level']}: {params['text']}")

    def open(self, address: str, width: int = 1366) -> None:
        """Show a page in a window of this width, with nothing noted yet."""
        self.send(
            "browsingContext.setViewport",
            context=self.tab,
            viewport={"width": width, "height": 900},
        )
        self.send("browsingContext.navigate", context=self.tab, url="about:blank", wait="complete")
        self.complaints, self.asked = [], []
        self.send("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def run(self, function: str, *arguments):
        """Call a function on the page with plain values; return what it comes to, a promise too."""
        given = ", ".join(json.dumps(each) for each in arguments)
        expression = f"(async () => JSON.stringify(await ({function})({given})) ?? 'null')()"
        answer = self.send(
            "script.evaluate",
            expression=expression,
            target={"context": self.tab},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def close(self) -> None:
        """End the session, and the browser with it."""
        self.send("browser.close")
        self._socket.close()


@contextmanager
def firefox(program: str, profile: Path):
    """Start Firefox without a window; close it at the end."""
    lines = [f"user_pref({json.dumps(n)}, {json.dumps(v)});\n" for n, v in PREFERENCES.items()]
    (profile / "user.js").write_text("".join(lines), "utf-8")
    said = profile / "said.txt"
    command = [program, "--headless", "--no-remote", "--profile", str(profile)]
    with said.open("w") as log:
        process = subprocess.Popen([*command, "--remote-debugging-port", "0"], stderr=log)
    try:
        started = time.monotonic()
        while not (found := re.search(r"BiDi listening on (ws://\S+)", said.read_text())):
            if process.poll() is not None or time.monotonic() - started > PATIENCE:
                raise RuntimeError(f"Firefox did not start: {said.read_text()[-600:]}")
            time.sleep(0.1)
        tab = Firefox(found[1])
        yield tab
        tab.close()
        process.wait(PATIENCE)
    finally:
        if process.poll() is None:
            process.kill()
