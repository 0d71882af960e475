# right: a Condition guards a shared count of waiting items
import multiprocessing as mp


class Turnstile:
    def __init__(self, limit):
        self.limit = limit
        self.waiting = mp.Value("i", 0, lock=False)
        self.changed = mp.Condition()

    def _has_room(self):
        return self.waiting.value < self.limit

    def enter(self):
        with self.changed:
            self.changed.wait_for(self._has_room)
            self.waiting.value += 1

    def leave(self):
        with self.changed:
            self.waiting.value -= 1
            self.changed.notify()


def produce(source, queue, turnstile):
    for item in source:
        turnstile.enter()
        queue.put(item)
    queue.put(None)


def consume(queue, turnstile, handle):
    for item in iter(queue.get, None):
        turnstile.leave()
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("the limit must be at least 1")
    queue = mp.Queue()
    turnstile = Turnstile(maxsize)
    p = mp.Process(target=produce, args=(source, queue, turnstile))
    c = mp.Process(target=consume, args=(queue, turnstile, handle))
    p.start()
    c.start()
    p.join()
    c.join()
