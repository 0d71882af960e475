"""Times a program that moves many items, as it is and traced."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.commands import examiner
from bench.processes import running
from bench.table import NotMeasured

PATIENCE = 120.0
"""Seconds after which the program is given up."""

ITEMS = 100_000

_PROGRAM = f"""\
import multiprocessing
import time


def produce(queue):
    for number in range({ITEMS}):
        queue.put(number)
    queue.put(None)


if __name__ == "__main__":
    begun = time.perf_counter()
    queue = multiprocessing.Queue()
    producer = multiprocessing.Process(target=produce, args=(queue,))
    producer.start()
    while queue.get() is not None:
        pass
    producer.join()
    print(time.perf_counter() - begun)
"""


@contextmanager
def program() -> Iterator[Path]:
    """Provide the program's file."""
    with TemporaryDirectory(prefix="ipc-kata-bench-") as folder:
        path = Path(folder, "moves_items.py")
        path.write_text(_PROGRAM, encoding="utf-8")
        yield path


def samplers(path: Path) -> dict[str, Callable[[], float]]:
    """Return what times the program's own work, as it is and traced."""
    words = examiner().words[:-1]
    return {
        "as it is": partial(_seconds, (sys.executable, str(path))),
        "traced": partial(_seconds, (*words, "trace", str(path))),
    }


def _seconds(words: tuple[str, ...]) -> float:
    """Run a command and return the seconds that the program says its work took."""
    began = time.perf_counter()
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with running(words, env=examiner().environment, **streams) as process:
        out, _ = process.communicate(timeout=PATIENCE)
    try:
        return float(out)
    except ValueError:
        took = time.perf_counter() - began
        raise NotMeasured(f"{words[-1]} printed {out[:80]!r} after {took:.0f} s") from None
