# right: itertools.repeat limits the gets and a drained map calls handle lazily
import multiprocessing as mp
from collections import deque
from itertools import repeat


def consume(queue: mp.Queue, count: int, handle) -> None:
    arriving = (get() for get in repeat(queue.get, count))
    deque(map(handle, arriving), maxlen=0)
