# a generator for each worker, over pairs of sockets, and one selector that drives them all
import multiprocessing as mp
import os
import pickle
import selectors
import socket
import struct
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator
from multiprocessing.reduction import ForkingPickler
from typing import Any

HEAD = struct.Struct("!Q")
TICK = 0.03


def describe(error: Exception) -> tuple:
    try:
        message = "".join((str(error),))
    except Exception:
        message = "<str() failed>"
    trace = "".join(traceback.format_exception(error))
    return "error", type(error).__name__, message, trace


def answer(fn: Callable[[Any], Any], data: bytes) -> bytes:
    try:
        return bytes(ForkingPickler.dumps(("ok", fn(pickle.loads(data)))))
    except Exception as error:
        return pickle.dumps(describe(error))


def frame(data: bytes) -> bytes:
    return HEAD.pack(len(data)) + data


def take(sock: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = sock.recv(size - len(data))
        if not part:
            raise EOFError
        data += part
    return bytes(data)


def work(sock: socket.socket, fn: Callable[[Any], Any]) -> None:
    me = os.getpid()
    sock.setblocking(True)
    sock.sendall(b"r")
    while size := HEAD.unpack(take(sock, HEAD.size))[0]:
        data = take(sock, size)
        sock.sendall(b"b")
        reply = answer(fn, data)
        if os.getpid() != me:
            os._exit(0)
        sock.sendall(frame(reply))


class Dead(Exception):
    pass


def pull(sock: socket.socket, process: mp.Process, size: int) -> Generator:
    data = bytearray()
    while len(data) < size:
        dead = process.exitcode is not None
        try:
            part = sock.recv(size - len(data))
        except BlockingIOError:
            if dead:
                raise Dead from None
            yield sock, selectors.EVENT_READ
            continue
        except OSError:
            raise Dead from None
        if not part:
            raise Dead
        data += part
    return bytes(data)


def push(sock: socket.socket, process: mp.Process, data: bytes) -> Generator:
    view = memoryview(data)
    while view:
        dead = process.exitcode is not None
        try:
            view = view[sock.send(view) :]
        except BlockingIOError:
            if dead:
                raise Dead from None
            yield sock, selectors.EVENT_WRITE
        except OSError:
            raise Dead from None


class Job:
    def __init__(self, items: list, fn: Callable[[Any], Any]) -> None:
        self.items = items
        self.fn = fn
        self.todo = deque(range(len(items)))
        self.tries = [0] * len(items)
        self.reports: list = [None] * len(items)
        self.alive: set[mp.Process] = set()

    def next_item(self) -> tuple[int, bytes] | None:
        while self.todo:
            index = self.todo.popleft()
            try:
                return index, bytes(ForkingPickler.dumps(self.items[index]))
            except Exception as error:
                self.store(index, describe(error))
        return None

    def store(self, index: int, result: tuple) -> None:
        kind, *rest = result
        self.reports[index] = (kind, index, *rest)

    def serve(self, sock: socket.socket, process: mp.Process, hand: dict) -> Generator:
        """Give items to one worker; ``hand`` tells what it holds when Dead is raised."""
        yield from pull(sock, process, 1)
        hand["ready"] = True
        while (task := self.next_item()) is not None:
            index, data = task
            hand["index"], hand["begun"] = index, False
            yield from push(sock, process, frame(data))
            yield from pull(sock, process, 1)
            hand["begun"] = True
            size = HEAD.unpack((yield from pull(sock, process, HEAD.size)))[0]
            reply = yield from pull(sock, process, size)
            hand["index"] = None
            try:
                result = pickle.loads(reply)
            except Exception as error:
                result = describe(error)
            self.store(index, result)
        yield from push(sock, process, HEAD.pack(0))

    def lane(self) -> Generator:
        stillborn = 0
        while self.todo:
            near, far = socket.socketpair()
            hand: dict = {"ready": False, "index": None, "begun": False}
            with near:
                with far:
                    process = mp.Process(target=work, args=(far, self.fn))
                    process.start()
                self.alive.add(process)
                near.setblocking(False)
                try:
                    yield from self.serve(near, process, hand)
                except Dead:
                    pass
                while process.exitcode is None:
                    yield None
            process.join()
            code = process.exitcode
            self.alive.discard(process)
            process.close()
            stillborn = 0 if hand["ready"] else stillborn + 1
            index = hand["index"]
            if stillborn > 2 and self.todo:
                self.store(self.todo.popleft(), ("crashed", code))
            elif index is not None:
                self.tries[index] += 1
                if hand["begun"] or self.tries[index] > 2:
                    self.store(index, ("crashed", code))
                else:
                    self.todo.appendleft(index)


def drive(lanes: list[Generator]) -> None:
    """Run the lanes until each has ended. They yield what they wait for; None is the next tick."""
    waits: dict = dict.fromkeys(lanes)
    due = lanes
    ticked = time.monotonic()
    with selectors.DefaultSelector() as selector:
        while waits:
            for lane in due:
                if waits[lane] is not None:
                    selector.unregister(waits[lane])
                    waits[lane] = None
                try:
                    wish = next(lane)
                except StopIteration:
                    del waits[lane]
                    continue
                if wish is not None:
                    sock, event = wish
                    selector.register(sock, event, lane)
                    waits[lane] = sock
            if not waits:
                break
            pause = TICK if None in waits.values() else 5 * TICK
            due = [key.data for key, _ in selector.select(pause)]
            if not due or time.monotonic() - ticked > pause:
                ticked = time.monotonic()
                due = list(waits)


def run(items: list, fn: Callable[[Any], Any], workers: int) -> list[tuple]:
    job = Job(items, fn)
    lanes = [job.lane() for _ in range(min(workers, len(items)))]
    try:
        drive(lanes)
    except BaseException:
        for process in job.alive:
            process.kill()
            process.join()
        raise
    finally:
        for lane in lanes:
            lane.close()
    return job.reports
