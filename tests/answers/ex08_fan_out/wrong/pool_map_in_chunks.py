# verdict: deadlock @ a_long_task_holds_up_no_other
# Pool.map cuts the tasks into chunks, so that a long task holds up the rest of its chunk.
import multiprocessing as mp


def run(tasks, fn, workers):
    with mp.Pool(workers) as pool:
        return pool.map(fn, tasks)
