# right: connection.wait on pipe and sentinel, drains what is buffered before believing the sentinel
import multiprocessing as mp
from multiprocessing import connection


def _send(conn, items):
    conn.send(len(items))
    for item in items:
        conn.send(item)
    conn.close()


def run(items):
    recv_end, send_end = mp.Pipe(duplex=False)
    proc = mp.Process(target=_send, args=(send_end, items))
    proc.start()
    send_end.close()

    messages = []
    is_open = True
    while is_open:
        ready = connection.wait([recv_end, proc.sentinel])
        if recv_end in ready:
            try:
                messages.append(recv_end.recv())
                while recv_end.poll():
                    messages.append(recv_end.recv())
            except (EOFError, OSError):
                is_open = False
        elif proc.sentinel in ready:
            is_open = False
    recv_end.close()
    proc.join()
    if not messages:
        return [], False
    total, *received = messages
    return received, len(received) == total
