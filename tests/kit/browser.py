"""A headless Chromium, driven through a pair of pipes: nothing listens on a port."""

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import commands

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

ANSWER = 60.0
"""Seconds for an answer: many times what it takes, for a machine that is busy with other things."""

_SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)


def path() -> str | None:
    """Return the program, None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


_BRIDGE = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for number, end in zip((3, 4), ends):
    os.dup2(end, number)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Becomes the browser, which wants its pipes at these two descriptors."""


class Browser:
    """A page in a browser, and all that it asks for or complains about."""

    def __init__(self, reader: int, writer: int) -> None:
        """Talk through two descriptors."""
        self._reader, self._writer = reader, writer
        self._buffer = b""
        self._number = 0
        self._session = ""
        self.events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask the browser something; return its answer."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._writer, json.dumps(message).encode() + b"\0")
        limit = time.monotonic() + ANSWER
        while True:
            answer = self._next(limit)
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                found: dict[str, Any] = answer["result"]
                return found
            self.events.append(answer)

    def _next(self, limit: float) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            left = max(0.0, limit - time.monotonic())
            assert select.select([self._reader], [], [], left)[0], "the browser does not answer"
            data = os.read(self._reader, 1 << 20)
            assert data, "the browser has gone"
            self._buffer += data
        line, _, self._buffer = self._buffer.partition(b"\0")
        found: dict[str, Any] = json.loads(line)
        return found

    def open(self, file: Path, width: int = 1280, scheme: str = "light") -> None:
        """Open a file and wait until it is there and drawn."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=900, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", media="", features=features)
        self.events.clear()
        self.call("Page.navigate", url=file.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._next(time.monotonic() + ANSWER))
        self.settle()

    def settle(self) -> None:
        """Wait until what was asked for has been drawn."""
        self.ask("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def ask(self, expression: str) -> Any:
        """Return the value of an expression in the page."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key: str, modifiers: int = 0) -> None:
        """Press a key and let it go."""
        text = {"text": key} if len(key) == 1 else {}
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, modifiers=modifiers, **text)

    def picture(self, file: Path) -> None:
        """Save the whole page as an image."""
        height = self.ask("Math.ceil(document.documentElement.getBoundingClientRect().height)")
        width = self.ask("innerWidth")
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        file.write_bytes(base64.b64decode(shot["data"]))

    def paper(self) -> bytes:
        """Return the page as it would be printed, as PDF."""
        return base64.b64decode(self.call("Page.printToPDF", printBackground=True)["data"])

    @property
    def complaints(self) -> list[str]:
        """Whatever the page has written to the console, or what went wrong in it."""
        kinds = ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
        return [json.dumps(event) for event in self.events if event.get("method") in kinds]

    @property
    def requests(self) -> list[str]:
        """Every address that the page asked for."""
        sent = [e for e in self.events if e.get("method") == "Network.requestWillBeSent"]
        return [event["params"]["request"]["url"] for event in sent]


@contextmanager
def started() -> Iterator[Browser]:
    """Start a browser with a profile of its own, and end it with all its helpers."""
    program = path()
    assert program is not None
    profile = tempfile.mkdtemp(prefix="kata-browser-")
    questions, writer = os.pipe()
    reader, answers = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", _BRIDGE, str(questions), str(answers), program, *_SWITCHES,
         f"--user-data-dir={profile}", "about:blank"],
        pass_fds=(questions, answers), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    os.close(questions)
    os.close(answers)
    try:
        yield Browser(reader, writer)
    finally:
        os.close(writer)
        commands.end_group(process)
        os.close(reader)
        shutil.rmtree(profile, ignore_errors=True)
