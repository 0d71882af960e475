"""A post office thread with connection.wait: it serves those children that ask, from deques."""

import collections
import multiprocessing as mp
import pickle
import threading
from multiprocessing.connection import wait


def subscriber(conn, handler):
    conn.send_bytes(b"?")
    while data := conn.recv_bytes():
        topic, payload = pickle.loads(data)
        handler(topic, payload)
        conn.send_bytes(b"?")
    conn.close()


class PostOffice(threading.Thread):
    def __init__(self, conns, mailbox):
        super().__init__()
        self.boxes = {conn: collections.deque() for conn in conns}
        self.idle = set()
        self.mailbox = mailbox
        self.lock = threading.Lock()
        self.alarm, self.bell = mp.Pipe(duplex=False)
        self.closing = False

    def post(self, conn, data):
        with self.lock:
            if len(self.boxes[conn]) >= self.mailbox:
                return False
            self.boxes[conn].append(data)
            if conn in self.idle:
                self.idle.remove(conn)
                conn.send_bytes(self.boxes[conn].popleft())
            return True

    def close(self):
        with self.lock:
            self.closing = True
        self.bell.send_bytes(b"!")

    def run(self):
        open_conns = set(self.boxes)
        while open_conns:
            for conn in wait([*open_conns, *([] if self.closing else [self.alarm])]):
                with self.lock:
                    if conn is not self.alarm:
                        conn.recv_bytes()
                        self.idle.add(conn)
                    for ready in list(self.idle):
                        if self.boxes[ready]:
                            self.idle.remove(ready)
                            ready.send_bytes(self.boxes[ready].popleft())
                        elif self.closing:
                            self.idle.remove(ready)
                            ready.send_bytes(b"")
                            open_conns.remove(ready)


def run(events, subscribers, mailbox):
    crew, conns = [], {}
    for name, (_, handler) in subscribers.items():
        conns[name], theirs = mp.Pipe()
        crew.append(mp.Process(target=subscriber, args=(theirs, handler), name=name))
        crew[-1].start()
        theirs.close()
    office = PostOffice(conns.values(), mailbox)
    office.start()
    lost = collections.Counter()
    for topic, payload in events:
        data = pickle.dumps((topic, payload))
        for name, (topics, _) in subscribers.items():
            if topic in topics and not office.post(conns[name], data):
                lost[name] += 1
    office.close()
    office.join()
    for process in crew:
        process.join()
    for end in (office.alarm, office.bell, *conns.values()):
        end.close()
    return {name: lost[name] for name in subscribers}
