# verdict: wrong @ room_in_good_time
# it sleeps to the end of its patience and does not look again: room that came meanwhile is missed
"""Producer that tries, sleeps on `gone`, and tries again."""

import multiprocessing as mp
import time
from multiprocessing.synchronize import Event
from queue import Full
from typing import Any

PAUSE = 0.25  # seconds; `gone` cuts it short


def _try_put(queue: mp.Queue, item: Any) -> bool:
    try:
        queue.put_nowait(item)
    except Full:
        return False
    return True


def _offer(queue: mp.Queue, item: Any, patience: float, gone: Event) -> bool:
    """Offer `item` until it is taken, patience is lost, or the consumer is gone."""
    deadline = time.monotonic() + patience
    while (left := deadline - time.monotonic()) > 0:
        if _try_put(queue, item):
            return True
        if gone.wait(min(PAUSE, left)):
            break
    return False


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    sent = 0
    rejected: list = []
    for position, item in enumerate(items):
        if gone.is_set():
            rejected.extend(items[position:])
            break
        if _offer(queue, item, patience, gone):
            sent += 1
        else:
            rejected.append(item)
    if gone.is_set():
        queue.cancel_join_thread()
    return sent, rejected
