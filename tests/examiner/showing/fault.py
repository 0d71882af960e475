"""How a failure of the kit's own is told: the whole traceback, and where to report it."""

import configparser
import sys
import traceback
from collections.abc import Callable, Iterator

from examiner import catalog
from examiner.showing.ink import Ink
from examiner.supervisor.shortages import Shortage
from examiner.usage import EXAMINER_ERROR


def lines(trace: str) -> Iterator[str]:
    """Yield what is told below the sentence that says what failed.

    Nothing where the machine is short of something: the sentence says what to do.
    """
    if not trace:
        return
    yield from trace.strip().splitlines()
    yield ""
    yield f"Please report this, with the lines above: {address()}"


def address() -> str:
    """Return where to report it: the address that this checkout of the kit came from."""
    config = configparser.ConfigParser(strict=False, interpolation=None)
    try:
        config.read(catalog.ROOT / ".git" / "config", encoding="utf-8")
        found = config.get('remote "origin"', "url")
    except (configparser.Error, OSError, UnicodeError):
        return "as an issue, where you have the kit from."
    return f"as an issue of {found.removesuffix('.git')}"


def guarded(command: Callable[[], int]) -> int:
    """Run a command; if the kit itself fails in it, say so and return the exit code for that."""
    try:
        return command()
    except (Shortage, catalog.Broken) as lacking:
        ink = Ink(sys.stderr)
        ink.paragraph(ink.paint(f"ipc-kata, examiner-error: {lacking}", "yellow"))
        return EXAMINER_ERROR
    except Exception:  # noqa: BLE001 - whatever it is: the user shall not read it as their own fault
        ink = Ink(sys.stderr)
        ink.line(ink.paint("ipc-kata itself failed: examiner-error.", "yellow"))
        for line in lines(traceback.format_exc()):
            ink.line(line)
        return EXAMINER_ERROR
