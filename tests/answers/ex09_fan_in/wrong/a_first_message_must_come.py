# verdict: deadlock @ nothing_to_do
# Reads a message before it looks how many sources are left: without any it waits for ever.
import multiprocessing as mp
import threading


def produce(queue, name, source):
    for item in source:
        queue.put((name, "item", item))
    queue.put((name, "done", None))


def watch(process, queue, name):
    process.join()
    queue.put((name, "gone", None))


def run(sources, handle):
    queue = mp.SimpleQueue()
    fates, gone, threads = dict.fromkeys(sources, "died"), 0, []
    for name, source in sources.items():
        process = mp.Process(target=produce, args=(queue, name, source))
        process.start()
        threads.append(threading.Thread(target=watch, args=(process, queue, name)))
        threads[-1].start()
    while True:
        name, kind, item = queue.get()
        if kind == "item":
            handle(name, item)
        elif kind == "done":
            fates[name] = "done"
        else:
            gone += 1
        if gone == len(sources):
            break
    for thread in threads:
        thread.join()
    return fates
