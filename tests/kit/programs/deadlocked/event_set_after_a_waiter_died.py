"""A process is killed while it waits for an event; set() waits until it takes notice.

says: main waits in set() for one that waited for the event, but worker died
methods: fork spawn
"""

import multiprocessing


def work(go):
    go.wait()


def run():
    go = multiprocessing.Event()
    worker = multiprocessing.Process(target=work, args=(go,))
    worker.start()
    while go._cond._sleeping_count._semlock._get_value() == 0:  # until it waits
        worker.join(0.01)
    worker.kill()
    worker.join()
    go.set()  # ■ main: event.set()
