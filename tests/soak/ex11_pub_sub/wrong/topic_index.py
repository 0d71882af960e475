# verdict: wrong @ payloads_are_data
# a topic that is named twice is delivered twice
import multiprocessing as mp
import pickle
import queue
from collections import defaultdict


def serve(inbox, handler):
    while (data := inbox.get()) is not None:
        handler(*pickle.loads(data))


def run(events, subscribers, mailbox):
    lost = dict.fromkeys(subscribers, 0)
    inboxes = {name: mp.Queue(mailbox) for name in subscribers}
    readers = defaultdict(list)  # topic -> names
    processes = []
    for name, (topics, handler) in subscribers.items():
        for topic in topics:
            readers[topic].append(name)
        process = mp.Process(target=serve, args=(inboxes[name], handler), name=name)
        processes.append(process)
    for process in processes:
        process.start()
    for topic, payload in events:
        if topic not in readers:
            continue
        data = pickle.dumps((topic, payload))  # as it is now
        for name in readers[topic]:
            try:
                inboxes[name].put_nowait(data)
            except queue.Full:
                lost[name] += 1
    for inbox in inboxes.values():
        inbox.put(None)
    for process in processes:
        process.join()
    for inbox in inboxes.values():
        inbox.close()
        inbox.join_thread()
    return lost
