# verdict: deadlock @ batch_after_batch
# The barrier counts the caller too, but the caller never comes to it.
import multiprocessing as mp


def work(number, workers, batches, handle, barrier):
    for batch in batches:
        for item in batch[number::workers]:
            try:
                handle(item)
            except Exception:
                pass
        barrier.wait()


def run(batches, handle, workers):
    barrier = mp.Barrier(workers + 1)
    crew = [
        mp.Process(target=work, args=(n, workers, batches, handle, barrier))
        for n in range(workers)
    ]
    for process in crew:
        process.start()
    for process in crew:
        process.join()
