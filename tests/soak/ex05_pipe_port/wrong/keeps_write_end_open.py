# verdict: deadlock @ every_item_in_order
# The caller never closes its own copy of the write end, so EOF never comes after the last item.
import multiprocessing as mp


def producer(conn, items):
    for item in items:
        conn.send(item)
    conn.close()


def run(items):
    recv_conn, send_conn = mp.Pipe(duplex=False)
    p = mp.Process(target=producer, args=(send_conn, items))
    p.start()
    received = []
    while True:
        try:
            received.append(recv_conn.recv())
        except EOFError:
            break
    p.join()
    send_conn.close()
    recv_conn.close()
    return received, p.exitcode == 0
