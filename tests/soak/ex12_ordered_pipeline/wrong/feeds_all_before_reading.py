# verdict: deadlock @ all_workers
# Puts every item before it reads a result: once all bounded queues are full, nobody moves.
import multiprocessing as mp


def work(stage, inbox, outbox):
    for index, item in iter(inbox.get, None):
        outbox.put((index, stage(item)))
    outbox.put(None)


def run(items, stages, workers, maxsize, handle):
    queues = [mp.Queue(maxsize) for _ in range(len(stages) + 1)]
    processes = [
        mp.Process(target=work, args=(stage, queues[k], queues[k + 1]))
        for k, stage in enumerate(stages)
        for _ in range(workers)
    ]
    for process in processes:
        process.start()
    for pair in enumerate(items):
        queues[0].put(pair)
    for _ in range(workers):
        queues[0].put(None)
    results = {}
    for _ in range(workers):
        for index, value in iter(queues[-1].get, None):
            results[index] = value
    for index in sorted(results):
        handle(results[index])
    for process in processes:
        process.join()
