# verdict: wrong @ sender_killed_half_way
# `exitcode > 0` looks for a failure, but a process that a signal ended has a negative exit code.
import multiprocessing as mp


def send_all(writer, items):
    for item in items:
        writer.send(item)
    writer.close()


def run(items):
    reader, writer = mp.Pipe(duplex=False)
    child = mp.Process(target=send_all, args=(writer, items))
    child.start()
    writer.close()
    received = []
    with reader:
        while True:
            try:
                received.append(reader.recv())
            except EOFError:
                break
    child.join()
    failed = child.exitcode > 0
    return received, not failed
