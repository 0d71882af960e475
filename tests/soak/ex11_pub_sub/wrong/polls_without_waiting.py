# verdict: busy-wait @ one_at_a_time
# get_nowait() in a loop: a subscriber without an event burns a core.
import multiprocessing as mp
import pickle
from queue import Empty, Full


def serve(box, handler):
    while True:
        try:
            data = box.get_nowait()
        except Empty:
            continue
        if data is None:
            break
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
        box.put(None)
    for worker in workers:
        worker.join()
    return lost
