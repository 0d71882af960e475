# right: the same Pipe and Process, taken from mp.get_context(), which follows the start method set
import multiprocessing as mp
from dataclasses import dataclass


@dataclass
class Item:
    value: object


@dataclass
class Finished:
    count: int


def _emit(conn, items):
    count = 0
    for value in items:
        conn.send(Item(value))
        count += 1
    conn.send(Finished(count))
    conn.close()


def run(items):
    ctx = mp.get_context()
    inlet, outlet = ctx.Pipe(duplex=False)
    emitter = ctx.Process(target=_emit, args=(outlet, items))
    emitter.start()
    outlet.close()
    received, clean = [], False
    try:
        while not clean:
            match inlet.recv():
                case Item(value=value):
                    received.append(value)
                case Finished(count=count):
                    clean = count == len(received)
                    break
    except (EOFError, OSError):
        clean = False
    inlet.close()
    emitter.join()
    emitter.close()
    return received, clean
