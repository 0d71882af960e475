# right: an inbox and an outbox (SimpleQueue) for each worker, sentinels watched by connection.wait
import multiprocessing as mp
import pickle
import traceback
from multiprocessing.connection import wait


def loop(inbox, outbox, fn):
    while True:
        data = inbox.get()
        if data is None:
            return
        try:
            result = pickle.dumps(("ok", fn(pickle.loads(data))))
        except Exception as e:
            result = pickle.dumps(("error", e.__class__.__name__, str(e), traceback.format_exc()))
        outbox.put(result)


class Slot:
    def __init__(self, fn):
        self.fn = fn
        self.index = None
        self.begin()

    def begin(self):
        self.inbox, self.outbox = mp.SimpleQueue(), mp.SimpleQueue()
        self.process = mp.Process(target=loop, args=(self.inbox, self.outbox, self.fn))
        self.process.start()

    def end(self):
        self.process.join()
        self.inbox.close()
        self.outbox.close()


def run(items, fn, workers):
    rows = {}
    pending = list(enumerate(items))
    slots = [Slot(fn) for _ in range(min(workers, len(items)))]
    while len(rows) < len(items):
        for slot in slots:
            if slot.index is None and pending:
                slot.index, item = pending.pop(0)
                slot.inbox.put(pickle.dumps(item))
        watched = {}
        for slot in slots:
            if slot.index is not None:
                watched[slot.outbox._reader] = slot
                watched[slot.process.sentinel] = slot
        for slot in {watched[ready] for ready in wait(list(watched))}:
            i, slot.index = slot.index, None
            if not slot.outbox.empty():
                tag, *rest = pickle.loads(slot.outbox.get())
                rows[i] = (tag, i, *rest)
                if slot.process.exitcode is None:
                    continue
            else:
                slot.process.join()
                rows[i] = ("crashed", i, slot.process.exitcode)
            slot.end()
            slot.begin()
    for slot in slots:
        slot.inbox.put(None)
        slot.end()
    return [rows[i] for i in range(len(items))]
