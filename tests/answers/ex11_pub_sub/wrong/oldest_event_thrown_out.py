# verdict: wrong | deadlock @ full_mailbox
import multiprocessing as mp
import pickle
import queue


def serve(mailbox, handler):
    while (letter := mailbox.get()) is not None:
        handler(*pickle.loads(letter))


def run(events, subscribers, mailbox):
    boxes = {name: mp.Queue(mailbox) for name in subscribers}
    crew = []
    for name, (_, handler) in subscribers.items():
        crew.append(mp.Process(target=serve, args=(boxes[name], handler), name=name))
    for process in crew:
        process.start()

    lost = dict.fromkeys(subscribers, 0)
    for topic, payload in events:
        letter = pickle.dumps((topic, payload))
        for name, (topics, _) in subscribers.items():
            if topic in topics:
                try:
                    boxes[name].put_nowait(letter)
                except queue.Full:
                    lost[name] += 1
                    try:
                        boxes[name].get_nowait()
                    except queue.Empty:
                        pass
                    boxes[name].put(letter)

    for box in boxes.values():
        box.put(None)
    for process in crew:
        process.join()
    for box in boxes.values():
        box.close()
        box.join_thread()
    return lost
