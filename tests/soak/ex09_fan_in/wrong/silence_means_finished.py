# verdict: early | wrong @ every_item_of_every_source
# Half a second without an item counts as the end of all sources.
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
    while "died" in fates.values():
        try:
            name, item, last = q.get(timeout=0.5)
        except queue.Empty:
            break
        if last:
            fates[name] = "done"
        else:
            handle(name, item)
    for p in processes:
        p.join()
    return fates
