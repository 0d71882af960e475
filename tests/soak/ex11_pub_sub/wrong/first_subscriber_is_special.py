# verdict: crashed @ nothing_to_do
# Looks at the first subscriber to learn something: there need not be any.
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
    topics_of = {name: set(topics) for name, (topics, _) in subscribers.items()}
    known = set.union(*topics_of.values())
    for topic, payload in events:
        if topic not in known:
            continue
        data = pickle.dumps((topic, payload))
        for name in subscribers:
            if topic in topics_of[name]:
                try:
                    boxes[name].put_nowait(data)
                except Full:
                    lost[name] += 1
    for box in boxes.values():
        box.put(None)
    for worker in workers:
        worker.join()
    return lost
