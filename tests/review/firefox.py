"""Debian's Firefox, driven by WebDriver BiDi over its own port: no driver is needed beside it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PROGRAM = "firefox-esr"
# Seconds to the line that tells the port, and to an answer.
START, ANSWER = 60.0, 30.0
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
# No connection but to the page itself.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.update.enabled": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "intl.locale.requested": "en-GB",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "data:,",
}
# Keys that are no characters, as WebDriver writes them.
KEYS = {"ArrowRight": "\ue014", "ArrowDown": "\ue015", "Home": "\ue011", "Enter": "\ue007", "Control": "\ue009"}


class Tab:
    """A page in Firefox."""

    def __init__(self, socket: Any, folder: Path) -> None:
        self._socket, self._last, self._folder = socket, 0, folder
        self._call("session.new", capabilities={})
        self._context = self._call("browsingContext.create", type="tab")["context"]
        saved = {"type": "allowed", "destinationFolder": str(folder)}
        self._call("browser.setDownloadBehavior", downloadBehavior=saved)

    def _call(self, method: str, **parameters: Any) -> Any:
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=ANSWER))
            if message.get("id") == self._last:
                assert message["type"] == "success", message
                return message["result"]

    def open(self, url: str) -> None:
        """Open a page and wait until it is there."""
        self._call("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def reload(self) -> None:
        """Open it again."""
        self._call("browsingContext.reload", context=self._context, wait="complete")

    def value(self, expression: str) -> Any:
        """The value of an expression of JavaScript that gives JSON."""
        found = self._call(
            "script.evaluate",
            expression=f"JSON.stringify({expression})",
            target={"context": self._context},
            awaitPromise=True,
        )
        assert found["type"] == "success", found
        return json.loads(found["result"]["value"])

    def press(self, key: str) -> None:
        """Press a key, such as m, Enter or Control+z."""
        keys = [KEYS.get(each, each) for each in key.split("+")]
        strokes = [{"type": "keyDown", "value": each} for each in keys]
        strokes += [{"type": "keyUp", "value": each} for each in reversed(keys)]
        actions = [{"type": "key", "id": "keys", "actions": strokes}]
        self._call("input.performActions", context=self._context, actions=actions)

    def type(self, text: str) -> None:
        """Type a text where the cursor is."""
        for char in text:
            self.press(char)

    def saved(self, format: str) -> str:
        """The text of a file that the page saves."""
        before = set(self._folder.iterdir())
        choose = f"box.value = {json.dumps(format)}, box.dispatchEvent(new Event('change'))"
        self.value(f"((box) => ({choose}))(document.getElementById('save'))")
        for _ in range(100):
            new = set(self._folder.iterdir()) - before
            if len(new) == 1 and not (file := new.pop()).name.endswith(".part") and file.stat().st_size:
                return file.read_bytes().decode("utf-8")
            time.sleep(0.1)
        raise AssertionError(f"no file of {format} is saved")

    def close(self) -> None:
        """End the browser."""
        self._call("browser.close")


@contextmanager
def firefox(folder: Path) -> Iterator[Tab]:
    """The browser, with a profile in ``folder``; a test that needs it skips where there is none."""
    client = pytest.importorskip("websockets.sync.client", reason="websockets is not installed")
    program = shutil.which(PROGRAM)
    if not program:
        pytest.skip(f"{PROGRAM} is not installed")
    profile, downloads = folder / "profile", folder / "downloads"
    for each in (profile, downloads):
        each.mkdir()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    log = folder / "log.txt"
    with log.open("wb") as stream:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stream)
    try:
        with client.connect(f"{_address(process, log)}/session", max_size=None) as socket:
            tab = Tab(socket, downloads)
            yield tab
            tab.close()
        process.wait(ANSWER)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        if found := LISTENING.search(log.read_text(encoding="utf-8", errors="replace")):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(f"Firefox does not listen: {log.read_text(encoding='utf-8', errors='replace')}")
