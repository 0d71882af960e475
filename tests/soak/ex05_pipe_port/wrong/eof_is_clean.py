# verdict: wrong @ sender_exits_half_way
# Every EOF is reported as a clean end, also the one that a dying sender causes.
import multiprocessing as mp


def send_items(conn, items):
    for item in items:
        conn.send(item)
    conn.close()


def run(items):
    recv_conn, send_conn = mp.Pipe(duplex=False)
    p = mp.Process(target=send_items, args=(send_conn, items))
    p.start()
    send_conn.close()
    received = []
    clean = False
    while True:
        try:
            received.append(recv_conn.recv())
        except EOFError:
            clean = True
            break
        except OSError:
            break
    recv_conn.close()
    p.join()
    return received, clean
