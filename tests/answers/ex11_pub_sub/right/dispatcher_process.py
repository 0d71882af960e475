import multiprocessing as mp
from queue import Full


def serve(box, handler):
    while True:
        match box.get():
            case ("event", topic, payload):
                handler(topic, payload)
            case ("end",):
                break


def dispatch(inbox, boxes, topics, result):
    lost = dict.fromkeys(boxes, 0)
    while (event := inbox.get()) is not None:
        for name, box in boxes.items():
            if event[0] in topics[name]:
                try:
                    box.put_nowait(("event", *event))
                except Full:
                    lost[name] += 1
    for box in boxes.values():
        box.put(("end",))
    result.send(lost)
    result.close()


def run(events, subscribers, mailbox):
    inbox = mp.SimpleQueue()  # put() pickles at once
    reader, writer = mp.Pipe(duplex=False)
    boxes = {name: mp.Queue(mailbox) for name in subscribers}
    topics = {name: topics for name, (topics, _) in subscribers.items()}
    processes = [
        mp.Process(target=serve, args=(boxes[name], handler))
        for name, (_, handler) in subscribers.items()
    ]
    processes.append(mp.Process(target=dispatch, args=(inbox, boxes, topics, writer)))
    for process in processes:
        process.start()
    writer.close()
    for topic, payload in events:
        inbox.put((topic, payload))
    inbox.put(None)
    with reader:
        lost = reader.recv()
    for process in processes:
        process.join()
    inbox.close()
    return lost
