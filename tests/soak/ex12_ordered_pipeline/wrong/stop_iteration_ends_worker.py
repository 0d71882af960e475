# verdict: deadlock @ any_exception
import multiprocessing as mp
import pickle
import threading


class Belt:
    def __init__(self, size):
        self.size = size
        self.things = []
        self.changed = threading.Condition()
        self.reason = None

    def put(self, thing):
        with self.changed:
            self.changed.wait_for(lambda: self.reason or len(self.things) < self.size)
            self.check()
            self.things.append(thing)
            self.changed.notify_all()

    def get(self):
        with self.changed:
            self.changed.wait_for(lambda: self.reason or self.things)
            self.check()
            self.changed.notify_all()
            return self.things.pop(0)

    def check(self):
        if self.reason:
            raise RuntimeError(self.reason)

    def close(self, reason):
        with self.changed:
            self.reason = self.reason or reason
            self.changed.notify_all()


def child(conn, stage):
    values = map(pickle.loads, iter(conn.recv_bytes, b""))
    try:
        for result in map(stage, values):
            conn.send_bytes(b"+" + pickle.dumps(result))
    except Exception as error:
        conn.send_bytes(b"-" + type(error).__name__.encode())
        conn.recv_bytes()


def lead(conn, source, target, results):
    try:
        while True:
            number, data = source.get()
            conn.send_bytes(data)
            answer = conn.recv_bytes()
            if answer[:1] == b"-":
                raise RuntimeError(f"a stage raised {answer[1:].decode()}")
            target.put((number, answer[1:]))
    except RuntimeError as error:
        results.close(str(error))
    except (OSError, EOFError):
        pass


def feed(items, tickets, first, results):
    count = 0
    try:
        tickets.get()
        for item in items:
            first.put((count, pickle.dumps(item)))
            count += 1
            tickets.get()
        results.put((None, count))
    except RuntimeError:
        pass


def run(items, stages, workers, maxsize, handle):
    unlimited = float("inf")
    tickets, results = Belt(unlimited), Belt(unlimited)
    belts = [Belt(maxsize) for _ in stages] + [results]
    for _ in range((len(stages) + 1) * (maxsize + workers)):
        tickets.put("ticket")
    crew, conns = [], []
    threads = [threading.Thread(target=feed, args=(items, tickets, belts[0], results))]
    for k, stage in enumerate(stages):
        for _ in range(workers):
            mine, theirs = mp.Pipe()
            crew.append(mp.Process(target=child, args=(theirs, stage)))
            crew[-1].start()
            theirs.close()
            conns.append(mine)
            args = (mine, belts[k], belts[k + 1], results)
            threads.append(threading.Thread(target=lead, args=args))
    for thread in threads:
        thread.start()
    fine = False
    try:
        total, following, early = None, 0, {}
        while following != total:
            number, value = results.get()
            if number is None:
                total = value
                continue
            early[number] = value
            while following in early:
                results.check()
                handle(pickle.loads(early.pop(following)))
                following += 1
                tickets.put("ticket")
        fine = True
    finally:
        for belt in (tickets, *belts):
            belt.close("the end")
        if not fine:
            for process in crew:
                process.kill()
        for thread in threads:
            thread.join()
        for process, conn in zip(crew, conns):
            if fine:
                conn.send_bytes(b"")
            process.join()
            process.close()
            conn.close()
