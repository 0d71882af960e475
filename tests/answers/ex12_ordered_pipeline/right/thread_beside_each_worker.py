import multiprocessing as mp
import queue
import threading


def serve(conn, other, fn):
    other.close()
    with conn:
        while True:
            try:
                (item,) = conn.recv()
            except EOFError:
                return
            try:
                conn.send((fn(item), None))
            except Exception as e:
                conn.send((None, f"{type(e).__name__}: {e}"))


class Pipeline:
    def __init__(self, stages, workers, maxsize):
        self.queues = [queue.Queue(maxsize) for _ in range(len(stages) + 1)]
        self.stop = threading.Event()
        self.error = None
        self.processes, self.conns = [], []
        for k, fn in enumerate(stages):
            for _ in range(workers):
                mine, its = mp.Pipe()
                p = mp.Process(target=serve, args=(its, mine, fn))
                p.start()
                its.close()
                self.processes.append(p)
                self.conns.append((k, mine))
        self.left = [workers] * len(stages)
        self.lock = threading.Lock()
        self.threads = [
            threading.Thread(target=self.attend, args=(k, conn)) for k, conn in self.conns
        ]

    def put(self, q, x):
        while not self.stop.is_set():
            try:
                return q.put(x, timeout=0.1)
            except queue.Full:
                pass

    def get(self, q):
        while not self.stop.is_set():
            try:
                return q.get(timeout=0.1)
            except queue.Empty:
                pass
        return None

    def attend(self, k, conn):
        inq, outq = self.queues[k], self.queues[k + 1]
        while (task := self.get(inq)) is not None:
            i, item = task
            conn.send((item,))
            result, error = conn.recv()
            if error is not None:
                self.error = error
                self.stop.set()
                break
            self.put(outq, (i, result))
        self.put(inq, None)
        with self.lock:
            self.left[k] -= 1
            last = not self.left[k]
        if last:
            self.put(outq, None)


def run(items, stages, workers, maxsize, handle):
    pipeline = Pipeline(stages, workers, maxsize)
    room = threading.Semaphore(len(stages) * (maxsize + workers))

    def feed():
        for pair in enumerate(items):
            while not room.acquire(timeout=0.1):
                if pipeline.stop.is_set():
                    return
            if pipeline.stop.is_set():
                return
            pipeline.put(pipeline.queues[0], pair)
        pipeline.put(pipeline.queues[0], None)

    threads = [*pipeline.threads, threading.Thread(target=feed)]
    for t in threads:
        t.start()
    ready, turn = {}, 0
    while (pair := pipeline.get(pipeline.queues[-1])) is not None:
        ready[pair[0]] = pair[1]
        while turn in ready:
            handle(ready.pop(turn))
            turn += 1
            room.release()
    pipeline.stop.set()
    for t in threads:
        t.join()
    for _, conn in pipeline.conns:
        conn.close()
    for p in pipeline.processes:
        p.join()
    if pipeline.error is not None:
        raise RuntimeError(pipeline.error)
