"""Turns the entries of a log into events on lanes, in order of time."""

from collections.abc import Iterator, Sequence
from typing import Any

from examiner.facts.labels import harmless
from examiner.facts.log import Entry
from examiner.facts.outcome import Observation
from examiner.telling.chronicle.lanes import thread_of
from examiner.telling.chronicle.model import Event, Lane
from examiner.telling.chronicle.things import Things, bound_of
from examiner.telling.complaints import gist

LONGEST = 80
"""Characters of a call, an argument, a text that are shown."""

LONGEST_MESSAGE = 300
"""Characters of an exception's message."""

_TELLS_AT_BEGIN = ("process.start()", "queue.put()")
"""Calls whose effect comes first, and then their end."""

_PARTNERS = {"handle": "handled", "work": "worked"}
"""Entry that begins a stretch of work → the one that ends it."""

_MARKS = {"idle": "on_idle", "killed": "dies"}


def events(
    outcome: Observation, lanes: Sequence[Lane], shared: Things, waiting: set[int]
) -> list[Event]:
    """Return everything that happened; `waiting` are the processes that wait for ever."""
    return _Happened(outcome, lanes, shared, waiting).events()


class _Happened:
    def __init__(
        self, outcome: Observation, lanes: Sequence[Lane], shared: Things, waiting: set[int]
    ) -> None:
        self.outcome = outcome
        self.shared = shared
        self.waiting = waiting
        self.lanes = {(lane.pid, lane.thread): lane.number for lane in lanes}
        self.first = next((lane for lane in lanes if lane.pid == outcome.main), None)
        self.began = {lane.number: lane.began for lane in lanes}
        self.ends = _ends_of_work(outcome)

    def events(self) -> list[Event]:
        found = [*self._begins(), *self._entries(), *self._exits()]
        found.sort(key=lambda data: float(data["at"]))  # stable: equal moments as in the log
        return [Event(number=number, **data) for number, data in enumerate(found)]

    def _begins(self) -> Iterator[dict[str, Any]]:
        for (pid, thread), lane in self.lanes.items():
            if not thread:
                yield self._mark(
                    lane, "begin", self.began[lane], f"{self.outcome.role(pid)} begins"
                )

    def _entries(self) -> Iterator[dict[str, Any]]:
        for entry in self.outcome.log:
            if entry["pid"] not in self.outcome.processes:
                continue
            if entry["kind"] == "call":
                if self._was_cut_short(entry):
                    continue
                yield self._call(entry)
            elif not (entry["kind"] == "down" and entry["pid"] in self.waiting):
                yield from self._other(entry)

    def _was_cut_short(self, call: Entry) -> bool:
        """Is another entry to tell of it, which says who did that?"""
        return call["end"] == "Empty" and any(
            (cut["pid"], cut["thread"], cut["line"]) == (call["pid"], call["thread"], call["line"])
            for cut in self.outcome.of("hurried")
        )

    def _exits(self) -> Iterator[dict[str, Any]]:
        """Tell exits: the process that went told it itself, if it could; else its parent did."""
        gone = {p.pid for p in self.outcome.processes.values() if p.down}
        for entry in self.outcome.of("exit"):
            lane = self.lanes.get((entry["child"], ""))
            if entry["child"] not in gone and lane is not None:
                yield self._exit(lane, entry)
        main = self.first
        if main is not None and main.ended is not None and main.pid not in gone:
            # Nobody in the program sees this one, so the table, which is the program's, has it not.
            yield self._mark(main.number, "exit", main.ended, f"exit {main.code}")

    def _exit(self, lane: int, entry: Entry) -> dict[str, Any]:
        told = f"exit {entry['code']}"
        return self._mark(lane, "exit", self.outcome.seconds(entry), told, told)

    def _other(self, entry: Entry) -> Iterator[dict[str, Any]]:
        kind, lane = entry["kind"], self.lanes[entry["pid"], ""]
        at = self.outcome.seconds(entry)
        if kind == "down":
            yield self._exit(lane, entry)
        elif kind == "error":
            told = _clean(entry["type"])
            message = _clean(gist(entry["message"]), LONGEST_MESSAGE)
            text = f"raises {told}: {message}" if message else f"raises {told}"
            yield self._mark(lane, kind, at, text, told) | self._at((entry["frames"] or [[]])[-1])
        elif kind in _PARTNERS or kind == "pull":
            text = f"{kind} {_clean(entry['item'])}"
            mark = self._mark(lane, "work", at, text, "" if kind == "work" else text)
            yield mark | {"end": max(at, self.ends.get(id(entry), at))}
        elif kind in _MARKS:
            yield self._mark(lane, kind, at, _MARKS[kind], _MARKS[kind])
        elif kind == "signal":
            text = f"sends {_clean(entry['name'])} to {_clean(entry['whom'])}"
            yield self._mark(lane, kind, at, text, text)
        elif kind == "hurried":
            text = f"{_verb(entry)}: {entry['seconds']:g} s cut short"
            place = self._at([entry["file"], entry["line"]])
            yield self._mark(lane, kind, at, _clean(text), _clean(text)) | place
        elif kind == "overtaken":
            text = _clean(f"{entry['did']} {entry['value']}")
            yield self._mark(lane, kind, at, text, text) | self._at(entry["place"])
        elif kind == "make":
            thing = {"thing": self.shared.number(str(entry.get("key") or ""))}
            yield self._mark(lane, kind, at, _making(entry)) | self._at(entry["place"]) | thing

    def _call(self, entry: Entry) -> dict[str, Any]:
        end = self.outcome.seconds(entry)
        begin = self.outcome.since_begin(entry["begun"])
        told = _told(self.outcome, entry)
        return {
            "lane": self.lanes.get((entry["pid"], thread_of(entry)), self.lanes[entry["pid"], ""]),
            "kind": "call",
            "at": begin if entry["plain"] in _TELLS_AT_BEGIN else end,
            "begin": min(begin, end),
            "end": end,
            "told": told,
            "text": told or _clean(_verb(entry)),
            "call": _clean(str(entry.get("call") or entry["plain"])),
            "plain": _clean(entry["plain"]),
            "thing": self.shared.number(entry["key"]),
            "argument": _clean(entry["argument"]),
            "result": _clean(entry["result"]),
            "ending": _clean(entry["end"]),
            **self._at([entry.get("file"), entry.get("line")]),
        }

    def _mark(self, lane: int, kind: str, at: float, text: str, told: str = "") -> dict[str, Any]:
        return {
            "lane": lane, "kind": kind, "at": at, "begin": at, "end": at, "told": told,
            "text": text, "call": "", "plain": "", "thing": None, "argument": "", "result": "",
            "ending": "ok", "file": "", "line": 0,
        }  # fmt: skip

    def _at(self, place: Sequence[Any]) -> dict[str, Any]:
        path, line = (*place[:2], None, None)[:2]
        return {
            "file": self.outcome.place(path) if isinstance(path, str) else "",
            "line": line if isinstance(line, int) else 0,
        }


def _ends_of_work(outcome: Observation) -> dict[int, float]:
    """Return when each stretch of work ended, by the identity of the entry that begins it."""
    open_ones: dict[tuple[Any, ...], Entry] = {}
    ends: dict[int, float] = {}
    kinds = {*_PARTNERS, *_PARTNERS.values()}
    for entry in outcome.log:
        if entry["kind"] not in kinds:
            continue
        key = (entry["pid"], entry.get("name", ""), entry["item"])
        if entry["kind"] in _PARTNERS:
            open_ones[_PARTNERS[entry["kind"]], *key] = entry
        elif (begun := open_ones.pop((entry["kind"], *key), None)) is not None:
            ends[id(begun)] = outcome.seconds(entry)
    return ends


def _verb(entry: Entry) -> str:
    return str(entry["plain"].rpartition(".")[2].rstrip("()"))


def _told(outcome: Observation, entry: Entry) -> str:
    verb = _verb(entry)
    if entry["end"] != "ok":
        return _clean(f"{verb} → {entry['end']}")
    if verb in ("get", "recv", "recv_bytes"):
        return _clean(f"{verb} → {entry['result']}")
    if verb in ("put", "send", "send_bytes"):
        return _clean(f"{verb} {entry['argument']}")
    whom = entry.get("whom")
    if verb in ("start", "join", "terminate", "kill") and isinstance(whom, int) and whom:
        return f"{verb} {outcome.role(whom)}"
    return ""


def _making(entry: Entry) -> str:
    most = bound_of(entry)
    return f"makes a {_clean(entry['what'])}" + (f" for {most} items" if most else "")


def _clean(text: str, longest: int = LONGEST) -> str:
    return harmless(text, longest).replace("\n", " ")
