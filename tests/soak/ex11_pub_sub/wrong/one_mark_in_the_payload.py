# verdict: wrong | early | crashed | deadlock @ payloads_are_data
# The end mark is a payload of None, and so a None that is published ends the subscriber.
import multiprocessing as mp
import pickle
from queue import Full


def serve(box, handler):
    while True:
        topic, payload = pickle.loads(box.get())
        if payload is None:
            break
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
        data = pickle.dumps((topic, payload))
        for name, (topics, _) in subscribers.items():
            if topic in topics:
                try:
                    boxes[name].put_nowait(data)
                except Full:
                    lost[name] += 1
    for box in boxes.values():
        box.put(pickle.dumps((None, None)))
    for worker in workers:
        worker.join()
    return lost
