import copy
import multiprocessing as mp
from collections import Counter
from queue import Full

STOP = "stop"


def loop(inbox, handler):
    while True:
        kind, topic, payload = inbox.get()
        if kind == STOP:
            return
        handler(topic, payload)


def run(events, subscribers, mailbox):
    ctx = mp.get_context()
    by_topic, inboxes, workers = {}, {}, []
    for name, (topics, handler) in subscribers.items():
        inboxes[name] = ctx.Queue(maxsize=mailbox)
        for topic in set(topics):
            by_topic.setdefault(topic, []).append(name)
        worker = ctx.Process(target=loop, args=(inboxes[name], handler))
        worker.start()
        workers.append(worker)
    dropped = Counter({name: 0 for name in subscribers})
    for topic, payload in events:
        frozen = copy.deepcopy(payload)
        for name in by_topic.get(topic, ()):
            try:
                inboxes[name].put(("event", topic, frozen), block=False)
            except Full:
                dropped[name] += 1
    for inbox in inboxes.values():
        inbox.put((STOP, None, None))
    for worker in workers:
        worker.join()
    return dropped
