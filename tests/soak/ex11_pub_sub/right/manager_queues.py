import multiprocessing as mp
from queue import Full


def serve(box, handler):
    for topic, payload in iter(box.get, "end"):
        handler(topic, payload)


def run(events, subscribers, mailbox):
    lost = dict.fromkeys(subscribers, 0)
    with mp.Manager() as manager:
        boxes = {name: manager.Queue(mailbox) for name in subscribers}
        processes = [
            mp.Process(target=serve, args=(boxes[name], handler))
            for name, (_, handler) in subscribers.items()
        ]
        for p in processes:
            p.start()
        for event in events:
            for name, (topics, _) in subscribers.items():
                if event[0] in topics:
                    try:
                        boxes[name].put_nowait(event)
                    except Full:
                        lost[name] += 1
        for box in boxes.values():
            box.put("end")
        for p in processes:
            p.join()
    return lost
