# verdict: wrong @ full_mailbox
# A full mailbox throws its oldest event away, to make room for the newest.
import multiprocessing as mp
import pickle
from queue import Empty, Full


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
                while True:
                    try:
                        boxes[name].put_nowait(data)
                        break
                    except Full:
                        pass
                    try:
                        boxes[name].get(timeout=0.2)
                        lost[name] += 1
                    except Empty:
                        pass
    for box in boxes.values():
        box.put(None)
    for worker in workers:
        worker.join()
    return lost
