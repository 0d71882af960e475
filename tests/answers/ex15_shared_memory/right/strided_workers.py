# right: each worker takes every nth number, and reports its count over a pipe
import hashlib
import mmap
import multiprocessing as mp
import os
import struct
from multiprocessing import shared_memory


class Filler(mp.Process):
    def __init__(self, name, start, stop, step):
        super().__init__()
        self.block_name, self.numbers = name, range(start, stop, step)

    def run(self):
        block = shared_memory.SharedMemory(name=self.block_name)
        try:
            for i in self.numbers:
                struct.pack_into("<q", block.buf, i * 8, i**2)
        finally:
            block.close()


def squares(n, workers):
    block = shared_memory.SharedMemory(create=True, size=8 * n + 8)
    fillers = [Filler(block.name, k, n, workers) for k in range(workers)]
    for filler in fillers:
        filler.start()
    for filler in fillers:
        filler.join()
    view = block.buf[: 8 * n]
    digest = hashlib.sha256(view).hexdigest()
    view.release()
    block.close()
    block.unlink()
    return digest


def count(conn, path, value, first, last):
    total = 0
    if first < last:
        with open(path, "rb") as f:
            page = first - first % mmap.ALLOCATIONGRANULARITY
            with mmap.mmap(f.fileno(), last - page, offset=page, access=mmap.ACCESS_READ) as m:
                total = m[first - page : last - page].count(value)
    conn.send(total)
    conn.close()


def count_byte(path, value, workers):
    size = os.path.getsize(path)
    ps, conns = [], []
    for k in range(workers):
        r, w = mp.Pipe(duplex=False)
        p = mp.Process(
            target=count, args=(w, path, value, size * k // workers, size * (k + 1) // workers)
        )
        p.start()
        w.close()
        ps.append(p)
        conns.append(r)
    total = sum(conn.recv() for conn in conns)
    for conn in conns:
        conn.close()
    for p in ps:
        p.join()
    return total
