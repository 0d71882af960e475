# verdict: leaked @ every_item_in_order
# The child waits after the end mark for a goodbye that is never sent, and nobody joins it.
import multiprocessing as mp


def sender(mine, items):
    for item in items:
        mine.send(("item", item))
    mine.send(("end", None))
    mine.poll(30)
    mine.close()


_link = None


def run(items):
    global _link
    _link, theirs = mp.Pipe()
    p = mp.Process(target=sender, args=(theirs, items), daemon=True)
    p.start()
    theirs.close()
    received = []
    try:
        while True:
            kind, item = _link.recv()
            if kind == "end":
                return received, True
            received.append(item)
    except (EOFError, OSError):
        return received, False
