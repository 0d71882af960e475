# right: subclasses of Process poll with a timeout until an event says that all is collected
import multiprocessing as mp
import queue


class Worker(mp.Process):
    def __init__(self, todo, done, fn, finished):
        super().__init__(name="crew")
        self.todo, self.done, self.fn, self.finished = todo, done, fn, finished

    def run(self):
        while not self.finished.is_set():
            try:
                index, task = self.todo.get(timeout=0.05)
            except queue.Empty:
                continue
            self.done.put((index, self.fn(task)))


def run(tasks, fn, workers):
    ctx = mp.get_context()
    todo, done, finished = ctx.Queue(), ctx.Queue(), ctx.Event()
    crew = [Worker(todo, done, fn, finished) for _ in range(workers)]
    for p in crew:
        p.start()
    for pair in enumerate(tasks):
        todo.put(pair)
    answers = dict(done.get() for _ in range(len(tasks)))
    finished.set()
    for p in crew:
        p.join()
    return [answers[i] for i in range(len(tasks))]
