# verdict: wrong | early | deadlock @ every_event
# One queue and one end mark for each process: every event goes to just one of them.
import multiprocessing as mp


def serve(queue, topics, handler):
    for topic, payload in iter(queue.get, None):
        if topic in topics:
            handler(topic, payload)


def run(events, subscribers, mailbox):
    queue = mp.Queue()
    workers = [
        mp.Process(target=serve, args=(queue, topics, handler))
        for topics, handler in subscribers.values()
    ]
    for worker in workers:
        worker.start()
    for event in events:
        queue.put(event)
    for worker in workers:
        queue.put(None)
    for worker in workers:
        worker.join()
    return dict.fromkeys(subscribers, 0)
