"""What a scene hands to an answer: functions, sources and items that report, wait or misbehave.

Everything here can be pickled at any time, by any means, and reports from whichever process it
runs in. The amplifiers, which make a race or a loss show every time, all live here:

    Slow             an item whose pickling takes a quiet pause: what is put arrives late
    Poison           an item whose pickling kills the process: a sender that dies half way
    Refusing         the same by an exception
    Witness          an item that tells which process pickled it: who really put it
    Bulky            an item larger than any pipe: who has put it cannot exit until somebody reads
    Flood            items larger than any pipe: a writer blocks until somebody reads
    looks_late       a look at a queue is acted on late: what was seen may be gone
    dies             a call that ends its process, as a crash or the OOM killer would
    short_timeouts   timed waits for data end early: who takes silence for the end is wrong
    overtake_readers whoever reads shared state is overtaken before it writes: races lose
    Gate             holds one step until another has happened: a wrong order deadlocks
    Bomb             an item whose unpickling kills the process: a receiver that dies half way
    Fails            a call that raises what may not survive pickling: it has to travel as text
    Unsendable       a value that cannot be pickled: a feeder thread would lose it
    idle_children    child processes end before they begin: who does without their work shows
    late_children    child processes come up late: who guesses how long they take is wrong
    late_send        the first message is written late: a pipe or a queue looks empty
    narrow_pipes     a pipe holds one page: less data show that nobody reads
    short_naps       time.sleep() ends at once: it has never waited for anybody
    late_kills       a kill hits a process that is at rest, maybe inside get()
    ends             the same once what was put before is on its way: only what was to come is lost
    Draft            a payload that goes on changing: who pickles it late sends what it has become
    quiet            a pause during which every process ought to be asleep: spinning shows
"""

from examiner.stage.amplifiers.looks import looks_late, short_timeouts
from examiner.stage.amplifiers.machine import (
    idle_children,
    late_children,
    late_kills,
    late_send,
    narrow_pipes,
    short_naps,
)
from examiner.stage.props.by_item import ItemHandler
from examiner.stage.props.callables import Function, Handler, Idle, Tally, chained, worked
from examiner.stage.props.calling import Calling
from examiner.stage.props.failures import FAILING_LINE, Bomb, Fails, Unsendable, message_of
from examiner.stage.props.gate import Gate
from examiner.stage.props.items import AlwaysEqual, Bulky, Poison, Refusing, Slow, Witness
from examiner.stage.props.memory import SizeWatch
from examiner.stage.props.quiet import quiet
from examiner.stage.props.sources import Flood, Source, put_all
from examiner.stage.props.steps import (
    Step,
    dies,
    first_ones_rest,
    opens,
    pauses,
    polls,
    raises,
    rests,
    waits,
)
from examiner.stage.props.streams import Draft, PairHandler, Stream, ends
from examiner.stage.props.taking import in_turn, take_all, wait_until_full, warms

__all__ = [
    "FAILING_LINE",
    "AlwaysEqual",
    "Bomb",
    "Bulky",
    "Calling",
    "Draft",
    "Fails",
    "Flood",
    "Function",
    "Gate",
    "Handler",
    "Idle",
    "ItemHandler",
    "PairHandler",
    "Poison",
    "Refusing",
    "SizeWatch",
    "Slow",
    "Source",
    "Step",
    "Stream",
    "Tally",
    "Unsendable",
    "Witness",
    "chained",
    "dies",
    "ends",
    "first_ones_rest",
    "idle_children",
    "in_turn",
    "late_children",
    "late_kills",
    "late_send",
    "looks_late",
    "message_of",
    "narrow_pipes",
    "opens",
    "pauses",
    "polls",
    "put_all",
    "quiet",
    "raises",
    "rests",
    "short_naps",
    "short_timeouts",
    "take_all",
    "wait_until_full",
    "waits",
    "warms",
    "worked",
]
