# verdict: wrong @ processes
# Every handler runs in a thread of the caller, none in a process of its own.
import pickle
import queue
import threading


def serve(box, handler):
    for data in iter(box.get, None):
        handler(*pickle.loads(data))


def run(events, subscribers, mailbox):
    boxes = {name: queue.Queue(mailbox) for name in subscribers}
    threads = [
        threading.Thread(target=serve, args=(boxes[name], handler))
        for name, (_, handler) in subscribers.items()
    ]
    for thread in threads:
        thread.start()
    lost = dict.fromkeys(subscribers, 0)
    for topic, payload in events:
        data = pickle.dumps((topic, payload))
        for name, (topics, _) in subscribers.items():
            if topic in topics:
                try:
                    boxes[name].put_nowait(data)
                except queue.Full:
                    lost[name] += 1
    for box in boxes.values():
        box.put(None)
    for thread in threads:
        thread.join()
    return lost
