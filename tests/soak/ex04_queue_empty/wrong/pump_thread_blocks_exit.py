# verdict: timeout | deadlock @ idle_and_sent_home
# After "idle" the pump thread still waits in a bare get(): the process can't exit.
import multiprocessing as mp  # noqa: F401
import queue as queues
import threading


def pump(source, inbox):
    while True:
        item = source.get()
        inbox.put(item)
        if item is None:
            return


def consume(queue, handle, on_idle, timeout):
    inbox = queues.Queue()
    threading.Thread(target=pump, args=(queue, inbox)).start()
    while True:
        try:
            item = inbox.get(timeout=timeout)
        except queues.Empty:
            if on_idle():
                return "idle"
            continue
        if item is None:
            return "done"
        handle(item)
