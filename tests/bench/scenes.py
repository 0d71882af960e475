"""What the benchmark's trials play; run as a script, it times the same processes without a trial.

`python scenes.py spawn` prints the seconds that the two processes take from start to join. Like
an answer, this file imports the standard library only.
"""

import multiprocessing as mp
import sys
import time


def do_nothing() -> None:
    """End at once."""


def start_and_join(_stage: object = None) -> None:
    """Start two processes that do nothing, and join them."""
    processes = [mp.Process(target=do_nothing, name=name) for name in ("producer", "consumer")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


def consume(queue: "mp.Queue[str]") -> None:
    """Take items for ever."""
    while True:
        queue.get()


def wait_for_ever(_stage: object = None) -> None:
    """Deadlock: the consumer waits for a second item, and this process for the consumer."""
    queue: mp.Queue[str] = mp.Queue()
    consumer = mp.Process(target=consume, args=(queue,), name="consumer")
    consumer.start()
    queue.put("the only item")
    consumer.join()


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    begun = time.perf_counter()
    start_and_join()
    print(time.perf_counter() - begun)
