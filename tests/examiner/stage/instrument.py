"""Eyes inside a trial's processes: what each of them calls, and where each of them waits.

`install` wraps the blocking calls of multiprocessing, once a process. Wrapped classes survive a
fork. Under spawn and forkserver a small object in the process's own configuration, which
multiprocessing copies to every child and pickles with it, installs the same in the child before
the child unpickles its target.

Only the outermost traced call of a thread counts: `Queue.get` takes locks and reads a pipe, and
the program said none of that.
"""

import atexit
import builtins
import os
from multiprocessing import process
from typing import Any

from examiner.stage import dumps
from examiner.stage.noting import as_entry
from examiner.stage.recorder import Recorder, recorder
from examiner.stage.wrapping import Wrapping

_installed: Recorder | None = None


class Rider:
    """Rides in a process's configuration and installs the instrumentation where it is unpickled."""

    def __init__(self, folder: str, newest: bool) -> None:
        """Report to the trial folder `folder`, with `newest` the newest calls too."""
        self.folder = folder
        self.newest = newest

    def __reduce__(self) -> tuple[Any, ...]:
        return install, (self.folder, self.newest)


def install(folder: str, newest: bool = False) -> Rider:
    """Instrument this process, and every process that it will start; a second call does nothing.

    With `newest` the newest calls are kept beside the first.
    """
    global _installed
    rider = Rider(folder, newest)
    if _installed is not None:
        return rider
    _installed = recorder(folder)
    if newest:
        _installed.keep_recent(as_entry)
        atexit.register(_installed.flush)
        dumps.tell_before_interrupt(_installed)
    process.current_process()._config["ipc-kata"] = rider  # type: ignore[attr-defined]
    os_fork = getattr(os, "register_at_fork", None)
    if os_fork is not None:
        os_fork(after_in_child=_installed.after_fork)
    dumps.answer_requests(_installed)
    Wrapping(_installed).all()
    _as_with_site()
    return rider


def _as_with_site() -> None:
    """Give back `exit` and `quit`.

    A trial's interpreters start without the site module, to be quick.
    """
    if not hasattr(builtins, "exit"):
        import _sitebuiltins

        for name in ("exit", "quit"):
            setattr(builtins, name, _sitebuiltins.Quitter(name, "Ctrl-D"))
