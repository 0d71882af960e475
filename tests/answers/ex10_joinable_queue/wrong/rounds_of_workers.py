# verdict: deadlock @ slow_item
import multiprocessing as mp


def serve(conn, handle):
    while (message := conn.recv()) is not None:
        try:
            handle(message[0])
        except Exception:
            pass
        conn.send(True)


def run(batches, handle, workers):
    conns, crew = [], []
    for _ in range(workers):
        here, there = mp.Pipe()
        process = mp.Process(target=serve, args=(there, handle))
        process.start()
        there.close()
        conns.append(here)
        crew.append(process)
    for batch in batches:
        for start in range(0, len(batch), workers):
            part = batch[start : start + workers]
            used = conns[: len(part)]
            for conn, item in zip(used, part):
                conn.send((item,))
            for conn in used:
                conn.recv()
    for conn in conns:
        conn.send(None)
    for process in crew:
        process.join()
    for conn in conns:
        conn.close()
