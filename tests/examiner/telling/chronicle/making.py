"""Makes a chronicle of an outcome."""

from collections.abc import Sequence

from examiner.facts.outcome import Observation
from examiner.facts.verdicts import Blocked
from examiner.telling.chronicle import depths, happened, lanes, links, things, waits
from examiner.telling.chronicle.model import Chronicle


def chronicle(outcome: Observation, waiting: Sequence[Blocked]) -> Chronicle:
    """Return what the processes did, with the waits that never ended: `waiting`, who waits."""
    rows = [row for row in waiting if row.pid in outcome.processes]
    shared = things.things(outcome)
    found = lanes.lanes(outcome, rows)
    events = happened.events(outcome, found, shared, {row.pid for row in rows})
    holes = lanes.gaps(outcome, found)
    edges, circle = waits.edges(found, rows)
    return Chronicle(
        seconds=max(outcome.duration, max((event.end for event in events), default=0.0)),
        lanes=tuple(found),
        things=tuple(shared.things),
        events=tuple(events),
        waits=tuple(waits.waits(outcome, found, shared, rows)),
        links=tuple(links.links(found, shared, events, holes)),
        depths=tuple(depths.depths(shared, events, holes, outcome.duration)),
        gaps=tuple(holes),
        edges=tuple(edges),
        circle=tuple(circle),
    )
