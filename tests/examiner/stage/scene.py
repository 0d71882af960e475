"""What a scene plays with."""

import importlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pickle import PickleError
from queue import Empty
from typing import Any

from examiner.facts.labels import label
from examiner.facts.worlds import PLAIN, World
from examiner.stage import props
from examiner.stage.constants import replaced
from examiner.stage.props.calling import told
from examiner.stage.recorder import recorder
from examiner.stage.riders import everywhere
from examiner.stage.where import meant, passes_on

LEFT = 1.0
"""Seconds to wait for an item that is there already: it only has to be read from the pipe."""

Steps = dict[int, list[props.Step]]


class Stage:
    """What a scene plays with: props, the answer's functions, and a way to tell the supervisor.

    It can be passed to the processes that the scene starts.
    """

    def __init__(self, folder: str, answers: str, module: str, world: World = PLAIN) -> None:
        """Play in the trial folder `folder` with the module `module` of the folder `answers`."""
        self.world = world
        self.folder = folder
        self._answers = answers
        self._module = module
        self._rec = recorder(folder)

    def __reduce__(self) -> tuple[Any, ...]:
        return Stage, (self.folder, self._answers, self._module, self.world)

    def gate(self, name: str) -> props.Gate:
        """Return a new gate, closed."""
        return props.Gate(self.folder, name).make()

    def handler(self, steps: Steps | None = None, name: str = "handle") -> props.Handler:
        """Return a `handle` that reports each item; `steps` says what else call n does."""
        return props.Handler(self.folder, steps or {}, name, returns=self.world.returns)

    def item_handler(self, steps: Iterable[tuple[Any, list[props.Step]]]) -> props.ItemHandler:
        """Return a `handle` that reports each item; `steps` are items with what is done at them."""
        by_item = {label(item): todo for item, todo in steps}
        return props.ItemHandler(self.folder, by_item, returns=self.world.returns)

    def pair_handler(
        self, steps: dict[tuple[Any, Any], list[props.Step]] | None = None, owner: str = ""
    ) -> props.PairHandler:
        """Return a handler of two arguments that reports each call, on its owner's behalf."""
        return props.PairHandler(self.folder, steps, owner, returns=self.world.returns)

    def tally(self) -> props.Tally:
        """Return a `handle` for very many integers."""
        return props.Tally(self.folder)

    def idle(self, until: props.Gate | None = None, steps: Steps | None = None) -> props.Idle:
        """Return an `on_idle` that answers True once the gate `until` is open.

        `steps` come first.
        """
        return props.Idle(self.folder, until, steps or {})

    def function(
        self, steps: dict[Any, list[props.Step]] | None = None, name: str = "fn", gives: Any = ()
    ) -> props.Function:
        """Return an `fn` that reports each item; `steps` maps an item to what its call does.

        `gives` are pairs of an item and what its call returns instead of `worked(name, item)`.
        """
        by_label = {label(item): todo for item, todo in (steps or {}).items()}
        return props.Function(
            self.folder, name, by_label, {label(item): result for item, result in gives}
        )

    def source(self, items: list[Any], steps: Steps | None = None) -> props.Source:
        """Return a picklable iterable; `steps` says what happens before item n is given out."""
        return props.Source(self.folder, items, steps or {})

    def witness(self, value: Any) -> props.Witness:
        """Return an item that reports which process pickles it."""
        return props.Witness(self.folder, value)

    def slow(self, value: Any) -> props.Slow:
        """Return an item that takes half a second to pickle."""
        return props.Slow(self.folder, value)

    def bulky(self, value: Any) -> props.Bulky:
        """Return an item that does not fit into any pipe."""
        return props.Bulky(self.folder, value)

    def stepping(self, value: Any, step: props.Step | None) -> props.Stepping:
        """Return an item at which a step is done when another process than this one pickles it."""
        return props.Stepping(self.folder, value, step=step)

    def poison(self, code: int) -> props.Poison:
        """Return an item whose pickling ends the process.

        It ends with that exit code, or by that signal if negative.
        """
        return props.Poison(self.folder, code)

    def refusing(self, value: Any) -> props.Refusing:
        """Return an item that cannot be pickled, except by the process that makes it."""
        return props.Refusing(self.folder, value)

    def answer(
        self,
        function: str,
        *,
        goes_on: bool = False,
        first: props.Step | None = None,
        play: Callable[[Any], Any] | None = None,
    ) -> props.Calling:
        """Return the answer's function, to be the target of a process that the scene starts.

        With `goes_on` an exception that it raises is reported, and not raised; `first` is done
        before it is called, and `play` with what it returned, which nobody needs any more then.
        """
        return props.Calling(
            self.folder,
            self._module,
            function,
            goes_on=goes_on,
            first=first,
            in_thread=self.world.caller == "thread",
            play=play,
        )

    def amplify(self, amplifier: Callable[..., None], *arguments: Any) -> None:
        """Amplify in this process, and in all that will be started below it."""
        everywhere(amplifier, self.folder, *arguments)

    @passes_on
    def run_program(
        self, data: Mapping[str, str] | None = None, meet: Mapping[str, int] | None = None
    ) -> None:
        """Run the answer's file as `__main__`, as `python file.py` would.

        Children of spawn and forkserver find it again by its path, as `__mp_main__`. `data` are
        constants of the program and the expressions that these are bound to in this run, `meet`
        functions of the program and how many processes shall meet where they are called. Those
        that it does not bind are told as `unbound`.
        """
        data = dict(data or {})
        for name, crew in (meet or {}).items():
            data[name] = props.expression(props.watched, self.folder, name, crew, more=name)
        main = sys.modules["__main__"]
        main.__file__ = os.path.join(self._answers, self._module + ".py")
        with open(main.__file__, "rb") as file:
            source = file.read()
        if data:
            source, unbound = replaced(source, data)
            self.tell("unbound", unbound)
            main.__file__ = os.path.join(self.folder, self._module + ".py")
            with open(main.__file__, "wb") as file:
                file.write(source)
        code = compile(source, main.__file__, "exec", dont_inherit=True)
        self._rec.log("answer", phase="begin", function=self._module)
        try:
            exec(code, main.__dict__)
        except SystemExit as ending:
            if ending.code not in (None, 0):
                raise
        self._rec.log("answer", phase="return", function=self._module, value="None", leaves=[])

    def document(self, text: bytes) -> str:
        """Return the expression for a text that tells who pickles it."""
        return props.expression(props.Document, text, self.folder)

    def factor(self, number: int, name: str, crew: int) -> str:
        """Return the expression for a number at which so many processes meet who multiply by it."""
        return props.expression(props.Factor, number, self.folder, name, crew)

    def constant(self, name: str) -> None:
        """Tell a constant of the answer's module under its own name."""
        self.tell(name, getattr(importlib.import_module(self._module), name, None))

    @contextmanager
    def uses(self) -> Iterator[None]:
        """Use one of the answer's objects: what cannot be done with it is the answer's fault.

        It may lack a method, return what is no context manager, refuse to be pickled, or hold
        what it has closed: multiprocessing says so by an OSError without a number.
        """
        try:
            yield
        except (TypeError, ValueError, AttributeError, RuntimeError, PickleError) as error:
            meant(error)
            raise
        except OSError as error:
            if error.errno is None:
                meant(error)
            raise

    def start(self, process: BaseProcess) -> None:
        """Start a process that is given one of the answer's objects."""
        with self.uses():
            process.start()

    def tell(self, name: str, value: object) -> None:
        """Tell the supervisor a value, as its label."""
        self._rec.log("value", name=name, **told(value))

    def tell_left(self, queue: Any, count: int) -> None:
        """Take what is left in a queue whose producers have ended, and tell it as `left`.

        The limit is for answers that took more than was theirs.
        """
        for _ in range(count):
            try:
                left = queue.get(timeout=LEFT)
            except Empty:
                left = "nothing"
            self.tell("left", left)

    def call(self, function: str, *args: Any) -> Any:
        """Call the answer's function here, in the caller's process.

        Returns what it returned, or None if it raised (the supervisor has been told).
        """
        return self.answer(function, goes_on=True)(*args)

    def using(self, play: Callable[[Any], Any], name: str, *args: Any) -> Any:
        """Make an object of the answer's class, call `play` with it, and drop it.

        Nothing may be left of it then. Returns what `play` returned, or None if the class raised
        (the supervisor has been told).
        """
        return self.answer(name, goes_on=True, play=play)(*args)
