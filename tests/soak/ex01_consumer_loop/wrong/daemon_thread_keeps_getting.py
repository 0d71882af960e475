# verdict: leaked | wrong @ every_item_in_order
# the helper thread has no end: it is left behind and swallows the item after the last
import multiprocessing as mp
import queue as local_queue
import threading


def _pump(source, inbox):
    while True:
        inbox.put(source.get())


def consume(queue: mp.Queue, count: int, handle) -> None:
    inbox = local_queue.Queue()
    threading.Thread(target=_pump, args=(queue, inbox), daemon=True).start()
    for _ in range(count):
        handle(inbox.get())
