# verdict: crashed | early | wrong @ every_event
# Ends the processes as soon as all is published, whatever still waits in the mailboxes.
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
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join()
    return lost
