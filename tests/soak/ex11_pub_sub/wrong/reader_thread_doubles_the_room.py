# verdict: wrong @ full_mailbox
import multiprocessing as mp
import pickle
import queue
import threading


def fetch(mailbox, inbox):
    while (letter := mailbox.get()) is not None:
        inbox.put(letter)
    inbox.put(None)


def serve(mailbox, handler, size):
    inbox = queue.Queue(size)
    thread = threading.Thread(target=fetch, args=(mailbox, inbox))
    thread.start()
    while (letter := inbox.get()) is not None:
        handler(*pickle.loads(letter))
    thread.join()


def run(events, subscribers, mailbox):
    boxes = {name: mp.Queue(mailbox) for name in subscribers}
    crew = []
    for name, (_, handler) in subscribers.items():
        crew.append(mp.Process(target=serve, args=(boxes[name], handler, mailbox), name=name))
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

    for box in boxes.values():
        box.put(None)
    for process in crew:
        process.join()
    for box in boxes.values():
        box.close()
        box.join_thread()
    return lost
