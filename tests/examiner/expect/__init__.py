"""What checks may ask of an outcome, as several of them do. Each function returns an expectation.

What only one check asks stands in its own file.
"""

from examiner.expect.handling import (
    counted,
    handled,
    handled_by_all,
    handled_in_calls,
    never_ahead_by_more_than,
    tallied,
    worked_once,
)
from examiner.expect.processes import (
    handled_where_called,
    pulled_where_called,
    shared_by,
    side_by_side,
    started_nothing,
    two_children,
    worked_at_once,
    worked_in_children,
)
from examiner.expect.programs import (
    children,
    ended_by_themselves,
    guessed,
    kept_its_data,
    worked,
)
from examiner.expect.results import (
    not_printed,
    printed,
    raised_in_turn,
    returned,
    returned_in_turn,
    value,
    where_it_differs,
)
from examiner.expect.streams import handled_for

__all__ = [
    "children",
    "counted",
    "ended_by_themselves",
    "guessed",
    "handled",
    "handled_by_all",
    "handled_for",
    "handled_in_calls",
    "handled_where_called",
    "kept_its_data",
    "never_ahead_by_more_than",
    "not_printed",
    "printed",
    "pulled_where_called",
    "raised_in_turn",
    "returned",
    "returned_in_turn",
    "shared_by",
    "side_by_side",
    "started_nothing",
    "tallied",
    "two_children",
    "value",
    "where_it_differs",
    "worked",
    "worked_at_once",
    "worked_in_children",
    "worked_once",
]
