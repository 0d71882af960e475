# right: a thread for each slot keeps a child alive, feeds it by a Pipe, and replaces it when it dies
import multiprocessing as mp
import pickle
import queue
import threading
import traceback


class Child(mp.Process):
    def __init__(self, conn, fn):
        super().__init__()
        self.conn, self.fn = conn, fn

    def run(self):
        while (data := self.conn.recv_bytes()) != b"bye":
            try:
                reply = pickle.dumps(["ok", self.fn(pickle.loads(data))])
            except Exception as e:
                text = traceback.format_exc()
                reply = pickle.dumps(["error", type(e).__name__, str(e), text])
            self.conn.send_bytes(reply)


def supervise(todo, rows, fn, lock):
    conn = child = None
    while True:
        try:
            i, data = todo.get_nowait()
        except queue.Empty:
            break
        if child is None:
            with lock:  # so that no other thread's fork inherits the child's end
                conn, theirs = mp.Pipe()
                child = Child(theirs, fn)
                child.start()
                theirs.close()
        try:
            conn.send_bytes(data)
            tag, *rest = pickle.loads(conn.recv_bytes())
            rows[i] = (tag, i, *rest)
        except (EOFError, OSError):
            with lock:  # start() in another thread asks for the exit codes of all children
                child.join()
                rows[i] = ("crashed", i, child.exitcode)
            conn.close()
            child = None
    if child is not None:
        conn.send_bytes(b"bye")
        child.join()
        conn.close()


def run(items, fn, workers):
    todo = queue.Queue()
    for i, item in enumerate(items):
        todo.put((i, pickle.dumps(item)))
    rows, lock = [None] * len(items), threading.Lock()
    threads = [
        threading.Thread(target=supervise, args=(todo, rows, fn, lock)) for _ in range(workers)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return rows
