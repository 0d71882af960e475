# verdict: wrong @ errors_of_the_handler
# a StopIteration of handle or on_idle ends the iterator that calls it
import multiprocessing as mp
from collections.abc import Callable
from queue import Empty
from typing import Any

GO_ON = "go on"


def consume(
    queue: mp.Queue,
    handle: Callable[[Any], None],
    on_idle: Callable[[], bool],
    timeout: float,
) -> str:
    def step() -> str:
        """Wait for one event, deal with it, and say what comes next."""
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            silent = True
        else:
            silent = False
        if silent:
            return "idle" if on_idle() else GO_ON
        if item is None:
            return "done"
        handle(item)
        return GO_ON

    verdict = "done"
    for verdict in iter(step, None):
        if verdict != GO_ON:
            break
    return "idle" if verdict == "idle" else "done"
