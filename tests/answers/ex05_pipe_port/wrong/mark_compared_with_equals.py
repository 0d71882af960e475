# verdict: wrong | early @ items_that_equal_everything
# Compares each item with the end mark by ==, so an item that equals everything ends the list.
import multiprocessing as mp

END = "__end_of_items__"


def sender(conn, other, items):
    other.close()
    with conn:
        try:
            for item in items:
                conn.send(item)
            conn.send(END)
        except BrokenPipeError:
            pass


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=sender, args=(w, r, items))
    p.start()
    w.close()
    received, clean = [], False
    while True:
        try:
            item = r.recv()
        except (EOFError, OSError):
            break
        if item == END:
            clean = True
            break
        received.append(item)
    r.close()
    p.join()
    return received, clean
