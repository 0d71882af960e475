# verdict: wrong @ nothing_to_do
# Joins the topics into one text and looks for the topic in it: "he" is found in "heat".
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
            if topic in " ".join(topics):
                try:
                    boxes[name].put_nowait(data)
                except Full:
                    lost[name] += 1
    for box in boxes.values():
        box.put(None)
    for worker in workers:
        worker.join()
    return lost
