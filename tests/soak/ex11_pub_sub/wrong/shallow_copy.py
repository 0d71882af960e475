# verdict: wrong | early @ payload_changes
# copy.copy() shares what is inside the payload, and that is what the publisher changes.
import copy
import multiprocessing as mp
from queue import Full


def serve(box, handler):
    for topic, payload in iter(box.get, None):
        handler(topic, payload)


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
        frozen = copy.copy(payload)
        for name, (topics, _) in subscribers.items():
            if topic in topics:
                try:
                    boxes[name].put_nowait((topic, frozen))
                except Full:
                    lost[name] += 1
    for box in boxes.values():
        box.put(None)
    for worker in workers:
        worker.join()
    return lost
