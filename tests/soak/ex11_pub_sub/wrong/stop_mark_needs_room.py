# verdict: deadlock @ full_mailbox | nobody_waits
# The end mark is dropped like an event if the mailbox is full, and the subscriber waits for ever.
import multiprocessing as mp
import pickle
from queue import Full


def serve(box, handler):
    for data in iter(box.get, None):
        handler(*pickle.loads(data))


def run(events, subscribers, mailbox):
    boxes = {name: mp.Queue(mailbox) for name in subscribers}
    workers = [
        mp.Process(target=serve, args=(boxes[name], handler))
        for name, (_, handler) in subscribers.items()
    ]
    for worker in workers:
        worker.start()
    lost = dict.fromkeys(subscribers, 0)
    for topic, payload in events:
        data = pickle.dumps((topic, payload))
        for name, (topics, _) in subscribers.items():
            if topic in topics:
                try:
                    boxes[name].put_nowait(data)
                except Full:
                    lost[name] += 1
    for box in boxes.values():
        try:
            box.put_nowait(None)
        except Full:
            pass
    for worker in workers:
        worker.join()
    return lost
