"""A SharedMemoryManager has the block, and the counts come over a pipe from each worker."""

import hashlib
import mmap
import multiprocessing as mp
import os
from multiprocessing.connection import wait
from multiprocessing.managers import SharedMemoryManager


def fill(memory, first, last, pipe):
    with memory.buf[8 * first:8 * last] as part:
        for place, i in enumerate(range(first, last)):
            part[8 * place:8 * place + 8] = (i * i).to_bytes(8, "little", signed=True)
    memory.close()
    pipe.send(last - first)
    pipe.close()


def count(path, value, first, last, pipe):
    table = bytes(k for k in range(256) if k != value)
    with open(path, "rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    total = 0
    for low in range(first, last, 100_000):
        total += len(data[low:min(low + 100_000, last)].translate(None, table))
    data.close()
    pipe.send(total)
    pipe.close()


def total_of(target, head, length, workers):
    workers = min(workers, length)
    open_pipes, children, total = {}, [], 0
    for k in range(workers):
        receiver, sender = mp.Pipe(duplex=False)
        args = (*head, length * k // workers, length * (k + 1) // workers, sender)
        child = mp.Process(target=target, args=args)
        child.start()
        sender.close()
        children.append(child)
        open_pipes[receiver] = child
    lost = 0
    while open_pipes:
        for receiver in wait(list(open_pipes)):
            try:
                total += receiver.recv()
            except EOFError:
                lost += 1
            receiver.close()
            del open_pipes[receiver]
    for child in children:
        child.join()
        child.close()
    if lost:
        raise RuntimeError(f"{lost} children gave no answer")
    return total


def squares(n: int, workers: int) -> str:
    if n == 0:
        return hashlib.sha256().hexdigest()
    manager = SharedMemoryManager()
    manager.start()
    memory = None
    try:
        memory = manager.SharedMemory(8 * n)
        try:
            total_of(fill, (memory,), n, workers)
            with memory.buf[:8 * n] as view:
                return hashlib.sha256(view).hexdigest()
        finally:
            memory.close()
    finally:
        manager.shutdown()
        if memory is not None:
            try:
                memory.unlink()
            except FileNotFoundError:
                pass


def count_byte(path: str, value: int, workers: int) -> int:
    return total_of(count, (path, value), os.stat(path).st_size, workers)
