"""Questions on a candidate's own code, from what its processes do when the example is run."""

import ast
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from interview import example
from interview.grading import GradingFailed, reported
from interview.material import FollowUp, Kind, OwnQuestion
from interview.quality import Finding

_WAITS = (
    "queue.get()", "connection.recv()", "connection.recv_bytes()", "lock.acquire()",
    "semaphore.acquire()", "condition.wait()", "event.wait()", "barrier.wait()", "queue.join()",
    "process.join()",
)  # fmt: skip
"""Calls that wait, the most telling first."""

_OTHERS = ("queue.put()", "connection.send()", "connection.send_bytes()", "process.start()")

_QUEUES = ("makes a Queue", "makes a JoinableQueue")
"""How the making of a queue with a feeder thread is told."""


def questions(
    name: str, folder: Path, asked: tuple[OwnQuestion, ...], found: list[Finding], seed: int
) -> list[FollowUp]:
    """Return what to ask about the answer `name` in a folder, whose example lies beside it.

    One question is about a wait. The other is about the first finding, if there is one; else about
    what happens when a queue is full or a process is killed. Raises GradingFailed.
    """
    seen = _Seen(_chronicle(folder), name, (folder / name).read_text(encoding="utf-8"))
    chosen = [next(seen.about(_WAITS, asked), None)]
    if found:
        what = found[0].text.rstrip(".")
        text = f"Your line {found[0].line}: {what}. Would you leave it so, and why?"
        chosen.append(FollowUp(text, (), Kind.OWN))
    else:
        others = list(seen.about(_OTHERS, asked))
        chosen.append(random.Random(seed).choice(others) if others else None)
    return [question for question in chosen if question is not None]


def _chronicle(folder: Path) -> dict[str, Any]:
    report = folder / "trace.json"
    words = ["trace", "--deadline", f"{example.SECONDS:.0f}", "--json", str(report)]
    try:
        document = reported([*words, str(folder / example.NAME)], report)
        chronicle: dict[str, Any] = document["chronicle"]
    except (OSError, ValueError, KeyError) as error:
        raise GradingFailed("what your processes did could not be looked at") from error
    return chronicle


class _Seen:
    """What was seen of the processes of one run."""

    def __init__(self, chronicle: dict[str, Any], name: str, code: str) -> None:
        self._lines = code.splitlines()
        self._roles = {lane["number"]: lane["role"] for lane in chronicle["lanes"]}
        self._bounds = {thing["number"]: thing["maxsize"] for thing in chronicle["things"]}
        events = chronicle["events"]
        self._made = {e["thing"]: e["text"] for e in events if e["kind"] == "make"}
        self._calls = [e for e in events if e["kind"] == "call" and e["file"] == name]

    def about(self, calls: tuple[str, ...], asked: tuple[OwnQuestion, ...]) -> Iterator[FollowUp]:
        """Yield a question for each kind of call that was seen, in the order given."""
        for call in calls:
            for event in self._calls:
                entry = next((e for e in asked if call in e.calls and self._fits(event, e)), None)
                if event["plain"] == call and _is_plain(event["call"]) and entry is not None:
                    text = entry.question.format(
                        line=event["line"],
                        code=self._lines[event["line"] - 1].partition("  #")[0].strip(),
                        role=self._roles[event["lane"]],
                    )
                    yield FollowUp(text, entry.facts, Kind.OWN)
                    break

    def _fits(self, event: dict[str, Any], entry: OwnQuestion) -> bool:
        if entry.bounded is None:
            return True
        bounded = self._bounds.get(event["thing"]) is not None
        return self._made.get(event["thing"]) in _QUEUES and bounded == entry.bounded


def _is_plain(code: str) -> bool:
    """Is it a call without a time limit, as far as its text tells: `q.get()`, `with lock`?"""
    if code.startswith("with "):
        return True
    try:
        tree = ast.parse(code, mode="eval").body
    except (SyntaxError, ValueError):
        return False
    if not isinstance(tree, ast.Call) or tree.keywords:
        return False
    name = tree.func.attr if isinstance(tree.func, ast.Attribute) else ""
    return name in _PLAIN and len(tree.args) == _PLAIN[name]


_PLAIN = {
    "get": 0, "recv": 0, "recv_bytes": 0, "acquire": 0, "wait": 0, "join": 0, "start": 0,
    "put": 1, "send": 1, "send_bytes": 1,
}  # fmt: skip
"""Method → its arguments where it has no time limit."""
