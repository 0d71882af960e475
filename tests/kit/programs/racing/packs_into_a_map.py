"""Two processes add to a number that is unpacked from a mapped file, and packed into it again.

finds: output
"""

import mmap
import multiprocessing as mp
import struct
import tempfile


def add(path):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as view:
        (total,) = struct.unpack_from("<q", view)
        struct.pack_into("<q", view, 0, total + 1)


if __name__ == "__main__":
    with tempfile.NamedTemporaryFile() as file:
        file.write(bytes(8))
        file.flush()
        workers = [mp.Process(target=add, args=(file.name,)) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        file.seek(0)
        print(struct.unpack("<q", file.read())[0])
