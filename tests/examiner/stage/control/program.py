"""Runs a program under control, as `python program.py` would, in a process that was just forked."""

import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Sequence

from examiner.facts.control import ADDRESS
from examiner.stage import cpython, instrument
from examiner.stage.control.install import install
from examiner.stage.control.link import leave_for_good, tell_error
from examiner.stage.eyes.lives import log_beginning
from examiner.stage.program import become_main, execute
from examiner.stage.recorder import recorder

FAILED = 70
"""Exit code of a process that could not be put under control."""


def play(
    folder: str,
    trial: str,
    method: str,
    seed: str,
    path: str,
    arguments: Sequence[str],
    *,
    watched: bool,
) -> None:
    """Run the program at `path`, and end this process as an interpreter ends; never returns.

    Who controls it listens in the run's `folder`. If it is `watched`, its calls are logged there.
    """
    for name, descriptor in (("stdout", 1), ("stderr", 2)):
        setattr(sys, name, open(descriptor, "w", buffering=1, closefd=False))  # noqa: SIM115
    main = become_main(folder, trial, path, arguments)
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    try:
        install(os.path.join(folder, ADDRESS), "0", seed)
        if watched:
            instrument.install(folder, newest=True, looks=True)
            log_beginning(recorder(folder), "main")
    except Exception:  # noqa: BLE001 - the kit's own failure: nobody has come up, and it is told why
        traceback.print_exc()
        os._exit(FAILED)
    cpython.set_default_start_method(multiprocessing.get_context(method))
    code = _guarded(lambda: execute(path, main))
    code = _guarded(_end) or code
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)


def _end() -> None:
    cpython.end_as_an_interpreter()
    leave_for_good()


def _guarded(act: Callable[[], None]) -> int:
    """Do something; return the exit code that an interpreter would have after it."""
    try:
        act()
    except SystemExit as ending:
        if ending.code is None or isinstance(ending.code, int):
            return ending.code or 0
        print(ending.code, file=sys.stderr)
        return 1
    except BaseException as error:  # noqa: BLE001 - the interpreter too prints whatever it is
        tell_error(error)
        sys.excepthook(type(error), error, error.__traceback__)
        return 1
    return 0
