"""Eyes inside a trial's processes: what each of them calls, and where each of them waits.

`install` wraps the blocking calls of multiprocessing, once a process. Wrapped classes survive a
fork. Under spawn and forkserver a rider installs the same in the child, before the child unpickles
its target.

Only the outermost traced call of a thread counts: `Queue.get` takes locks and reads a pipe, and
the program said none of that.
"""

import atexit
import builtins
import os

from examiner.stage import cpython, dumps, eyes, where
from examiner.stage.noting import as_entry
from examiner.stage.recorder import recorder
from examiner.stage.riders import everywhere


def install(
    folder: str, graders_file: str = "", *, newest: bool = False, looks: bool = False
) -> None:
    """Instrument this process, and every process that it will start.

    They report to the trial's `folder`. `graders_file` holds the kit's own code beside the
    program's, if it is not empty. With `newest` the newest calls are kept beside the first, with
    `looks` those too that only look. Raises Changed if this CPython is not one that the kit knows.
    """
    everywhere(_install, folder, graders_file, newest, looks)


def _install(folder: str, graders_file: str, newest: bool, looks: bool) -> None:
    cpython.check()
    rec = recorder(folder)
    where.add_graders_file(graders_file)
    if newest:
        rec.keep_recent(as_entry)
        atexit.register(rec.flush)
        dumps.tell_before_interrupt(rec)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=rec.after_fork)
    dumps.answer_requests(rec)
    eyes.open_all(rec)
    if looks:
        from examiner.stage.eyes.looks import open_eyes  # late: few trials want it

        open_eyes(rec)
    _as_with_site()


def _as_with_site() -> None:
    """Give back `exit` and `quit`.

    A trial's interpreters start without the site module, to be quick.
    """
    if not hasattr(builtins, "exit"):
        for name in ("exit", "quit"):
            setattr(builtins, name, cpython.QUITTER.get()(name, "Ctrl-D"))
