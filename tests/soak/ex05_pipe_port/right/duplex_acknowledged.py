# right: duplex pipe, the sender waits for an acknowledgement of each item before the next
import multiprocessing as mp

ACK = b"+"


def sender(mine, theirs, items):
    theirs.close()  # a forked child has a copy of the caller's end too
    with mine:
        try:
            for item in items:
                mine.send((True, item))
                mine.recv_bytes()
            mine.send((False, None))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            pass  # the caller is gone


def run(items):
    here, there = mp.Pipe()
    child = mp.Process(target=sender, args=(there, here, items))
    child.start()
    there.close()
    received = []
    clean = False
    try:
        while True:
            more, item = here.recv()
            if not more:
                clean = True
                break
            received.append(item)
            here.send_bytes(ACK)
    except (EOFError, OSError):
        clean = False
    finally:
        here.close()
        child.join()
    return received, clean
