# verdict: busy-wait @ quiet
"""The caller polls one pipe after the other without a timeout: it waits busily."""

import logging
import multiprocessing as mp


class Sender(logging.Handler):
    def __init__(self, conn):
        super().__init__()
        self.conn = conn

    def emit(self, record):
        self.conn.send_bytes(f"{record.levelname} {record.getMessage()}\n".encode())


def work(job, conn):
    root = logging.getLogger()
    root.handlers = [Sender(conn)]
    root.setLevel(logging.DEBUG)
    job()


def run(path: str, jobs) -> list[int]:
    crew, pipes = [], []
    for i, job in enumerate(jobs):
        ours, theirs = mp.Pipe(duplex=False)
        process = mp.Process(target=work, args=(job, theirs))
        process.start()
        theirs.close()
        crew.append(process)
        pipes.append((i, ours))

    with open(path, "wb") as file:
        while pipes:
            for i, conn in pipes[:]:
                if not conn.poll():
                    continue  # nothing there: look at the next
                try:
                    line = conn.recv_bytes()
                except EOFError:
                    pipes.remove((i, conn))
                    conn.close()
                else:
                    file.write(b"%d %b" % (i, line))

    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
