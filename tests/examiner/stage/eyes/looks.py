"""Eyes on what only looks: is a queue empty, an event set, a process alive?

They are opened where each step counts. Elsewhere who looks again and again would fill the log.
"""

from multiprocessing import process, queues, synchronize

from examiner.stage import cpython
from examiner.stage.noting import trace_method, traced
from examiner.stage.recorder import Recorder


def open_eyes(rec: Recorder) -> None:
    """Look at who looks."""
    rec.logs_looks = True
    for method in ("empty", "full", "qsize"):
        trace_method(rec, queues.Queue, method, "queue")
    trace_method(rec, queues.SimpleQueue, "empty", "queue")
    trace_method(rec, synchronize.Event, "is_set", "event")
    trace_method(rec, cpython.CONNECTION.get(), "poll", "connection")
    trace_method(rec, process.BaseProcess, "is_alive", "process")
    code = vars(process.BaseProcess)["exitcode"]
    process.BaseProcess.exitcode = property(  # type: ignore[assignment,method-assign]
        traced(rec, code.fget, "process.exitcode")
    )
