# verdict: crashed | early @ payloads_are_data
# An event of the topic '' is taken for the end mark.
import multiprocessing as mp
import pickle


def serve(inbox, room, handler):
    while True:
        topic, payload = pickle.loads(inbox.recv_bytes())
        if not topic:
            break
        room.release()
        handler(topic, payload)


class Subscriber:
    def __init__(self, name, topics, handler, mailbox):
        self.name, self.topics, self.lost = name, frozenset(topics), 0
        self.room = mp.Semaphore(mailbox)
        inbox, self.outbox = mp.Pipe(duplex=False)
        self.process = mp.Process(target=serve, args=(inbox, self.room, handler), name=name)
        self.process.start()
        inbox.close()

    def offer(self, message):
        if self.room.acquire(block=False):
            self.outbox.send_bytes(message)
        else:
            self.lost += 1

    def finish(self):
        self.outbox.send_bytes(pickle.dumps(("", None)))

    def join(self):
        self.process.join()
        self.outbox.close()


def run(events, subscribers, mailbox):
    everyone = [Subscriber(name, *pair, mailbox) for name, pair in subscribers.items()]
    try:
        for topic, payload in events:
            listeners = [s for s in everyone if topic in s.topics]
            if listeners:
                message = pickle.dumps((topic, payload))
                for subscriber in listeners:
                    subscriber.offer(message)
    finally:
        for subscriber in everyone:
            subscriber.finish()
        for subscriber in everyone:
            subscriber.join()
    return {subscriber.name: subscriber.lost for subscriber in everyone}
