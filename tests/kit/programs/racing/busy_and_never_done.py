"""A worker that cannot have the printer sets its job aside, and does not say that it is done.

finds: deadlock
"""

import multiprocessing as mp


def work(jobs, printer, pages, aside):
    for job in iter(jobs.get, None):
        if not printer.acquire(timeout=1):
            aside.put(job)
            continue
        pages.value += job
        printer.release()
        jobs.task_done()


if __name__ == "__main__":
    jobs, aside = mp.JoinableQueue(), mp.SimpleQueue()
    printer, pages = mp.Lock(), mp.Value("i", 0)
    crew = [mp.Process(target=work, args=(jobs, printer, pages, aside)) for _ in range(2)]
    for worker in crew:
        worker.start()
    for job in range(1, 5):
        jobs.put(job)
    jobs.join()
    for _ in crew:
        jobs.put(None)
    for worker in crew:
        worker.join()
    print(pages.value, "pages")
