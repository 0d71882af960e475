# verdict: early @ every_item_in_order
# Takes 10 ms of silence for the end, so a late first item or a slow one cuts the list.
import multiprocessing as mp

PATIENCE = 0.01


def _child(conn, items):
    with conn:
        for item in items:
            conn.send(item)


def run(items):
    recv_end, send_end = mp.Pipe(duplex=False)
    child = mp.Process(target=_child, args=(send_end, items))
    child.start()
    send_end.close()
    received = []
    try:
        while recv_end.poll(PATIENCE):
            received.append(recv_end.recv())
    except EOFError:
        pass
    child.join()
    recv_end.close()
    return received, child.exitcode == 0
