"""One log for all.

Several processes log to one file. The version below loses lines if one of them ends abruptly.

Write ``run(path, jobs) -> list[int]``. Each of ``jobs`` is called, without arguments, in a child
process of its own, all at once. A job can be pickled, starts no threads or processes, and logs by
``logging``: to any logger, at any level from DEBUG, without exc_info; it configures nothing.

Each record is one line of the file ``path``: ``f"{i} {levelname} {message}\\n"`` in UTF-8, with i
the job's index. The file is written anew, and only by the process that calls ``run``. A job's lines
are in order. A message has no line break, up to a million characters, and is the text as of the
call: arguments may change later, or not be picklable. A job logs up to 20,000 times. Once a logging
call has returned its line is safe, whatever the process does next: return, raise anything, exit,
``os._exit``, or be killed. Nobody dies within a logging call.

Return the exit codes, in order, when the file is complete and all processes have ended and are
joined. Without jobs the file is empty. The caller's root logger, and no other, may have a level and
handlers: they get none of the records, nor does stderr, and they are the same afterwards. No busy
waiting: who waits wakes up at most 50 times a second. ``run`` may be called again. One plain
module, right under fork, spawn and forkserver; leave the start method as it is set. Example: a job
that logs ``"hi"`` at INFO leaves ``"0 INFO hi\\n"`` in the file, and ``run("log", [job])`` returns
``[0]``. Done when ``nox -s grade -- 23`` passes.
"""

import logging
import multiprocessing as mp
from collections.abc import Callable
from logging.handlers import QueueHandler, QueueListener


def work(job: Callable[[], object], records: mp.Queue) -> None:
    handlers = [QueueHandler(records)]
    logging.basicConfig(level="DEBUG", format="%(message)s", handlers=handlers, force=True)
    job()


def run(path: str, jobs: list[Callable[[], object]]) -> list[int]:
    file = logging.FileHandler(path, mode="w", encoding="utf-8")
    file.setFormatter(logging.Formatter("%(processName)s %(levelname)s %(message)s"))
    listener = QueueListener(mp.Queue(), file)
    listener.start()
    tasks = [(job, listener.queue) for job in jobs]
    crew = [mp.Process(target=work, args=task, name=f"{i}") for i, task in enumerate(tasks)]
    for process in crew:
        process.start()
    for process in crew:
        process.join()
    listener.stop()
    file.close()
    return [process.exitcode for process in crew]  # TODO: keep the lines of who ends abruptly.
