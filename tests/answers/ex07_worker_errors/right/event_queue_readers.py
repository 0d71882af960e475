"""Lets a thread for each worker put what it reads into a queue of events."""

import multiprocessing as mp
import pickle
import queue
import threading
import traceback
from multiprocessing.reduction import ForkingPickler


def describe(exc):
    try:
        message = str(exc)
    except Exception:
        message = "<exception str() failed>"
    return {"kind": "error", "rest": (type(exc).__name__, message, traceback.format_exc())}


def child(conn, fn):
    conn.send("ready")
    while True:
        data = conn.recv_bytes()
        if data == b"stop":  # A pickle of protocol 2 or later begins with another byte.
            return
        conn.send("begun")
        try:
            answer = bytes(ForkingPickler.dumps({"kind": "ok", "rest": (fn(pickle.loads(data)),)}))
        except Exception as exc:
            answer = pickle.dumps(describe(exc))
        conn.send_bytes(answer)


class Hand:
    def __init__(self, fn, events):
        self.conn, other = mp.Pipe()
        self.process = mp.Process(target=child, args=(other, fn))
        self.process.start()
        other.close()
        self.index, self.begun = None, False
        self.booted = False
        self.reader = threading.Thread(target=self.read, args=(events,))
        self.reader.start()

    def read(self, events):
        try:
            while True:
                events.put((self, self.conn.recv_bytes()))
        except (EOFError, OSError):
            events.put((self, None))

    def send(self, data):
        try:
            self.conn.send_bytes(data)
        except OSError:
            return False
        return True

    def bury(self):
        self.process.join()
        self.reader.join()
        self.conn.close()


def run(items, fn, workers):
    events = queue.Queue()
    reports, todo, crew, boots = {}, list(reversed(range(len(items)))), set(), 0

    def next_item(hand):
        hand.index, hand.begun = None, False
        while todo:
            index = todo.pop()
            try:
                data = bytes(ForkingPickler.dumps(items[index]))
            except Exception as exc:
                reports[index] = describe(exc)
                continue
            if hand.send(data):
                hand.index = index
            else:
                todo.append(index)
            return
        hand.send(b"stop")

    try:
        while len(reports) < len(items) or crew:
            while todo and len(crew) < min(workers, len(items) - len(reports)):
                crew.add(Hand(fn, events))
            hand, data = events.get()
            if data is None:
                crew.remove(hand)
                hand.bury()
                if hand.begun:
                    reports[hand.index] = {"kind": "crashed", "rest": (hand.process.exitcode,)}
                elif hand.index is not None:
                    todo.append(hand.index)
                boots += not hand.booted
                if boots > 5:
                    raise RuntimeError("workers die before they begin")
            elif not hand.booted:
                hand.booted = True
                next_item(hand)
            elif not hand.begun:
                hand.begun = True
            else:
                try:
                    reports[hand.index] = pickle.loads(data)
                except Exception as exc:
                    reports[hand.index] = describe(exc)
                next_item(hand)
    finally:
        for hand in crew:
            hand.process.terminate()
            hand.bury()
    return [(reports[i]["kind"], i, *reports[i]["rest"]) for i in range(len(items))]
