"""Plays one scene around an answer: the first process of a trial, `main` to the learner."""

import atexit
import importlib
import inspect
import multiprocessing
import os
import sys
import tempfile
import threading
import types
from collections.abc import Callable, Iterable
from multiprocessing import process, util
from queue import Empty
from typing import Any

from examiner.facts.job import Job
from examiner.facts.labels import label
from examiner.stage import census, instrument, noting, props
from examiner.stage.recorder import recorder

LEFT = 1.0
"""Seconds to wait for an item that is there already: it only has to be read from the pipe."""

Steps = dict[int, list[props.Step]]


class UnusableAnswer(Exception):
    """The answer's file cannot be loaded, or lacks what its contract names."""


class Stage:
    """What a scene plays with: props, the answer's functions, and a way to report."""

    def __init__(self, folder: str, answers: str, module: str) -> None:
        """Play in the trial folder `folder` with the module `module` of the folder `answers`."""
        self.folder = folder
        self._answers = answers
        self._module = module
        self._rec = recorder(folder)

    def gate(self, name: str) -> props.Gate:
        """Return a new gate, closed."""
        return props.Gate(self.folder, name).make()

    def handler(self, steps: Steps | None = None, name: str = "handle") -> props.Handler:
        """Return a `handle` that reports each item; `steps` says what else call n does."""
        return props.Handler(self.folder, steps or {}, name)

    def item_handler(self, steps: Iterable[tuple[Any, list[props.Step]]]) -> props.ItemHandler:
        """Return a `handle` that reports each item; `steps` are items with what is done at them."""
        return props.ItemHandler(self.folder, {label(item): todo for item, todo in steps})

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

    def poison(self, code: int) -> props.Poison:
        """Return an item whose pickling ends the process.

        It ends with that exit code, or by that signal if negative.
        """
        return props.Poison(self.folder, code)

    def refusing(self, value: Any) -> props.Refusing:
        """Return an item that cannot be pickled, except by the process that makes it."""
        return props.Refusing(self.folder, value)

    def always_equal(self, value: Any) -> props.AlwaysEqual:
        """Return an item that equals everything."""
        return props.AlwaysEqual(self.folder, value)

    def answer(
        self, function: str, *, goes_on: bool = False, first: props.Step | None = None
    ) -> props.Calling:
        """Return the answer's function, to be the target of a process that the scene starts.

        With `goes_on` an exception that it raises is reported, and not raised; `first` is done
        before it is called.
        """
        return props.Calling(self.folder, self._module, function, goes_on=goes_on, first=first)

    def run_program(self) -> None:
        """Run the answer's file as `__main__`, as `python file.py` would.

        Children of spawn and forkserver find it again by its path, as `__mp_main__`.
        """
        main = sys.modules["__main__"]
        main.__file__ = os.path.join(self._answers, self._module + ".py")
        with open(main.__file__, "rb") as file:
            code = compile(file.read(), main.__file__, "exec", dont_inherit=True)
        self._rec.log("answer", phase="begin", function=self._module)
        try:
            exec(code, main.__dict__)
        except SystemExit as ending:
            if ending.code not in (None, 0):
                raise
        self._rec.log("answer", phase="return", function=self._module, value="None")

    def constant(self, name: str) -> None:
        """Report a constant of the answer's module under its own name."""
        self.tell(name, getattr(importlib.import_module(self._module), name, None))

    def tell(self, name: str, value: object) -> None:
        """Tell the supervisor a value, as its label."""
        self._rec.log("value", name=name, value=label(value))

    def tell_left(self, queue: Any, count: int) -> None:
        """Take what is left in a queue whose producers have ended, and report it as `left`.

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


def play(job: Job, folder: str) -> None:
    """Run a job's scene in this process, as a program of its own; never returns."""
    _become_a_program(job, folder)
    rec = recorder(folder)
    code = 1
    try:
        _load(job)
        rec.log("ready")
        scene = _scene(job)
        scene(Stage(folder, job.answers, job.module), **job.inputs)
        rec.log("played")
        code = 0
    except UnusableAnswer as error:
        rec.log("unusable", message=str(error), **_cause(error))
    except Exception as error:  # noqa: BLE001 - whatever the scene met is reported, then the trial ends
        rec.log("scene", **noting.error_data(error))
    except SystemExit as ending:
        rec.log("scene", type="SystemExit", message=repr(ending.code), frames=[])
    _exit_as_a_program_does(rec.log, code)


def _become_a_program(job: Job, folder: str) -> None:
    main = types.ModuleType("__main__")
    sys.modules["__main__"] = main  # spawn must not run the examiner's own main module again
    sys.argv = [job.module + ".py"]
    sys.path[:0] = [job.answers, job.checks]
    tempfile.tempdir = os.path.join(folder, "t")
    os.environ["TMPDIR"] = tempfile.tempdir
    os.chdir(tempfile.tempdir)
    config = process.current_process()._config  # type: ignore[attr-defined]
    config["semprefix"] = f"/mp-{job.id}"  # so that the supervisor finds what a kill leaves
    instrument.install(folder)
    multiprocessing.set_start_method(job.method)
    recorder(folder).log("up", name="main", target="", ppid=os.getppid())


def _load(job: Job) -> None:
    path = os.path.join(job.answers, job.module + ".py")
    if not os.path.isfile(path):
        what = "is a directory" if os.path.isdir(path) else "does not exist"
        raise UnusableAnswer(f"{job.module}.py {what}")
    if job.as_program:
        return  # the scene runs it
    try:
        module = importlib.import_module(job.module)
    except Exception as error:
        raise UnusableAnswer(f"{job.module}.py cannot be loaded") from error
    except SystemExit as error:
        raise UnusableAnswer(
            f"{job.module}.py calls sys.exit() while it is being loaded"
        ) from error
    if census.living_children():
        raise UnusableAnswer(f"{job.module}.py starts a process while it is being loaded")
    for name, parameters in job.contract.items():
        _examine_function(module, name, parameters)


def _examine_function(module: types.ModuleType, name: str, parameters: list[str]) -> None:
    function = getattr(module, name, None)
    expected = f"expected: def {name}({', '.join(parameters)})"
    if function is None:
        raise UnusableAnswer(f"{module.__name__}.py has no function {name}; {expected}")
    if not callable(function):
        raise UnusableAnswer(f"{module.__name__}.py: {name} is not a function; {expected}")
    for test, kind in (
        (inspect.iscoroutinefunction, "an async function"),
        (inspect.isasyncgenfunction, "an async generator"),
        (inspect.isgeneratorfunction, "a generator function (it contains yield)"),
    ):
        if test(function):
            raise UnusableAnswer(f"{_place(function)}{name} is {kind}; {expected}")
    try:
        inspect.signature(function).bind(*parameters)
    except TypeError as error:
        takes = f"{_place(function)}{name}() does not take {len(parameters)} arguments ({error})"
        raise UnusableAnswer(f"{takes}; {expected}") from None
    except ValueError:
        return  # a callable without a readable signature: the call will show


def _place(function: Any) -> str:
    code = getattr(inspect.unwrap(function), "__code__", None)
    return f"{os.path.basename(code.co_filename)}:{code.co_firstlineno}: " if code else ""


def _cause(error: UnusableAnswer) -> dict[str, Any]:
    return {"cause": noting.error_data(error.__cause__) if error.__cause__ else None}


def _scene(job: Job) -> Callable[..., None]:
    # The check's module is the kit's own: its compiled form may be kept, spawn's children want it.
    kept, sys.dont_write_bytecode = sys.dont_write_bytecode, False
    try:
        module = importlib.import_module(job.check_module)
    finally:
        sys.dont_write_bytecode = kept
    scene: Callable[..., None] = getattr(module, job.scene)
    return scene


def _exit_as_a_program_does(log: Callable[..., None], code: int) -> None:
    """End as an interpreter ends: join threads, flush feeder threads, join child processes."""
    threading._shutdown()  # type: ignore[attr-defined]
    util._exit_function()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    log("over")
    os._exit(code)
