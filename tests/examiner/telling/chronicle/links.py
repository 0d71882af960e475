"""What happened on one lane and shows on another: items, starts, ends."""

from collections import deque
from collections.abc import Iterator, Sequence

from examiner.facts.calls import GETS, PUTS
from examiner.telling.chronicle.model import Event, Gap, Lane, Link
from examiner.telling.chronicle.things import Things


def links(
    lanes: Sequence[Lane], shared: Things, events: Sequence[Event], gaps: Sequence[Gap]
) -> list[Link]:
    """Return the links, items first."""
    return [*_items(shared, events, gaps), *_lives(lanes, events)]


def _items(shared: Things, events: Sequence[Event], gaps: Sequence[Gap]) -> Iterator[Link]:
    """Yield which put came out at which get.

    Both name the same object and the same value, and the first of equal ones comes out first. Where
    a value is not known, the order alone decides; that needs a log without gaps.
    """
    incomplete = {gap.lane for gap in gaps}
    doubtful = {event.thing for event in events if event.lane in incomplete}
    waiting: dict[tuple[int | None, str], deque[Event]] = {}
    for event in sorted(events, key=_order):
        if event.thing is None or event.ending != "ok":
            continue
        value = event.argument if event.plain in PUTS else event.result
        if not value and event.thing in doubtful:
            continue
        if event.plain in PUTS:
            waiting.setdefault((event.thing, value), deque()).append(event)
        elif event.plain in GETS and (queue := waiting.get((event.thing, value))):
            put = _counterpart(queue, event, two_ways=shared.things[event.thing].kind == "pipe")
            queue.remove(put)
            yield Link("item", put.number, event.number)


def _counterpart(queue: deque[Event], get: Event, *, two_ways: bool) -> Event:
    """Return the first; what goes both ways through a pipe hardly comes back to its sender."""
    others = (put for put in queue if put.lane != get.lane)
    return next(others, queue[0]) if two_ways else queue[0]


def _order(event: Event) -> tuple[float, int]:
    # What was got was put before, whichever of the two calls returned first.
    return (event.begin if event.plain in PUTS else event.end, event.number)


def _lives(lanes: Sequence[Lane], events: Sequence[Event]) -> Iterator[Link]:
    """Yield which start() began a process, and which join() saw its exit."""
    begins = {event.lane: event for event in events if event.kind == "begin"}
    exits = {event.lane: event for event in events if event.kind == "exit"}
    named = {lane.role: lane.number for lane in lanes if not lane.thread}
    for event in events:
        _, _, role = event.told.partition(" ")
        lane = named.get(role)
        if lane is None or event.ending != "ok":
            continue
        if event.plain == "process.start()" and lane in begins:
            yield Link("start", event.number, begins[lane].number)
        # A join with a timeout may end before.
        if event.plain == "process.join()" and lane in exits and exits[lane].at <= event.end:
            yield Link("end", exits[lane].number, event.number)
