"""One run of the examiner, in a session of its own, which can be called off at any moment."""

import asyncio
import contextlib
import json
import os
import signal
import sys
import tempfile
from asyncio.subprocess import DEVNULL, Process
from dataclasses import dataclass
from typing import Any

from examiner import catalog
from examiner.usage import FAILED

GRACE = 10.0
"""Seconds that a run gets to end its trials after Ctrl-C; it needs a fraction of one."""

PASSED = 0


@dataclass(frozen=True)
class Printed:
    """What a run of the examiner printed, and what came out of it."""

    code: int
    """Its exit code."""
    text: str
    exercise: dict[str, Any] | None = None
    """Its part of the JSON document of a grade; None if there is none."""

    @property
    def passed(self) -> bool:
        """Did the answer pass?"""
        return self.code == PASSED

    @property
    def failed(self) -> bool:
        """Did the answer fail, and not the examiner?"""
        return self.code == FAILED


async def grade(slug: str, *, colour: bool, columns: int) -> Printed:
    """Grade one exercise; if this is cancelled, nothing that it started goes on."""
    environment = os.environ | {
        "PYTHONPATH": str(catalog.ROOT / "tests"),
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": str(columns),
    }
    if colour:
        environment["FORCE_COLOR"] = "1"
    # Files and no pipes: they can be read to their end whoever may still hold them.
    with tempfile.TemporaryFile() as report, tempfile.TemporaryFile() as shown:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "examiner", "grade", slug, "--json", "-"),
            stdin=DEVNULL,
            stdout=report,
            stderr=shown,
            env=environment,
            start_new_session=True,
        )
        try:
            code = await process.wait()
        finally:
            await _end(process)
        shown.seek(0)
        report.seek(0)
        text = shown.read().decode("utf-8", "replace")
        return Printed(code, text, _exercise(report.read()))


def _exercise(report: bytes) -> dict[str, Any] | None:
    try:
        exercise: dict[str, Any] = json.loads(report)["exercises"][0]
    except (ValueError, LookupError):
        return None  # it was ended before it could write one
    return exercise


async def _end(process: Process) -> None:
    """End a run by its group: Ctrl-C first, for it to end its trials, which are groups too."""
    if process.returncode is not None:
        return
    try:
        _signal(process, "SIGINT")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), GRACE)
    finally:  # also if a second Ctrl-C does not grant it the time
        if process.returncode is None:
            _signal(process, "SIGKILL")


def _signal(process: Process, name: str) -> None:
    with contextlib.suppress(ProcessLookupError):
        if sys.platform == "win32":  # no groups there; what it has started ends with it
            process.kill()
        else:
            os.killpg(process.pid, signal.Signals[name])
