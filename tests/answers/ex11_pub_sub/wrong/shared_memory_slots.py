# verdict: crashed @ payloads_are_data
# a slot is as big as an even share of the mailbox
import multiprocessing as mp
import pickle
from multiprocessing.sharedctypes import RawArray

PIPE = 65536


class Mailbox:
    """A ring of equal slots in shared memory, for one writer and one reader."""

    def __init__(self, slots):
        self.slots = slots + 1  # one is for the end
        self.width = max(64, PIPE // slots)
        self.memory = RawArray("c", self.slots * self.width)
        self.sizes = RawArray("I", self.slots)
        self.free = mp.Semaphore(slots)
        self.full = mp.Semaphore(0)
        self.at = 0  # each side counts for itself

    def write(self, data):
        start = self.at * self.width
        if len(data) > self.width:
            raise ValueError("event too large for a mailbox")
        self.memory[start : start + len(data)] = data
        self.sizes[self.at] = len(data)
        self.at = (self.at + 1) % self.slots
        self.full.release()

    def offer(self, data):
        if not self.free.acquire(block=False):
            return False
        self.write(data)
        return True

    def close(self):
        self.write(b"")

    def take(self):
        self.full.acquire()
        start = self.at * self.width
        data = self.memory[start : start + self.sizes[self.at]]
        self.at = (self.at + 1) % self.slots
        self.free.release()
        return data


def serve(box, handler):
    while data := box.take():
        handler(*pickle.loads(data))


def run(events, subscribers, mailbox):
    boxes = {name: Mailbox(mailbox) for name in subscribers}
    processes = [
        mp.Process(target=serve, args=(boxes[name], handler), name=name)
        for name, (_, handler) in subscribers.items()
    ]
    for process in processes:
        process.start()
    lost = dict.fromkeys(subscribers, 0)
    for topic, payload in events:
        data = pickle.dumps((topic, payload))
        for name, (topics, _) in subscribers.items():
            if topic in topics and not boxes[name].offer(data):
                lost[name] += 1
    for box in boxes.values():
        box.close()
    for process in processes:
        process.join()
    return lost
