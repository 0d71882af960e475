# verdict: wrong @ full_mailbox
import multiprocessing as mp
import pickle
import queue


def serve(mailbox, topics, handler):
    while (letter := mailbox.get()) is not None:
        topic, payload = pickle.loads(letter)
        if topic in topics:
            handler(topic, payload)


def run(events, subscribers, mailbox):
    boxes = {name: mp.Queue(mailbox) for name in subscribers}
    crew = []
    for name, (topics, handler) in subscribers.items():
        crew.append(mp.Process(target=serve, args=(boxes[name], topics, handler), name=name))
    for process in crew:
        process.start()

    lost = dict.fromkeys(subscribers, 0)
    for topic, payload in events:
        letter = pickle.dumps((topic, payload))
        for name, (topics, _) in subscribers.items():
            try:
                boxes[name].put_nowait(letter)
            except queue.Full:
                if topic in topics:
                    lost[name] += 1

    for box in boxes.values():
        box.put(None)
    for process in crew:
        process.join()
    for box in boxes.values():
        box.close()
        box.join_thread()
    return lost
