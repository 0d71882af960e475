"""What checks may ask of an outcome. Each function returns an expectation."""

from examiner.expect.arriving import arrived, shared_out
from examiner.expect.batches import at_most_at_a_time, in_batches
from examiner.expect.calls import returned_in_turn, returned_within, took
from examiner.expect.crowd import worked_at_once
from examiner.expect.handling import counted, handled, handled_by_all, handled_in_calls, tallied
from examiner.expect.listings import listed
from examiner.expect.mailboxes import handled_by_children, kept, losses_told, passed_within
from examiner.expect.pace import apart, grown_by_less_than, idled, never_ahead_by_more_than
from examiner.expect.processes import (
    handled_where_called,
    no_process,
    sent_by_a_child,
    started_by_the_method,
    two_children,
    worked_in_children,
)
from examiner.expect.programs import (
    children,
    ended_by_themselves,
    guessed,
    never_holding_more_than,
    never_waiting_by_more_than,
    no_join_in_vain,
)
from examiner.expect.reports import reported
from examiner.expect.results import not_printed, printed, raised_in_turn, received, returned, value
from examiner.expect.sharing import sent_at_most, shared_by, side_by_side
from examiner.expect.stages import (
    handled_at_most,
    not_exhausted,
    pulled_where_called,
    raised,
    worked_by_own_processes,
)
from examiner.expect.streams import handled_for, iterated_by_children
from examiner.expect.work import worked_once

__all__ = [
    "apart",
    "arrived",
    "at_most_at_a_time",
    "children",
    "counted",
    "ended_by_themselves",
    "grown_by_less_than",
    "guessed",
    "handled",
    "handled_at_most",
    "handled_by_all",
    "handled_by_children",
    "handled_for",
    "handled_in_calls",
    "handled_where_called",
    "idled",
    "in_batches",
    "iterated_by_children",
    "kept",
    "listed",
    "losses_told",
    "never_ahead_by_more_than",
    "never_holding_more_than",
    "never_waiting_by_more_than",
    "no_join_in_vain",
    "no_process",
    "not_exhausted",
    "not_printed",
    "passed_within",
    "printed",
    "pulled_where_called",
    "raised",
    "raised_in_turn",
    "received",
    "reported",
    "returned",
    "returned_in_turn",
    "returned_within",
    "sent_at_most",
    "sent_by_a_child",
    "shared_by",
    "shared_out",
    "side_by_side",
    "started_by_the_method",
    "tallied",
    "took",
    "two_children",
    "value",
    "worked_at_once",
    "worked_by_own_processes",
    "worked_in_children",
    "worked_once",
]
