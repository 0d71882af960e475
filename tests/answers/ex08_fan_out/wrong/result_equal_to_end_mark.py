# verdict: deadlock | crashed | wrong @ falsy_results
# Takes a result that equals the end mark for one.
import multiprocessing as mp


def work(lock, number, tasks, results, fn):
    while True:
        with lock:
            index = number.value
            number.value += 1
        if index >= len(tasks):
            results.put((index, "done"))
            return
        results.put((index, fn(tasks[index])))


def run(tasks, fn, workers):
    lock, number, results = mp.Lock(), mp.Value("i", 0), mp.SimpleQueue()
    crew = [
        mp.Process(target=work, args=(lock, number, tasks, results, fn)) for _ in range(workers)
    ]
    for process in crew:
        process.start()
    collected = [None] * len(tasks)
    running = len(crew)
    while running:
        index, value = results.get()
        if value == "done":
            running -= 1
        else:
            collected[index] = value
    for process in crew:
        process.join()
    return collected
