# verdict: wrong @ processes
import multiprocessing as mp
import pickle
import queue
import threading


def call(handler, data):
    handler(*pickle.loads(data))


def serve(box, handler):
    while (data := box.get()) is not None:
        process = mp.Process(target=call, args=(handler, data))
        process.start()
        process.join()


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
