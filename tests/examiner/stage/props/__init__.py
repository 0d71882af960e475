"""What a scene hands to an answer: functions, sources and items that tell, wait or misbehave.

Everything here can be pickled at any time, by any means, and tells of itself from whichever
process it runs in. These amplify, item by item (whole processes: see stage/amplifiers):

    Lasting     a value that takes long to pickle, or to unpickle, wherever that is done
    Slow        an item whose pickling takes a quiet pause: what is put arrives late
    Stepping    an item whose pickling opens a gate: it has been put, not only taken in hand; or
                waits for one: it has been put, and has not arrived
    Poison      an item whose pickling kills the process: a sender that dies half way
    Refusing    the same by an exception
    Bomb        an item whose unpickling kills the process: a receiver that dies half way
    DeadSource  the same as a source: a sender that dies before its first line
    Talker      a source that always has an item ready: who takes all there is never ends
    Witness     an item that tells which process pickled it: who really put it
    Bulky       an item larger than any pipe: who has put it cannot exit until somebody reads
    Flood       items larger than any pipe: a writer blocks until somebody reads
    Draft       a payload that goes on changing: who pickles it late sends what it has become
    Unsendable  a value that cannot be pickled: a feeder thread would lose it
    Shuffled    a list whose objects have other addresses in each process: no id() is an order
    Gate        holds one step until another has happened: a wrong order deadlocks
    fails       a call that raises what may not survive pickling: it has to travel as text
    dies        a call that ends its process, as a crash or the OOM killer would
    breaks      the same by an exception of any kind
    ends        the same once what was put before is on its way: only what was to come is lost
    exits_with  an exit code that its process ends with, when all else of its end is done
    lingers     a process that does not end when its work is done
    sends       a signal in the middle of a job: the caller is told to stop, or Ctrl-C is pressed
    quiet       a pause during which every process ought to be asleep: spinning shows
"""

from examiner.stage.props.by_item import ItemHandler
from examiner.stage.props.callables import Function, Handler, Idle, Tally, worked
from examiner.stage.props.calling import Calling
from examiner.stage.props.failures import (
    FAILING_LINE,
    Bomb,
    DeadSource,
    Unsendable,
    breaks,
    fails,
    message_of,
)
from examiner.stage.props.gate import Gate
from examiner.stage.props.items import (
    Bulky,
    Lasting,
    Late,
    Poison,
    Refusing,
    Slow,
    Stepping,
    Witness,
)
from examiner.stage.props.memory import SizeWatch
from examiner.stage.props.named import Draft, PairHandler, Stream
from examiner.stage.props.quiet import quiet
from examiner.stage.props.shuffled import Shuffled
from examiner.stage.props.signals import sends
from examiner.stage.props.sources import Flood, Source, put_all
from examiner.stage.props.steps import (
    Step,
    amplified,
    dies,
    ends,
    exits_with,
    first_ones,
    in_turn,
    lingers,
    meets,
    opens,
    pauses,
    polls,
    prints,
    raises,
    rests,
    sets,
    settles,
    waits,
    warms,
)
from examiner.stage.props.stuck import AT_WORK, OVERDUE, blocks, sleeps_on, stays, turns_deaf
from examiner.stage.props.taking import take_all, wait_until_full
from examiner.stage.props.talker import Listener, Talker
from examiner.stage.props.working import Document, Factor, expression, watched

__all__ = [
    "AT_WORK",
    "FAILING_LINE",
    "OVERDUE",
    "Bomb",
    "Bulky",
    "Calling",
    "DeadSource",
    "Document",
    "Draft",
    "Factor",
    "Flood",
    "Function",
    "Gate",
    "Handler",
    "Idle",
    "ItemHandler",
    "Lasting",
    "Late",
    "Listener",
    "PairHandler",
    "Poison",
    "Refusing",
    "Shuffled",
    "SizeWatch",
    "Slow",
    "Source",
    "Step",
    "Stepping",
    "Stream",
    "Talker",
    "Tally",
    "Unsendable",
    "Witness",
    "amplified",
    "blocks",
    "breaks",
    "dies",
    "ends",
    "exits_with",
    "expression",
    "fails",
    "first_ones",
    "in_turn",
    "lingers",
    "meets",
    "message_of",
    "opens",
    "pauses",
    "polls",
    "prints",
    "put_all",
    "quiet",
    "raises",
    "rests",
    "sends",
    "sets",
    "settles",
    "sleeps_on",
    "stays",
    "take_all",
    "turns_deaf",
    "wait_until_full",
    "waits",
    "warms",
    "watched",
    "worked",
]
