"""Worlds: what may be peculiar about the surroundings that an answer is tried in.

A dimension is one kind of difficulty, and has some values; the plain one is `""`. A world is a
value of each. A file of checks says in `WORLDS` which values the contract admits, or why none:

    WORLDS = {"data": DATA, "returns": RETURNS, "caller": "why it is called from nowhere else"}
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple  # a dataclass would import inspect, in every spawned process

OWN = "own"
"""Items that are the values which the answer was seen to send itself: its end marks, say."""

DATA = ("equal", "incomparable", "touchy", "errors", "classes", "marks", "messages", OWN)
"""What items may be, where any object is data."""

DATA_THAT_IS_COMPARED = ("touchy", "errors", "classes", "marks", "messages")
"""The same, where the contract admits that an item is compared with an end mark by ==."""

DATA_WITHOUT_EQUALS = ("touchy", "errors", "messages", OWN)
"""The same, where None may be the end mark, and be looked for with ==."""


def unsent(values: Sequence[str]) -> tuple[str, ...]:
    """Return the same, where an answer sends nothing of its own."""
    return tuple(value for value in values if value != OWN)


RETURNS = ("True", "False", "an error", "a generator")
"""What a callback may return, where that is ignored."""

CALLER = ("thread",)
"""From where the answer may be called, other than the main thread."""

PHRASES: dict[str, dict[str, str]] = {
    "data": {
        "equal": "every item equals everything",
        "incomparable": "items raise if they are compared with ==",
        "touchy": "items raise if they are asked for their truth, length or hash",
        "errors": "items are exceptions",
        "classes": "items are classes and functions",
        "marks": "items are None, ..., Enum members and the like",
        "messages": "items look like end marks and messages: 'STOP', (), -1",
        OWN: "items are what the answer itself sends",
    },
    "returns": {
        "True": "callbacks return True",
        "False": "callbacks return False",
        "an error": "callbacks return an exception",
        "a generator": "callbacks return a generator, which cannot be pickled",
    },
    "caller": {"thread": "it is called from a thread other than the main one"},
}
"""Dimension → value → what it is like there, as it is said to a learner."""

BY_HAND: dict[str, dict[str, str]] = {
    "time": {
        "late": "what is waited for comes later than any time limit",
        "early": "a wait with a time limit runs out at once",
    },
    "raises": {
        "an exception": "a callback raises an ordinary exception",
        "a well-known one": "it raises what the library raises: queue.Empty, EOFError",
        "unpicklable": "it raises what cannot be pickled, or not unpickled",
        "an exit": "it raises SystemExit or KeyboardInterrupt",
    },
    "death": {
        "exception": "a process ends by an exception half way",
        "exit 0": "it ends by os._exit(0) or sys.exit(0)",
        "exit 9": "it ends by os._exit(9)",
        "killed": "it is killed between two messages",
        "within": "it is killed within a message",
        "lock": "it is killed while it holds a lock",
        "at first": "it dies before its first line",
    },
    "scale": {
        "none": "there is nothing to do",
        "one": "there is one item",
        "few": "there are more workers than items",
        "many": "there are so many items that recursion or a full pipe shows",
        "big": "an item or a result fills a pipe",
    },
    "crew": {
        "together": "all workers are needed at once",
        "slow": "one is slow or silent, and holds nobody up",
    },
    "start": {
        "fork": "fork", "spawn": "spawn", "forkserver": "a forkserver that has run since before",
        "again": "it is called again in the same program",
    },
}  # fmt: skip
"""Dimension → value → what it is like, where a check has a scene of its own for it.

A file of checks says in `CELLS` which ones, or why the contract does not admit it: a key is
`"death: exit 0"`, or `"death"` for all of a dimension; a value a tuple of checks, or the reason.
"""

Admitted = Mapping[str, Sequence[str] | str]
"""Dimension → the values that a contract admits, or the reason why it admits none."""


class World(NamedTuple):
    """The surroundings of one trial."""

    data: str = ""
    returns: str = ""
    caller: str = ""
    own: tuple[str, ...] = ()
    """What the answer was seen to send, as literals, where items are that."""

    @property
    def peculiar(self) -> dict[str, str]:
        """Return the dimensions in which it is not the plain world, with their values."""
        return {name: value for name in PHRASES if (value := getattr(self, name))}

    @property
    def phrase(self) -> str:
        """Return what it is like there: `callbacks return True, and …`."""
        phrases = [PHRASES[name][value] for name, value in self.peculiar.items()]
        if self.own:
            phrases[0] += f": {', '.join(self.own)}"
        return ", and ".join(phrases)

    def simpler(self) -> Iterator["World"]:
        """Yield the worlds that share only one of its peculiarities, if it has several."""
        if len(self.peculiar) > 1:
            for name, value in self.peculiar.items():
                yield world_of({name: value}, self.own if name == "data" else ())


PLAIN = World()


def world_of(values: Mapping[str, str], own: tuple[str, ...] = ()) -> World:
    """Return the world with these values of these dimensions."""
    get = values.get
    return World(get("data", ""), get("returns", ""), get("caller", ""), own)
