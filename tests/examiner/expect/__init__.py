"""What checks may ask of an outcome. Each function returns an expectation."""

from examiner.expect.handling import (
    counted,
    handled,
    handled_by_all,
    handled_in_calls,
    tallied,
)
from examiner.expect.pace import apart, grown_by_less_than, idled, never_ahead_by_more_than
from examiner.expect.processes import (
    handled_where_called,
    no_process,
    sent_by_a_child,
    started_by_the_method,
    two_children,
    worked_in_children,
)
from examiner.expect.results import printed, raised_in_turn, received, returned, value
from examiner.expect.work import worked_once

__all__ = [
    "apart",
    "counted",
    "grown_by_less_than",
    "handled",
    "handled_by_all",
    "handled_in_calls",
    "handled_where_called",
    "idled",
    "never_ahead_by_more_than",
    "no_process",
    "printed",
    "raised_in_turn",
    "received",
    "returned",
    "sent_by_a_child",
    "started_by_the_method",
    "tallied",
    "two_children",
    "value",
    "worked_in_children",
    "worked_once",
]
