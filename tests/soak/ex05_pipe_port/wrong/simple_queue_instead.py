# verdict: forbidden @ every_item_in_order
# A SimpleQueue is "a pipe with locks", but not the Pipe that was asked for.
import multiprocessing as mp


def sender(q, items):
    for item in items:
        q.put((item,))
    q.put(None)


def run(items):
    q = mp.SimpleQueue()
    p = mp.Process(target=sender, args=(q, items))
    p.start()
    received = []
    while (box := q.get()) is not None:
        received.append(box[0])
    p.join()
    q.close()
    return received, p.exitcode == 0
