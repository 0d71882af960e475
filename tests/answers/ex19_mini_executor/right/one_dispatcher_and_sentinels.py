"""One thread waits for answers, ends of processes and its own bell; nobody else has a pipe."""

import multiprocessing as mp
import pickle
import threading
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing.connection import wait


class WorkerDied(Exception):
    pass


def pack(ok: bool, thing: object) -> bytes:
    if not ok:
        try:
            again = pickle.loads(pickle.dumps(thing))
            same = type(again) is type(thing) and str(again) == str(thing)
        except Exception:
            same = False
        if not same:
            thing = RuntimeError(f"{type(thing).__name__}: {thing}")
    return pickle.dumps((ok, thing))


def work(tasks, answers) -> None:
    while (task := tasks.recv_bytes()) != b"stop":
        try:
            fn, args = pickle.loads(task)
            data = pack(True, fn(*args))
        except BaseException as error:
            data = pack(False, error)
        answers.send_bytes(data)


class Hand:
    """A worker: where its tasks go, where its answers come from, and what it has in hand."""

    def __init__(self) -> None:
        tasks, self.tasks = mp.Pipe(duplex=False)
        self.answers, answers = mp.Pipe(duplex=False)
        self.process = mp.Process(target=work, args=(tasks, answers))
        self.process.start()
        tasks.close()
        answers.close()
        self.future: Future | None = None

    def close(self) -> None:
        self.process.join()
        self.tasks.close()
        self.answers.close()


class Executor:
    def __init__(self, workers: int) -> None:
        self.lock, self.closed = threading.Lock(), False
        self.tasks: deque[tuple[Future, bytes]] = deque()
        self.heard, self.bell = mp.Pipe(duplex=False)
        self.hands = [Hand() for _ in range(workers)]
        self.thread = threading.Thread(target=self.dispatch)
        self.thread.start()

    def dispatch(self) -> None:
        while not self.finished():
            self.hand_out()
            busy = [hand for hand in self.hands if hand.future]
            ready = wait(
                [self.heard, *(h.answers for h in busy), *(h.process.sentinel for h in busy)]
            )
            if self.heard in ready:
                self.heard.recv_bytes()
            for hand in busy:
                if hand.answers in ready or hand.process.sentinel in ready:
                    self.settle(hand)
        for hand in self.hands:
            hand.tasks.send_bytes(b"stop")
            hand.close()
        self.heard.close()
        self.bell.close()

    def finished(self) -> bool:
        with self.lock:
            return self.closed and not self.tasks and not any(hand.future for hand in self.hands)

    def hand_out(self) -> None:
        for hand in self.hands:
            while hand.future is None and self.tasks:
                with self.lock:
                    future, task = self.tasks.popleft()
                if future.set_running_or_notify_cancel():
                    hand.future = future
                    with suppress(OSError):  # The end of the process will tell.
                        hand.tasks.send_bytes(task)

    def settle(self, hand: Hand) -> None:
        future, hand.future = hand.future, None
        try:
            data = hand.answers.recv_bytes() if hand.answers.poll() else None
        except (EOFError, OSError):
            data = None
        if data is None:
            hand.close()
            self.hands[self.hands.index(hand)] = Hand()
            future.set_exception(WorkerDied())
            return
        try:
            ok, thing = pickle.loads(data)
        except Exception as error:
            ok, thing = False, error
        if ok:
            future.set_result(thing)
        else:
            future.set_exception(thing)

    def submit(self, fn, *args) -> Future:
        future, task = Future(), pickle.dumps((fn, args))
        with self.lock:
            if self.closed:
                raise RuntimeError("submit after shutdown")
            self.tasks.append((future, task))
            if len(self.tasks) == 1:  # Otherwise it has been rung already.
                self.bell.send_bytes(b"!")
        return future

    def map(self, fn, iterable):
        return (f.result() for f in [self.submit(fn, item) for item in iterable])

    def shutdown(self, wait: bool = True) -> None:
        with self.lock:
            if not self.closed:
                self.closed = True
                self.bell.send_bytes(b"!")
        if wait:
            self.thread.join()

    def __enter__(self) -> "Executor":
        return self

    def __exit__(self, *_) -> None:
        self.shutdown()
