# right: pipe between the processes; queue.Queue is used only between two threads of the caller
import multiprocessing as mp
import queue
import threading

CLEAN, BROKEN = object(), object()  # these never leave the process, so `is` is safe


def _child(conn, items):
    with conn:
        for item in items:
            conn.send((item,))
        conn.send(())


def _pump(conn, inbox):
    try:
        while box := conn.recv():
            inbox.put(box[0])
        inbox.put(CLEAN)
    except (EOFError, OSError):
        inbox.put(BROKEN)
    finally:
        conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=_child, args=(w, items))
    p.start()
    w.close()
    inbox = queue.Queue()
    pump = threading.Thread(target=_pump, args=(r, inbox), daemon=True)
    pump.start()

    received = []
    while True:
        item = inbox.get()
        if item is CLEAN or item is BROKEN:
            break
        received.append(item)
    pump.join()
    p.join()
    return received, item is CLEAN
