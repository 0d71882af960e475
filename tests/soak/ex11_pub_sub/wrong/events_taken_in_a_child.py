# verdict: crashed | wrong @ every_event
# Another process iterates over the events; a generator cannot even get there under spawn.
import multiprocessing as mp
import pickle
from queue import Full


def serve(box, handler):
    for data in iter(box.get, None):
        handler(*pickle.loads(data))


def publish(events, topics_of, boxes, result):
    lost = dict.fromkeys(boxes, 0)
    for event in events:
        data = pickle.dumps(event)
        for name, box in boxes.items():
            if event[0] in topics_of[name]:
                try:
                    box.put_nowait(data)
                except Full:
                    lost[name] += 1
    for box in boxes.values():
        box.put(None)
    result.put(lost)


def run(events, subscribers, mailbox):
    boxes = {name: mp.Queue(mailbox) for name in subscribers}
    topics_of = {name: topics for name, (topics, _) in subscribers.items()}
    result = mp.SimpleQueue()
    processes = [
        mp.Process(target=serve, args=(boxes[name], handler))
        for name, (_, handler) in subscribers.items()
    ]
    processes.append(mp.Process(target=publish, args=(events, topics_of, boxes, result)))
    for process in processes:
        process.start()
    lost = result.get()
    for process in processes:
        process.join()
    result.close()
    return lost
