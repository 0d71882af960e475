# verdict: early | wrong @ every_item_of_every_source | items_like_messages
# Stops when nobody is alive any more, though their last items are still in the queue.
import multiprocessing as mp
import queue


def produce(q, name, source):
    for item in source:
        q.put((name, item, False))
    q.put((name, None, True))


def run(sources, handle):
    q = mp.Queue()
    processes = [mp.Process(target=produce, args=(q, n, s)) for n, s in sources.items()]
    for p in processes:
        p.start()
    fates = dict.fromkeys(sources, "died")
    while any(p.is_alive() for p in processes):
        try:
            name, item, last = q.get(timeout=0.05)
        except queue.Empty:
            continue
        if last:
            fates[name] = "done"
        else:
            handle(name, item)
    for p in processes:
        p.join()
    return fates
