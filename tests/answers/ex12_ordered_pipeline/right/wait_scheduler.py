"""One thread waits for all children at once, and hands every item on."""

import collections
import multiprocessing as mp
import pickle
import queue
import threading
from multiprocessing.connection import wait


def child(conn, stage):
    while data := conn.recv_bytes():
        try:
            answer = b"+" + pickle.dumps(stage(pickle.loads(data)))
        except Exception:
            answer = b""
        conn.send_bytes(answer)


class Pipeline:
    def __init__(self, stages, workers, maxsize):
        self.maxsize = maxsize
        self.depth = len(stages)
        self.tickets = threading.Semaphore((self.depth + 1) * (maxsize + workers))
        self.room = threading.Semaphore(maxsize)
        self.failed = self.stopped = self.rung = False
        self.error = None
        self.lock = threading.Lock()
        self.results = queue.SimpleQueue()
        self.waiting = [collections.deque() for _ in stages]
        self.hands = [collections.deque() for _ in stages]
        self.idle = [[] for _ in stages]
        self.number_of = {}
        self.alarm, self.bell = mp.Pipe(duplex=False)
        self.crew, self.stage_of = [], {}
        for k, stage in enumerate(stages):
            for _ in range(workers):
                mine, theirs = mp.Pipe()
                process = mp.Process(target=child, args=(theirs, stage))
                process.start()
                theirs.close()
                self.crew.append(process)
                self.stage_of[mine] = k
                self.idle[k].append(mine)

    def feed(self, items):
        count = 0
        self.tickets.acquire()
        for item in items:
            if self.failed:
                return
            self.room.acquire()
            with self.lock:
                self.waiting[0].append((count, pickle.dumps(item)))
            self.ring()
            count += 1
            self.tickets.acquire()
            if self.failed:
                return
        self.results.put(("count", count, None))

    def ring(self):
        with self.lock:
            if not self.rung:
                self.rung = True
                self.bell.send_bytes(b"!")

    def schedule(self):
        try:
            while not self.stopped:
                for conn in wait([self.alarm, *self.number_of]):
                    answer = conn.recv_bytes()
                    if conn is self.alarm:
                        with self.lock:
                            self.rung = False
                    elif answer:
                        done = (conn, self.number_of.pop(conn), answer[1:])
                        self.hands[self.stage_of[conn]].append(done)
                    else:
                        raise RuntimeError(f"stage {self.stage_of[conn]} raised")
                while self.move():
                    pass
        except Exception as error:
            self.error = error
            self.results.put(("error", 0, None))

    def move(self):
        moved = False
        for k in reversed(range(self.depth)):
            last = k == self.depth - 1
            while self.hands[k] and (last or len(self.waiting[k + 1]) < self.maxsize):
                conn, number, data = self.hands[k].popleft()
                self.idle[k].append(conn)
                if last:
                    self.results.put(("result", number, data))
                else:
                    self.waiting[k + 1].append((number, data))
                moved = True
            while self.idle[k] and self.waiting[k]:
                conn = self.idle[k].pop()
                self.number_of[conn], data = self.waiting[k].popleft()
                if k == 0:
                    self.room.release()
                conn.send_bytes(data)
                moved = True
        return moved


def run(items, stages, workers, maxsize, handle):
    line = Pipeline(stages, workers, maxsize)
    threads = [
        threading.Thread(target=line.schedule),
        threading.Thread(target=line.feed, args=(items,)),
    ]
    for thread in threads:
        thread.start()
    try:
        total, following, early = None, 0, {}
        while following != total:
            kind, number, value = line.results.get()
            if kind == "error":
                raise line.error
            if kind == "count":
                total = number
                continue
            early[number] = value
            while following in early:
                if line.error:
                    raise line.error
                handle(pickle.loads(early.pop(following)))
                following += 1
                line.tickets.release()
    except BaseException:
        line.failed = True
        for process in line.crew:
            process.kill()
        raise
    finally:
        line.tickets.release()
        line.room.release()
        line.stopped = True
        line.ring()
        for thread in threads:
            thread.join()
        for conn in line.stage_of:
            if not line.failed:
                conn.send_bytes(b"")
        for process in line.crew:
            process.join()
            process.close()
        for conn in (line.alarm, line.bell, *line.stage_of):
            conn.close()
