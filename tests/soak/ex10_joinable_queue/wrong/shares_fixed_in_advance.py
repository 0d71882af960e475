# verdict: deadlock @ slow_item
import multiprocessing as mp


def work(number, workers, batches, handle, barrier):
    for batch in batches:
        for item in batch[number::workers]:
            try:
                handle(item)
            except Exception as error:
                print("failed:", error)
        barrier.wait()


def run(batches, handle, workers):
    barrier = mp.Barrier(workers)
    crew = [
        mp.Process(target=work, args=(n, workers, batches, handle, barrier)) for n in range(workers)
    ]
    for process in crew:
        process.start()
    for process in crew:
        process.join()
