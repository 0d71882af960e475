# verdict: deadlock @ full_mailbox
# put() waits while a mailbox is full: a slow subscriber stops the publisher, and with it all others.
import multiprocessing as mp
import pickle


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
                boxes[name].put(data)
    for box in boxes.values():
        box.put(None)
    for worker in workers:
        worker.join()
    return lost
