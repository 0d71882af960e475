# verdict: wrong @ room_again
# A subscriber whose mailbox was full once gets nothing any more.
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
    slow = set()
    for topic, payload in events:
        data = pickle.dumps((topic, payload))
        for name, (topics, _) in subscribers.items():
            if topic not in topics:
                continue
            if name not in slow:
                try:
                    boxes[name].put_nowait(data)
                    continue
                except Full:
                    slow.add(name)
            lost[name] += 1
    for box in boxes.values():
        box.put(None)
    for worker in workers:
        worker.join()
    return lost
