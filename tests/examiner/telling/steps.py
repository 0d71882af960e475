"""A controlled run in rows: what each process did on which line, and a picture of it."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from examiner.facts.calls import GETS, PUTS
from examiner.facts.control import EARLY, ENDS, PATIENT
from examiner.facts.labels import harmless
from examiner.facts.log import Entry
from examiner.facts.outcome import Observation, thread_role

CLOCK = "time"
"""Who is named where a wait runs out."""

AROUND = 2
"""Rows shown before and after each one that matters."""

LAST = 4
"""Rows shown of the end."""

MOST_MATTER = 3
"""Deviations that are told."""

MOST_DID = 2
"""Things that one row did that are told; else the first and the last."""

LONGEST_CELL = 26


class Step(NamedTuple):
    """A step, as a controller reports it."""

    who: str
    kind: str
    keys: list[str]
    what: str
    place: str
    text: str
    outcome: str
    t: int
    """In virtual nanoseconds."""


class Row(NamedTuple):
    """What one process or thread did on one line, uninterrupted."""

    entity: str
    who: str
    place: str
    text: str
    """How the program spells it."""
    did: tuple[str, ...]
    """What came of it, one thing after the other; nothing if that tells nothing."""
    first: int
    """The number of its first step."""
    last: int
    objects: frozenset[str]

    @property
    def told(self) -> str:
        """What is said of it."""
        if len(self.did) > MOST_DID:
            return f"{self.said(0)} … {self.said(-1)}"
        return ", ".join(map(self.said, range(len(self.did)))) or self.text

    def said(self, which: int) -> str:
        """Return what is said of one of the things that it did."""
        done = self.did[which] if self.did else ""
        if done == _WAITS:
            is_block = self.text.endswith(":")  # a whole line, `with lock:`
            return f"waits at {self.text[:-1]}" if is_block else f"waits in {self.text}"
        return f"{self.text} {done}" if done.startswith("→") else done or self.text


def rows(seen: Observation) -> list[Row]:
    """Return what happened on the lines of the program, in order."""
    return list(_Rows(seen).rows())


def role(seen: Observation, entity: str) -> str:
    """Return how a process or a thread is called that a controller names so."""
    pid, thread = seen.control["threads"][entity]
    if pid not in seen.processes:
        return str(seen.control["roles"][entity])
    if pid in seen.servers:
        return seen.role(pid)  # its threads have names of their own, which nobody knows
    return thread_role(seen.role(pid), thread)


class _Rows:
    def __init__(self, seen: Observation) -> None:
        self.seen = seen
        self.steps = [Step(*step) for step in seen.control.get("steps", [])]
        self.spelled = _spelled(self.steps)
        self.calls = _calls(seen)
        self.threads: dict[str, Any] = seen.control.get("threads", {})

    def rows(self) -> Iterable[Row]:
        shown = [(n, s) for n, s in enumerate(self.steps) if self.is_shown(s)]
        for (who, place, text), group in groupby(
            shown, lambda s: (s[1].who, s[1].place, s[1].text)
        ):
            numbers, steps = zip(*group, strict=True)
            if who not in self.threads:
                yield self._expiry(steps[-1], numbers[0], numbers[-1])
            elif any(step.kind not in _UNSEEN for step in steps):
                shown_as, did = role(self.seen, who), self._did(steps)
                yield Row(
                    who, shown_as, place, text, did, numbers[0], numbers[-1],
                    frozenset(key for step in steps for key in step.keys if key),
                )  # fmt: skip

    def is_shown(self, step: Step) -> bool:
        """Is it on a line of the program, or does a wait of the program's run out?"""
        if step.who not in self.threads:
            # Who is held up by the grader sleeps in a call that is no sleep.
            is_delay = step.kind == f"sleep{ENDS}" and "sleep" not in step.text
            return step.outcome != PATIENT and not is_delay
        return bool(step.place) and step.place.rpartition(":")[0] != self.seen.graders_file

    def _expiry(self, step: Step, first: int, last: int) -> Row:
        whom = role(self.seen, step.what) if step.what in self.threads else step.what
        at_once = " at once" if step.outcome == EARLY else ""
        told = f"{whom}: {step.text or 'a wait'} runs out{at_once}"
        return Row(step.what, CLOCK, "", told, (), first, last, frozenset())

    def _did(self, steps: Sequence[Step]) -> tuple[str, ...]:
        found = [told for step in steps if (told := self._told(step))]
        whole = [told for told in found if told != _WAITS]
        others = [told for told in whole if not told.startswith(_OF_LOCKS)]
        return tuple(others or whole or found[:1])

    def _told(self, step: Step) -> str:
        """Return what a step has done, in words; `""` if that says nothing."""
        call = self._call(step)
        if call is None or call["plain"] == "lock.acquire()" or step.outcome == _WAITS:
            takes = _TAKING.match(step.text)
            return _of_step(step, self.spelled.get(tuple(step.keys), "") if takes else "")
        # Of the steps of a call it is the last one that tells.
        later = (s for s in self.steps if s.who == step.who and step.t < s.t <= call["t"])
        return "" if _is_librarys(call, step) or any(later) else _of_call(call)

    def _call(self, step: Step) -> Entry | None:
        """Return the call of the program that a step belongs to, if it has come to its end."""
        found = self.calls.get(tuple(self.threads[step.who]), [])
        return next((entry for entry in found if entry["begun"] <= step.t <= entry["t"]), None)


def _is_librarys(call: Entry, step: Step) -> bool:
    """Is it a call that the library makes where the program calls something else?

    A pool looks at exit codes, and an executor wakes its thread up by sending nothing.
    """
    word = _INNER.get(call["plain"])
    return word is not None and word not in step.text


_INNER = {"process.exitcode": "exitcode", "connection.send_bytes()": "send"}
"""Calls that the library makes on behalf of others → the word without which it is one of these."""

_UNSEEN = ("begin", "exit")

_WAITS = "waits"

_OF_LOCKS = ("takes ", "gives ")
"""What begins so is told only where nothing else is."""


def _calls(seen: Observation) -> dict[tuple[int, str], list[Entry]]:
    found: dict[tuple[int, str], list[Entry]] = {}
    for entry in seen.of("call"):
        found.setdefault((entry["pid"], str(entry.get("thread") or "")), []).append(entry)
    return found


def _of_call(entry: Entry) -> str:
    """Return what a call has done, in words."""
    plain, result, argument = entry["plain"], _value(entry["result"]), _value(entry["argument"])
    if entry["end"] != "ok":
        return f"raises {harmless(entry['end'], LONGEST_CELL)}"
    if plain in GETS or plain == "proxy.get()":
        return f"{'gets' if 'get' in plain else 'receives'} {result}"
    if plain in PUTS or plain == "proxy.put()":
        return f"{'puts' if 'put' in plain else 'sends'} {argument}"
    if plain in _READS:
        return f"reads {result}"
    if plain in _WRITES:
        return f"writes {argument.rpartition(', ')[2]}"
    if plain == "proxy.__contains__()":
        return f"{'finds' if result == 'True' else 'does not find'} {argument}"
    if plain in _SIGHTS:
        return f"{_SIGHTS[plain]} → {result}"
    if plain in _LOOKS:
        return f"→ {result}"
    return ""


def _value(text: str) -> str:
    """Return a value's label without its digest, and cut."""
    text = re.sub(r"<(\w+ of \d+), [0-9a-f]+>", r"<\1>", harmless(text))
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


_READS = ("proxy.__getitem__()", "proxy.__getattribute__()", "proxy.get_value()")
_WRITES = ("proxy.__setitem__()", "proxy.__setattr__()")
_LOOKS = (
    "queue.empty()", "queue.full()", "queue.qsize()", "event.is_set()", "connection.poll()",
    "process.is_alive()",
    "proxy.empty()", "proxy.qsize()", "proxy.is_set()", "proxy.pop()", "proxy.copy()",
)  # fmt: skip


_SIGHTS = {"process.exitcode": "exit code", "proxy.__len__()": "length"}
"""Looks that no line spells as a call: what is seen."""


def _of_step(step: Step, spelled: str) -> str:
    """Return what a step has done, in words; `""` if that says nothing.

    `spelled` is how the program calls what it takes or gives back, `""` if that is not clear.
    """
    if step.outcome.startswith(("reads", "writes", "raises")):
        return step.outcome
    if step.outcome == _WAITS:
        return _WAITS
    if step.outcome == "timeout":
        return "gives up"
    name = spelled or step.what
    is_inner = not name or "'s" in name
    if step.kind == "acquire" and not is_inner:
        return f"takes {name}"
    if step.kind == "release" and not is_inner:
        return f"gives {name} back"
    return ""


def _spelled(steps: Iterable[Step]) -> dict[tuple[str, ...], str]:
    """Return what is taken and given back → how the program calls it, where that is one word.

    In two processes `left` may be two locks, and one lock may have two names.
    """
    names: dict[tuple[str, ...], set[str]] = {}
    for step in steps:
        found = _TAKING.match(step.text) if step.kind in ("acquire", "release") else None
        if found is not None:
            names.setdefault(tuple(step.keys), set()).add(found[1] or found[2])
    times = Counter(name for some in names.values() for name in some)
    return {
        keys: name
        for keys, some in names.items()
        for name in some
        if len(some) == 1 and times[name] == 1
    }


_TAKING = re.compile(r"with ([\w.]+):$|([\w.]+)\.(?:acquire|release)\(")
"""How a line spells what it takes or gives back, in the program's own words."""


def taken(seen: Observation, circle: Sequence[str]) -> list[str]:
    """Return who took what the one before it waits for, in words; each of a circle of roles."""
    done = [Step(*step) for step in seen.control.get("steps", [])]
    roles = {entity: role(seen, entity) for entity in seen.control["threads"]}
    spelled, found = _spelled(done), dict[int, str]()
    for one, other in zip(circle, [*circle[1:], *circle[:1]], strict=True):
        wanted = next(step.keys for step in reversed(done) if roles.get(step.who) == one)
        for number, step in reversed(list(enumerate(done))):
            if (roles.get(step.who), step.kind, step.keys) == (other, "acquire", wanted):
                found[number] = f"{other}: takes {spelled.get(tuple(wanted), step.what)}"
                break
    return [found[number] for number in sorted(found)]


def picture(seen: Observation, ends: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Return a column for everybody, a row for what happened; `ends` are who waits in the end."""
    found = rows(seen)
    shown = _around(seen, found)
    names = list(dict.fromkeys(found[number].who for number in shown))
    names = [name for name in names if name != CLOCK]
    names += [who for who, _ in ends if who not in names]
    files = {row.place.partition(":")[0] for row in found if row.place}
    places = [_place(found[number], files) for number in shown]
    first = max(map(len, [*places, "line"]), default=0)
    column = max(10, min(LONGEST_CELL, (width - first) // max(1, len(names)) - 2))
    names = names[: max(1, (width - first) // (column + 2))]
    lines = [_line("line", names, column, first)]
    for place, number, before in zip(places, shown, [-1, *shown], strict=False):
        if number != before + 1:
            lines.append(_line("…", [], column, first))
        row = found[number]
        if row.who == CLOCK:
            lines.append(f"{'':<{first}}  ({row.text})"[:width])
        elif row.who in names:
            cells = [row.told if name == row.who else "" for name in names]
            lines.append(_line(place, cells, column, first))
    if ends:
        waits = dict(ends)
        cells = [f"{waits[name]} ■" if name in waits else "" for name in names]
        lines.append(_line("", cells, column, first))
    return lines


def _place(row: Row, files: Collection[str]) -> str:
    return row.place if len(files) > 1 else row.place.rpartition(":")[2]


def _around(seen: Observation, found: Sequence[Row]) -> list[int]:
    """Return the numbers of the rows around what matters, and of the last ones."""
    wanted = set(range(len(found) - LAST, len(found)))
    for step, *_ in seen.control.get("deviations", [])[-MOST_MATTER:]:
        place = next((n for n, row in enumerate(found) if row.last >= step), len(found))
        wanted |= set(range(place - AROUND, place + AROUND + 1))
    return [number for number in range(len(found)) if number in wanted]


def _line(place: str, cells: Sequence[str], column: int, places: int) -> str:
    return "  ".join([f"{place:<{places}}", *(_fit(cell, column) for cell in cells)]).rstrip()


def _fit(text: str, column: int) -> str:
    return f"{text if len(text) <= column else text[: column - 1] + '…':<{column}}"
