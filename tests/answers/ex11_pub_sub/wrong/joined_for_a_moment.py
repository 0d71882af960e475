# verdict: early @ returns_when_all_is_handled
# join(timeout=0.8) gives up on a subscriber that still works, and run returns.
import multiprocessing as mp
import pickle
from queue import Full


def serve(box, handler, ready):
    ready.set()
    for data in iter(box.get, None):
        handler(*pickle.loads(data))


def run(events, subscribers, mailbox):
    boxes, workers = {}, []
    for name, (_, handler) in subscribers.items():
        boxes[name], ready = mp.Queue(mailbox), mp.Event()
        workers.append(mp.Process(target=serve, args=(boxes[name], handler, ready)))
        workers[-1].start()
        ready.wait()
    lost = dict.fromkeys(subscribers, 0)
    for event in events:
        data = pickle.dumps(event)
        for name, (topics, _) in subscribers.items():
            if event[0] in topics:
                try:
                    boxes[name].put_nowait(data)
                except Full:
                    lost[name] += 1
    for box in boxes.values():
        box.put(None)
    for worker in workers:
        worker.join(timeout=0.8)
    return lost
