# verdict: wrong @ much_before_a_death
# gives up at the first credit that does not reach the sender any more
import multiprocessing as mp
from multiprocessing.connection import Connection

BATCH = 64  # The sender is at most two batches ahead of the caller.


def send(there: Connection, here: Connection, items: list) -> None:
    here.close()
    ahead = 0
    for item in items:
        if ahead == 2 * BATCH:
            there.recv_bytes()
            ahead -= BATCH
        there.send((item,))
        ahead += 1
    there.send(())
    while ahead >= BATCH:  # Leave no credit unread.
        there.recv_bytes()
        ahead -= BATCH


def run(items: list) -> tuple[list, bool]:
    here, there = mp.Pipe()
    sender = mp.Process(target=send, args=(there, here, items), name="sender")
    sender.start()
    there.close()
    received: list = []
    clean = False
    with here:
        try:
            while box := here.recv():
                received.append(box[0])
                if len(received) % BATCH == 0:
                    here.send_bytes(b"+")
            clean = True
        except (EOFError, OSError):  # The sender has died.
            pass
    sender.join()
    sender.close()
    return received, clean
