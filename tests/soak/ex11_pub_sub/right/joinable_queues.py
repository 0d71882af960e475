import multiprocessing as mp
import pickle
import queue


def serve(box, handler):
    for data in iter(box.get, None):
        topic, payload = pickle.loads(data)
        handler(topic, payload)
        box.task_done()


def run(events, subscribers, mailbox):
    boxes, daemons = {}, []
    for name, (_, handler) in subscribers.items():
        boxes[name] = mp.JoinableQueue(mailbox)
        daemons.append(mp.Process(target=serve, args=(boxes[name], handler), daemon=True))
        daemons[-1].start()
    lost = {name: 0 for name in subscribers}
    for topic, payload in events:
        data = pickle.dumps((topic, payload))
        for name, (topics, _) in subscribers.items():
            if topic in topics:
                try:
                    boxes[name].put_nowait(data)
                except queue.Full:
                    lost[name] += 1
    for box in boxes.values():
        box.join()
        box.put(None)
    for p in daemons:
        p.join()
    return lost
