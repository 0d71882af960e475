# verdict: wrong @ sender_leaves_with_code_0
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
    cut = False
    while True:
        try:
            received.append(recv_conn.recv())
        except EOFError:
            break
        except OSError:
            cut = True  # it died in the middle of a message
            break
    recv_conn.close()
    p.join()
    return received, p.exitcode == 0 and not cut
