"""How full a bounded queue was, from its calls."""

from collections.abc import Iterator, Sequence

from examiner.facts.calls import GETS, PUTS
from examiner.telling.chronicle.model import Depth, Event, Gap
from examiner.telling.chronicle.things import Things


def depths(
    shared: Things, events: Sequence[Event], gaps: Sequence[Gap], seconds: float
) -> Iterator[Depth]:
    """Yield the depth of each bounded queue, as far as every call is known."""
    begins = {gap.lane: gap.begin for gap in gaps}
    for thing in shared.things:
        if thing.maxsize is None:
            continue
        moves = [e for e in events if e.thing == thing.number and e.ending == "ok" and e.plain]
        known_until = min((begins.get(event.lane, seconds) for event in moves), default=seconds)
        points = tuple(_points(moves, thing.maxsize, known_until))
        yield Depth(thing.number, thing.maxsize, points, known_until)


def _points(moves: Sequence[Event], most: int, known_until: float) -> Iterator[tuple[float, int]]:
    yield 0.0, 0
    count = shown = 0
    for event in sorted(moves, key=lambda event: event.end):
        if event.end > known_until:
            return
        count += (event.plain in PUTS) - (event.plain in GETS)
        # A get may be over before the put of the same item is, and a put before the get that made
        # room for it: for that instant the count is one off.
        now = min(max(count, 0), most)
        if now != shown:
            yield event.end, now
            shown = now
