"""Plays one scene around an answer: the first process of a trial, `main` to the learner."""

import importlib
import inspect
import multiprocessing
import os
import sys
import tempfile
import types
import warnings
from collections.abc import Callable
from typing import Any

from examiner.facts.control import ADDRESS
from examiner.facts.job import Job, own_folder
from examiner.stage import census, cpython, instrument, noting, where
from examiner.stage.eyes.lives import log_beginning
from examiner.stage.recorder import Recorder, recorder
from examiner.stage.scene import Stage


class UnusableAnswer(Exception):
    """The answer's file cannot be loaded, or lacks what its contract names."""


def play(job: Job, folder: str) -> None:
    """Run a job's scene in this process, as a program of its own; never returns."""
    rec = recorder(folder)
    code = 1
    try:
        _become_a_program(job, folder, rec)
        _load(job)
        rec.log("ready")
        scene = _scene(job)
        scene(Stage(folder, _answers(job, folder), job.module, job.world), **job.inputs)
        rec.log("played")
        code = 0
    except UnusableAnswer as error:
        rec.log("unusable", message=str(error), **_cause(error))
    except KeyboardInterrupt as error:  # of a Ctrl-C that is part of the scene
        rec.log("scene", **noting.error_data(where.meant(error)))
    except Exception as error:  # noqa: BLE001 - whatever the scene met is reported, then the trial ends
        rec.log("scene", **noting.error_data(error))
    except SystemExit as ending:
        rec.log("scene", type="SystemExit", message=repr(ending.code), frames=[], own="")
    _exit_as_a_program_does(rec, code)


def _become_a_program(job: Job, folder: str, rec: Recorder) -> None:
    main = types.ModuleType("__main__")
    sys.modules["__main__"] = main  # spawn must not run the examiner's own main module again
    sys.argv = [job.module + ".py"]
    sys.path[:0] = list(dict.fromkeys([_answers(job, folder), job.checks, job.answers]))
    tempfile.tempdir = os.path.join(folder, "t")
    os.environ["TMPDIR"] = tempfile.tempdir
    os.chdir(tempfile.tempdir)
    # So that the supervisor finds what a kill leaves.
    cpython.configuration()["semprefix"] = f"/mp-{job.id}"
    graders_file = os.path.join(job.checks, f"{job.check_module}.py")
    if job.control is not None:
        from examiner.stage.control.install import install  # late: most trials go as they like

        where.add_graders_file(graders_file)
        install(os.path.join(folder, ADDRESS), "0", job.control.seed)
    instrument.install(folder, graders_file, looks=job.control is not None)
    multiprocessing.set_start_method(job.method)
    if job.method == "forkserver" and not job.as_program:
        from multiprocessing import forkserver  # late: there is none on Windows

        # As in a program that has used it before: it does not see what the answer changes.
        forkserver.ensure_running()
    log_beginning(rec, "main")


def _answers(job: Job, folder: str) -> str:
    return job.answers if job.source is None else own_folder(folder)


def _load(job: Job) -> None:
    if job.trouble:
        raise UnusableAnswer(f"{job.module}.py {job.trouble}")
    if job.as_program:
        _compile(job)
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
        examine = _examine_function
        if name[0].isupper():
            examine = _examine_method if "." in name else _examine_class
        examine(module, name, parameters)


def _compile(job: Job) -> None:
    """See whether a program can be run at all."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the program itself says them
            compile(job.source or b"", f"{job.module}.py", "exec", dont_inherit=True)
    except Exception as error:
        raise UnusableAnswer(f"{job.module}.py cannot be loaded") from error


def _examine_class(module: types.ModuleType, name: str, parameters: list[str]) -> None:
    expected = f"expected: class {name}, made by {name}({', '.join(parameters)})"
    made = getattr(module, name, None)
    if made is None:
        raise UnusableAnswer(f"{module.__name__}.py has no class {name}; {expected}")
    if not inspect.isclass(made):
        raise UnusableAnswer(f"{module.__name__}.py: {name} is not a class; {expected}")
    if issubclass(made, BaseException):
        return
    _examine_parameters(made, name, parameters, expected)


def _examine_method(module: types.ModuleType, name: str, parameters: list[str]) -> None:
    """Examine `Class.method` if it is a plain one; of any other only the call will show."""
    of, _, method = name.partition(".")
    function = inspect.getattr_static(getattr(module, of), method, None)
    if inspect.isfunction(function):
        expected = f"expected: def {method}({', '.join(['self', *parameters])})"
        _examine_call(function, name, parameters, expected, bound=("self",))


def _examine_function(module: types.ModuleType, name: str, parameters: list[str]) -> None:
    function = getattr(module, name, None)
    expected = f"expected: def {name}({', '.join(parameters)})"
    if function is None:
        raise UnusableAnswer(f"{module.__name__}.py has no function {name}; {expected}")
    if not callable(function):
        raise UnusableAnswer(f"{module.__name__}.py: {name} is not a function; {expected}")
    _examine_call(function, name, parameters, expected)


def _examine_call(
    function: Any, name: str, parameters: list[str], expected: str, bound: tuple[str, ...] = ()
) -> None:
    for test, kind in (
        (inspect.iscoroutinefunction, "an async function"),
        (inspect.isasyncgenfunction, "an async generator"),
        (inspect.isgeneratorfunction, "a generator function (it contains yield)"),
    ):
        if test(function):
            raise UnusableAnswer(f"{_place(function)}{name} is {kind}; {expected}")
    _examine_parameters(function, name, parameters, expected, bound)


def _examine_parameters(
    function: Any, name: str, parameters: list[str], expected: str, bound: tuple[str, ...] = ()
) -> None:
    """See whether it takes the parameters; `bound` are those that its caller does not give."""
    try:
        inspect.signature(function).bind(*bound, *parameters)
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


def _exit_as_a_program_does(rec: Recorder, code: int) -> None:
    """End as an interpreter ends: join threads, flush feeder threads, join child processes."""
    cpython.end_as_an_interpreter()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    rec.log("over")
    os._exit(code)
