"""The nine phases, one module each: `hold(room)` goes on from whatever has been saved."""

from collections.abc import Callable

from interview.phases import (
    approach,
    brief,
    clarify,
    code,
    debug,
    follow_ups,
    predict,
    recall,
    self_score,
)
from interview.room import Room

HOLD: dict[str, Callable[[Room], None]] = {
    "recall": recall.hold,
    "brief": brief.hold,
    "clarify": clarify.hold,
    "approach": approach.hold,
    "code": code.hold,
    "predict": predict.hold,
    "debug": debug.hold,
    "follow-ups": follow_ups.hold,
    "self-score": self_score.hold,
}
"""Key of a phase → what holds it."""
