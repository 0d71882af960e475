"""A child process measures what the machine is like: how long things take, what a pipe holds."""

import contextlib
import multiprocessing as mp
import time


def born(started):
    return time.monotonic() - started


def end(started):
    child = mp.Process(target=time.monotonic)
    begun = time.monotonic()
    child.start()
    child.join()
    return time.monotonic() - begun


def first_message(started):
    _receiver, sender = mp.Pipe(duplex=False)
    begun = time.monotonic()
    sender.send("first")
    return time.monotonic() - begun


def fed_message(started):
    items = mp.Queue()
    begun = time.monotonic()
    items.put("fed")
    items.get()
    return time.monotonic() - begun


def first_read(started):
    receiver, sender = mp.Pipe(duplex=False)
    sender.send("first")
    begun = time.monotonic()
    receiver.recv()
    return time.monotonic() - begun


def silence(started):
    receiver, _sender = mp.Pipe(duplex=False)
    begun = time.monotonic()
    receiver.poll(0.1)
    return time.monotonic() - begun


def look(started):
    queue = mp.Queue()
    queue.put(1)
    while queue.empty():
        time.sleep(0.001)
    begun = time.monotonic()
    queue.empty()
    took = time.monotonic() - begun
    queue.get()
    return took


def pipe_size(started):
    from fcntl import F_GETPIPE_SZ, fcntl

    receiver, _sender = mp.Pipe(duplex=False)
    return fcntl(receiver.fileno(), F_GETPIPE_SZ)


def processors(started):
    return mp.cpu_count()


def nap(started):
    begun = time.monotonic()
    time.sleep(3)
    return time.monotonic() - begun


def kill(started):
    child = mp.Process(target=time.monotonic)
    child.start()
    begun = time.monotonic()
    child.terminate()
    took = time.monotonic() - begun
    child.join()
    return took


def send_much(sender):
    sender.send_bytes(bytes(4_000_000))


def dying_message(started):
    receiver, sender = mp.Pipe(duplex=False)
    child = mp.Process(target=send_much, args=(sender,))
    child.start()
    sender.close()
    with contextlib.suppress(EOFError, OSError):
        receiver.recv_bytes()
    child.join()
    return child.exitcode / 1000


def event(started):
    passed = mp.Event()
    passed.set()
    begun = time.monotonic()
    passed.wait()
    passed.clear()
    return time.monotonic() - begun


def measure(what, started, results):
    results.put(globals()[what](started))


def run(what):
    results = mp.Queue()
    child = mp.Process(target=measure, args=(what, time.monotonic(), results))
    child.start()
    result = results.get()
    child.join()
    return int(result * 1000)
