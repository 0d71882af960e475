"""The waiter looks without the lock, and is told before it has begun to wait.

finds: deadlock
"""

import multiprocessing as mp


def wait_for_it(opened, changed, guests):
    if not opened.value:
        with changed:
            changed.wait()
    guests.put("in")


if __name__ == "__main__":
    opened, changed, guests = mp.Value("b", 0), mp.Condition(), mp.SimpleQueue()
    waiters = [mp.Process(target=wait_for_it, args=(opened, changed, guests)) for _ in range(2)]
    for waiter in waiters:
        waiter.start()
    with changed:
        opened.value = 1
        changed.notify_all()
    print(guests.get(), guests.get())
    for waiter in waiters:
        waiter.join()
