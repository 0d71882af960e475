import heapq
import multiprocessing as mp
import threading

END = "end"  # messages are tuples, so a text cannot be one


def relay(fn, tasks, out, slots_in, slots_out):
    while True:
        message = tasks.get()
        slots_in.release()
        if message != END and message[0] != "error":
            number, payload = message
            try:
                message = (number, (fn(payload[0]),))
            except Exception as e:
                message = ("error", f"{type(e).__name__}: {e}")
        slots_out.acquire()
        out.put(message)
        if message == END:
            return


def run(items, stages, workers, maxsize, handle):
    n = len(stages) + 1
    queues = [mp.SimpleQueue() for _ in range(n)]
    slots = [mp.Semaphore(maxsize) for _ in range(n)]
    window = threading.Semaphore(n * (maxsize + workers))
    stopped = threading.Event()
    processes = []
    for k, fn in enumerate(stages):
        for _ in range(workers):
            p = mp.Process(
                target=relay, args=(fn, queues[k], queues[k + 1], slots[k], slots[k + 1])
            )
            p.start()
            processes.append(p)

    def put(message):
        slots[0].acquire()
        queues[0].put(message)

    def feed():
        for number, item in enumerate(items):
            window.acquire()
            if stopped.is_set():
                break
            put((number, (item,)))
        for _ in range(workers):
            put(END)

    feeder = threading.Thread(target=feed)
    feeder.start()
    heap, turn, ended, failure = [], 0, 0, None
    while ended < workers:
        message = queues[-1].get()
        slots[-1].release()
        if isinstance(message, str):
            ended += 1
        elif message[0] == "error":
            # Whoever still puts something is let through: the workers go on to the end.
            if failure is None:
                failure = message[1]
                stopped.set()
                window.release()
        elif failure is None:
            heapq.heappush(heap, (message[0], id(message), message[1]))
            while heap and heap[0][0] == turn:
                handle(heapq.heappop(heap)[2][0])
                turn += 1
                window.release()
    feeder.join()
    for p in processes:
        p.join()
    for q in queues:
        q.close()
    if failure is not None:
        raise RuntimeError(failure)
