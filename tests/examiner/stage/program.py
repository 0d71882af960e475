"""Runs any program as `python program.py` would, with its processes being watched.

It is the first thing that the program's interpreter does, so it imports little.
"""

import multiprocessing
import os
import sys
import types
from collections.abc import Callable, Sequence

from examiner.stage import cpython
from examiner.stage.eyes.lives import log_beginning
from examiner.stage.instrument import install
from examiner.stage.recorder import recorder


def run(folder: str, trace: str, method: str, path: str, *arguments: str) -> None:
    """Run the program at `path` in this process; report to the trace folder `folder`.

    `trace` names the semaphores, `method` is the start method, `""` for Python's own choice.
    """
    os.mkdir(os.path.join(folder, "t"))
    main = become_main(folder, trace, path, arguments)
    sys.path[0] = os.path.dirname(os.path.abspath(path))
    try:
        install(folder, newest=True)
    except cpython.Changed as changed:
        sys.exit(f"ipc-kata: {changed}")
    if method:
        # The default that the program finds; it may still set another one.
        cpython.set_default_start_method(multiprocessing.get_context(method))
    log_beginning(recorder(folder), "main")
    execute(path, main)


def become_main(folder: str, trial: str, path: str, arguments: Sequence[str]) -> types.ModuleType:
    """Be the process of a program that has not begun yet; return its main module.

    Its temporary files go below `folder`, its semaphores are named after the `trial`.
    """
    config = cpython.configuration()
    config["semprefix"] = f"/mp-{trial}"
    config["tempdir"] = os.path.join(folder, "t")  # managers' sockets: they go with the folder
    main = types.ModuleType("__main__")
    main.__dict__.update(__file__=path, __builtins__=__builtins__, __cached__=None)
    sys.modules["__main__"] = main
    sys.argv = [path, *arguments]
    sys.excepthook = _without_our_frames(path)
    return main


def execute(path: str, main: types.ModuleType) -> None:
    """Run the program at `path` in its main module."""
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec", dont_inherit=True)
    exec(code, main.__dict__)


def _without_our_frames(path: str) -> Callable[..., None]:
    """Return an excepthook that prints a traceback as Python does, from the program's frames on."""

    def hook(
        kind: type[BaseException], error: BaseException, trace: types.TracebackType | None
    ) -> None:
        while trace is not None and trace.tb_frame.f_code.co_filename != path:
            trace = trace.tb_next
        sys.__excepthook__(kind, error.with_traceback(trace), trace)

    return hook
