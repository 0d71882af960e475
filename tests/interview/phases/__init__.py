"""The seven phases, one module each: `hold(room)` goes on from whatever has been saved."""

from collections.abc import Callable

from interview.phases import approach, brief, clarify, code, follow_ups, predict, self_score
from interview.room import Room

HOLD: dict[str, Callable[[Room], None]] = {
    "brief": brief.hold,
    "clarify": clarify.hold,
    "approach": approach.hold,
    "code": code.hold,
    "predict": predict.hold,
    "follow-ups": follow_ups.hold,
    "self-score": self_score.hold,
}
"""Key of a phase → what holds it."""
