"""Threads of an executor carry each item from child to child; the futures keep the order."""

import multiprocessing as mp
import pickle
import queue
import threading
from concurrent.futures import ThreadPoolExecutor


def child(conn, stage):
    while data := conn.recv_bytes():
        try:
            answer = b"+" + pickle.dumps(stage(pickle.loads(data)))
        except Exception:
            answer = b"-"
        conn.send_bytes(answer)


class Stage:
    def __init__(self, function, workers, maxsize):
        self.room = threading.Semaphore(maxsize)
        self.idle = queue.SimpleQueue()
        self.processes, self.conns = [], []
        for _ in range(workers):
            mine, theirs = mp.Pipe()
            process = mp.Process(target=child, args=(theirs, function))
            process.start()
            theirs.close()
            self.processes.append(process)
            self.conns.append(mine)
            self.idle.put(mine)


class Line:
    def __init__(self, stages, workers, maxsize):
        self.stages = [Stage(stage, workers, maxsize) for stage in stages]
        self.failed = False
        self.lock = threading.Lock()

    def carry(self, data):
        try:
            return self.travel(data)
        except Exception:
            self.fail()
            raise

    def travel(self, data):
        held = None
        try:
            for number, stage in enumerate(self.stages):
                if number:
                    stage.room.acquire()
                    held[0].idle.put(held[1])
                held = (stage, stage.idle.get())
                stage.room.release()
                if self.failed:
                    raise RuntimeError("stopped")
                held[1].send_bytes(data)
                answer = held[1].recv_bytes()
                if answer[:1] == b"-":
                    raise RuntimeError("a stage raised an exception")
                data = answer[1:]
            return data
        finally:
            if held:
                held[0].idle.put(held[1])

    def fail(self):
        with self.lock:
            if self.failed:
                return
            self.failed = True
            for stage in self.stages:
                for process in stage.processes:
                    process.kill()

    def close(self):
        for stage in self.stages:
            for process, conn in zip(stage.processes, stage.conns):
                if not self.failed:
                    conn.send_bytes(b"")
                process.join()
                process.close()
                conn.close()


def feed(items, line, pool, tickets, futures):
    tickets.acquire()
    for item in items:
        line.stages[0].room.acquire()
        futures.put(pool.submit(line.carry, pickle.dumps(item)))
        tickets.acquire()
        if line.failed:
            break
    futures.put(None)


def run(items, stages, workers, maxsize, handle):
    window = (len(stages) + 1) * (maxsize + workers)
    line = Line(stages, workers, maxsize)
    futures = queue.SimpleQueue()
    tickets = threading.Semaphore(window)
    pool = ThreadPoolExecutor(window)
    feeder = threading.Thread(target=feed, args=(items, line, pool, tickets, futures))
    feeder.start()
    try:
        while (future := futures.get()) is not None:
            result = future.result()
            if line.failed:
                raise RuntimeError("a stage raised an exception")
            handle(pickle.loads(result))
            tickets.release()
    except BaseException:
        line.fail()
        raise
    finally:
        tickets.release()
        feeder.join()
        pool.shutdown()
        line.close()
