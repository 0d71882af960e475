"""Errors that were printed, in one sentence each: what was raised, and on which line of the answer.

The end of a traceback says what it is, and its last line of the answer's says where. The middle,
and the interpreter's own source lines, are left to `-v`.
"""

import re
from collections.abc import Iterator

from examiner.facts.labels import harmless
from examiner.facts.outcome import Observation
from examiner.telling import leaks

LONGEST = 300
"""Characters of a message that are shown."""

_HEAD = "Traceback (most recent call last):"

_UNCAUGHT = re.compile(
    rf"^{re.escape(_HEAD)}\n"
    r"((?:[ \t].*\n)+)"  # the frames
    r"(\S.*(?:\n[ \t].*|\n(?=\n))*)",  # the exception, whose message may have indented lines
    re.MULTILINE,
)
"""What an interpreter prints of an exception that ends it."""

_FRAME = re.compile(r'^\s*File "(.+)", line (\d+)', re.MULTILINE)

_LEAKED = re.compile(r"resource_tracker: (There appear to be [^\n:]*)")

_IGNORED = re.compile(r"^(Exception ignored .*)$", re.MULTILINE)

_REBUILT = "SemLock._rebuild"
"""In the frames of a child that looks for a semaphore by its name."""

_LOST = (
    "a Lock, Queue or Value that was passed to it had lost its last reference in its parent before "
    "it was opened here"
)


def gist(text: str) -> str:
    """Return a message in one line; of a traceback within it only the end."""
    before, head, after = text.partition(_HEAD)
    if not head:
        return " ".join(text.split())
    last = next((line for line in reversed(after.splitlines()) if line.strip()), "")
    return " ".join(f"{before} {last}".split())


def uncaught(seen: Observation) -> str:
    """Return the first exception of which a traceback was printed, `""` if there is none."""
    return next(_uncaught(seen), "")


def _uncaught(seen: Observation) -> Iterator[str]:
    for found in _UNCAUGHT.finditer(seen.printed("err")):
        frames, error = found[1], harmless(" ".join(found[2].split()), LONGEST)
        own = [(path, line) for path, line in _FRAME.findall(frames) if seen.is_answer(path)]
        at = f" at {seen.place(own[-1][0])}:{own[-1][1]}" if own else ""
        lost = error.startswith("FileNotFoundError") and _REBUILT in frames
        yield f"{error}{at}: {_LOST}" if lost else f"{error}{at}"


def printed_error(seen: Observation) -> str:
    """Return what the traceback that was printed says."""
    return f"a traceback was printed: {uncaught(seen) or 'see -v'}"


def leaked(seen: Observation) -> str:
    """Return what the resource tracker has found at the end."""
    found = _LEAKED.search(seen.printed("err"))
    if found is None:
        return ""
    made = leaks.semaphores(seen) if "semaphore" in found[1] else ""
    which = f" (it makes semaphores at {made})" if made else ""
    return f"the interpreter complains: {harmless(found[1], LONGEST)}{which}"


def ignored(seen: Observation) -> str:
    """Return which exception was ignored, and where."""
    printed = seen.printed("err")
    found = _IGNORED.search(printed)
    if found is None:
        return ""
    error = _UNCAUGHT.search(printed, found.end())
    what = f" {' '.join(error[2].split())}" if error else ""
    return f"the interpreter complains: {harmless(found[1] + what, LONGEST)}"
