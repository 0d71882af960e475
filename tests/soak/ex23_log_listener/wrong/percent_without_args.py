# verdict: wrong @ texts
"""The message is always msg % args, which breaks on "100%" (and halves "%%") without arguments."""

import logging
import multiprocessing as mp
from multiprocessing import connection


class PipeHandler(logging.Handler):
    def __init__(self, pipe):
        super().__init__()
        self.pipe = pipe

    def emit(self, record):
        try:
            message = str(record.msg) % record.args
            self.pipe.send_bytes(f"{record.levelname} {message}\n".encode())
        except Exception:
            self.handleError(record)


def child(job, pipe):
    logging.basicConfig(level=logging.DEBUG, handlers=[PipeHandler(pipe)], force=True)
    job()


def run(path: str, jobs: list) -> list[int]:
    processes = []
    readers = []
    for job in jobs:
        reader, writer = mp.Pipe(duplex=False)
        process = mp.Process(target=child, args=(job, writer))
        process.start()
        writer.close()  # else there is no end of file
        processes.append(process)
        readers.append(reader)

    prefix = {reader: b"%d " % i for i, reader in enumerate(readers)}
    with open(path, "wb") as file:
        while readers:
            for reader in connection.wait(readers):
                try:
                    file.write(prefix[reader] + reader.recv_bytes())
                except EOFError:
                    readers.remove(reader)
                    reader.close()

    for process in processes:
        process.join()
    return [process.exitcode for process in processes]
