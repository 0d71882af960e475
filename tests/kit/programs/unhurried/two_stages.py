"""Two workers hand on to one more; it has seen the end when it has a mark of each of them."""

import multiprocessing as mp


def double(numbers, doubled):
    for number in iter(numbers.get, None):
        doubled.put(2 * number)
    doubled.put(None)


def add(doubled, total):
    found = 0
    for _ in range(2):
        for number in iter(doubled.get, None):
            found += number
    total.put(found)


if __name__ == "__main__":
    numbers, doubled, total = mp.Queue(2), mp.Queue(2), mp.SimpleQueue()
    crew = [mp.Process(target=double, args=(numbers, doubled)) for _ in range(2)]
    crew.append(mp.Process(target=add, args=(doubled, total)))
    for worker in crew:
        worker.start()
    for number in (1, 2, 3, 4, None, None):
        numbers.put(number)
    print(total.get())
    for worker in crew:
        worker.join()
