# right: a pool; the proxies travel with the tasks
import multiprocessing as mp


def record(task):
    values, value = task
    values.append(value)


def run(events, workers):
    with mp.Manager() as manager:
        board = {}
        for key, _ in events:
            if key not in board:
                board[key] = manager.list()
        with mp.Pool(workers) as pool:
            pool.map(record, [(board[key], value) for key, value in events])
            pool.close()
            pool.join()
        return {key: values[:] for key, values in board.items()}
