"""Two parties in one process: a helper thread asks for room in slices, the caller decides under a Condition."""

import multiprocessing as mp
import threading
import time
from multiprocessing.synchronize import Event


class RoomFinder(threading.Thread):
    """Takes one place each time it is asked to; joined when produce returns."""

    def __init__(self, queue: mp.Queue, patience: float, gone: Event):
        super().__init__(name="room finder")
        self.queue, self.patience, self.gone = queue, patience, gone
        self.changed = threading.Condition()
        self.asked = self.closing = False
        self.answer: bool | None = None

    def run(self) -> None:
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self.asked or self.closing)
                if self.closing:
                    return
                self.asked = False
            answer = self.search()
            with self.changed:
                self.answer = answer
                self.changed.notify_all()

    def search(self) -> bool:
        deadline = time.monotonic() + self.patience
        while not self.gone.is_set():
            left = max(0.0, deadline - time.monotonic())
            if self.queue._sem.acquire(True, min(left, 0.25)):
                return True
            if not left:
                break
        return False

    def ask(self) -> bool:
        with self.changed:
            self.asked, self.answer = True, None
            self.changed.notify_all()
            self.changed.wait_for(lambda: self.answer is not None)
            return self.answer

    def close(self) -> None:
        with self.changed:
            self.closing = True
            self.changed.notify_all()
        self.join()


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    sent, rejected = 0, []
    finder = RoomFinder(queue, patience, gone)
    finder.start()
    try:
        for index, item in enumerate(items):
            room = finder.ask()
            if gone.is_set():
                if room:
                    queue._sem.release()
                rejected += items[index:]
                break
            if not room:
                rejected.append(item)
                continue
            with queue._notempty:
                if queue._thread is None:
                    queue._start_thread()
                queue._buffer.append(item)
                queue._notempty.notify()
            sent += 1
    finally:
        finder.close()
    if gone.is_set():
        queue.cancel_join_thread()
    return sent, rejected
