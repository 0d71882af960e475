"""The waits that never ended, who waits for whom, and who waits in a circle."""

from collections.abc import Sequence

from examiner.facts.calls import EXIT
from examiner.facts.outcome import Observation, thread_role
from examiner.facts.verdicts import Blocked
from examiner.telling.chronicle.model import Edge, Lane, Wait
from examiner.telling.chronicle.things import Things

NOBODY = "nobody"


def waits(
    outcome: Observation, lanes: Sequence[Lane], shared: Things, rows: Sequence[Blocked]
) -> list[Wait]:
    """Return a wait a row, in the same order."""
    found: list[Wait] = []
    for row in rows:
        lane = lane_of(lanes, row)
        found.append(
            Wait(
                len(found), lane, max(0.0, _since(outcome, row, lanes[lane])), told(row), row.call,
                row.plain, shared.number(row.key), row.waits_for, row.why, row.file, row.line,
            )
        )  # fmt: skip
    return found


def lane_of(lanes: Sequence[Lane], row: Blocked) -> int:
    """Return the lane that a row is about: the thread's, else its process's."""
    own = [lane for lane in lanes if lane.pid == row.pid]
    return next((lane for lane in own if lane.role == row.role), own[0]).number


def told(row: Blocked) -> str:
    """Return a wait as the table tells it."""
    if row.plain == EXIT:
        return "exit"
    if row.plain == "gate":
        return "held"
    verb = (row.plain or row.call).rpartition(".")[2].rstrip("()")
    return f"{verb} {row.waits_for}" if verb == "join" else verb


def _since(outcome: Observation, row: Blocked, lane: Lane) -> float:
    """Return when a wait began: as the call says, else with the last that is known of the lane."""
    for dump in outcome.dumps():
        for thread in dump["threads"] if dump["pid"] == row.pid else ():
            name = "" if thread["thread"] == "main" else str(thread["thread"])
            if thread_role(lane.process, name) == row.role and thread["call"]:
                return outcome.since_begin(thread["call"]["begun"])
    known = [outcome.seconds(e) for e in outcome.log if e["pid"] == row.pid and e["kind"] != "dump"]
    return max(known, default=lane.began) if not lane.thread else lane.began


def edges(lanes: Sequence[Lane], rows: Sequence[Blocked]) -> tuple[list[Edge], list[int]]:
    """Return who waits for whom, and the lanes of a circle in order, if there is one."""
    pairs: list[tuple[int, int | None]] = []
    for row in rows:
        source = lane_of(lanes, row)
        targets = _targets(lanes, row)
        pairs += [(source, target) for target in targets if (source, target) not in pairs]
    circle = _circle({source: [t for s, t in pairs if s == source and t is not None]
                      for source, _ in pairs})  # fmt: skip
    steps = set(zip(circle, [*circle[1:], *circle[:1]], strict=True))
    return [Edge(source, target, (source, target) in steps) for source, target in pairs], circle


def _targets(lanes: Sequence[Lane], row: Blocked) -> list[int | None]:
    if row.waits_for == NOBODY:
        return [None]
    named = {lane.role: lane.number for lane in lanes}
    # A name may hold a comma itself, as a thread's does: the longest that is known is meant.
    words = row.waits_for.split(", ") if row.waits_for else []
    found: list[int | None] = []
    while words:
        for count in range(len(words), 0, -1):
            lane = named.get(", ".join(words[:count]))
            if lane is not None:
                found.append(lane)
                break
        del words[:count]
    return found


def _circle(graph: dict[int, list[int]]) -> list[int]:
    """Return the shortest circle in a graph, beginning with its first node; [] if there is none."""
    best: list[int] = []
    for start in graph:
        path = _way_back(graph, start)
        if path and (not best or len(path) < len(best)):
            best = path
    return best


def _way_back(graph: dict[int, list[int]], start: int) -> list[int]:
    """Return the shortest way from a node back to it, the node itself only at the beginning."""
    ways = [[start]]
    seen: set[int] = set()
    for way in ways:  # grows as it is walked: the nearest come first
        for node in graph.get(way[-1], []):
            if node == start:
                return way
            if node not in seen:
                seen.add(node)
                ways.append([*way, node])
    return []
