# verdict: wrong @ texts
"""Each line is stripped when it comes in, so a message loses the spaces at its end."""

import logging
import multiprocessing as mp
import socket
import threading


class SocketSender(logging.Handler):
    def __init__(self, sock):
        super().__init__()
        self.sock = sock

    def emit(self, record):
        self.sock.sendall(f"{record.levelname} {record.getMessage()}\n".encode())


def work(job, sock):
    root = logging.getLogger()
    root.handlers[:] = [SocketSender(sock)]
    root.setLevel(logging.DEBUG)
    job()


def listen(i, sock, file, lock):
    with sock, sock.makefile("r", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            line = line.strip()
            with lock:
                file.write(f"{i} {line}\n")


def run(path: str, jobs) -> list[int]:
    crew, threads = [], []
    lock = threading.Lock()
    with open(path, "w", encoding="utf-8") as file:
        for i, job in enumerate(jobs):
            ours, theirs = socket.socketpair()
            process = mp.Process(target=work, args=(job, theirs))
            process.start()
            theirs.close()
            crew.append(process)
            threads.append(threading.Thread(target=listen, args=(i, ours, file, lock)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
