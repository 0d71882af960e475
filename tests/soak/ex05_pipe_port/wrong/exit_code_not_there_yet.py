# verdict: wrong @ every_item_in_order
# Reads exitcode before join(): the child is still there, so it is None and clean is False.
import multiprocessing as mp


def sender(mine, theirs, items):
    theirs.close()
    for item in items:
        mine.send((item,))
    mine.send(())
    try:
        mine.recv()  # until the caller has hung up
    except EOFError:
        pass
    mine.close()


def run(items):
    here, there = mp.Pipe()
    p = mp.Process(target=sender, args=(there, here, items))
    p.start()
    there.close()
    received = []
    try:
        while box := here.recv():
            received += box
    except (EOFError, OSError):
        pass
    clean = p.exitcode == 0
    here.close()
    p.join()
    return received, clean
