"""One log for all.

Several processes log, and all of it belongs into one file, which one process writes. The version
below loses the last lines of a process that ends abruptly.

Write ``run(path, jobs) -> list[int]``. Each of ``jobs`` is called, without arguments, in a child
process of its own, all at once. A job can be pickled, starts no threads or processes, and logs by
``logging``: to any logger, at any level from DEBUG, without exc_info; it configures nothing.

Each record is one line of the file ``path``: ``f"{i} {levelname} {message}\\n"``, where i is the
job's index, in UTF-8. The file is written anew, and only by the process that calls ``run``. The
lines of a job are in order. A message has no line break, up to a million characters, and is the
text as of the call: arguments may change later, or not be picklable. A job logs up to 20,000 times.

Once a logging call has returned its line is safe, whatever the process does next: return, raise
anything, exit, ``os._exit``, or be killed. Nobody dies within a logging call.

Return the exit codes, in order, when the file is complete and all processes have ended and are
joined. Without jobs the file is empty. The caller's root logger, and no other, may have a level and
handlers: they get none of the records, nor does stderr, and they are the same afterwards.

No busy waiting: who waits wakes up at most 50 times a second. ``run`` may be called again. One
plain module, right under fork, spawn and forkserver; leave the start method as it is set. Example:
if a job logs ``"hi"`` at INFO, ``run("log", [job])`` returns ``[0]``, and the file holds
``"0 INFO hi\\n"``. Done when ``nox -s grade -- 23`` passes.
"""

import logging
import multiprocessing as mp
from collections.abc import Callable
from logging.handlers import QueueHandler, QueueListener


def work(job: Callable[[], object], records: mp.Queue) -> None:
    root = logging.getLogger()
    root.handlers[:] = [QueueHandler(records)]
    root.setLevel(logging.DEBUG)
    job()


def run(path: str, jobs: list[Callable[[], object]]) -> list[int]:
    file = logging.FileHandler(path, mode="w", encoding="utf-8")
    file.setFormatter(logging.Formatter("%(processName)s %(levelname)s %(message)s"))
    records: mp.Queue = mp.Queue()
    listener = QueueListener(records, file)
    listener.start()
    crew = [mp.Process(target=work, args=(job, records), name=f"{i}") for i, job in enumerate(jobs)]
    for process in crew:
        process.start()
    for process in crew:
        process.join()
    listener.stop()
    file.close()
    return [process.exitcode for process in crew]  # TODO: keep the lines of who ends abruptly.
