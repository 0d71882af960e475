# verdict: crashed @ long_lines
"""Each line is one packet of a socket, which takes no more than some 200,000 bytes."""

import logging
import multiprocessing as mp
import socket
from multiprocessing.connection import wait


class PacketHandler(logging.Handler):
    def __init__(self, index, sock):
        super().__init__()
        self.index, self.sock = index, sock

    def emit(self, record):
        line = f"{self.index} {record.levelname} {record.getMessage()}\n"
        self.sock.send(line.encode())  # a packet is whole or not at all


def work(index, job, sock):
    root = logging.getLogger()
    root.handlers[:] = [PacketHandler(index, sock)]
    root.setLevel(logging.DEBUG)
    job()


def run(path, jobs):
    crew, ours = [], []
    with open(path, "wb") as file:
        for index, job in enumerate(jobs):
            reader, writer = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            process = mp.Process(target=work, args=(index, job, writer))
            process.start()
            writer.close()
            crew.append(process)
            ours.append(reader)
        while ours:
            for sock in wait(ours):
                line = sock.recv(8_000_000)
                if line:
                    file.write(line)
                else:
                    ours.remove(sock)
                    sock.close()
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
