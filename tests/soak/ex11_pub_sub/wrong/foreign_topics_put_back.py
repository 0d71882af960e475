# verdict: timeout | busy-wait | wrong | early | deadlock @ every_event
# Whoever gets an event of a foreign topic puts it back: it goes round and round.
import multiprocessing as mp


def serve(queue, topics, handler, count):
    while count:
        topic, payload = queue.get()
        if topic in topics:
            handler(topic, payload)
            count -= 1
        else:
            queue.put((topic, payload))


def run(events, subscribers, mailbox):
    queue = mp.Queue()
    events = list(events)
    workers = []
    for topics, handler in subscribers.values():
        count = sum(topic in topics for topic, _ in events)
        workers.append(mp.Process(target=serve, args=(queue, topics, handler, count)))
        workers[-1].start()
    for event in events:
        for topics, _ in subscribers.values():
            if event[0] in topics:
                queue.put(event)
    for worker in workers:
        worker.join()
    return dict.fromkeys(subscribers, 0)
