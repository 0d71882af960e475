"""The last producer to end puts the mark, while another's feeder still has goods to write.

finds: output
"""

import multiprocessing as mp


def produce(numbers, goods, left):
    for number in numbers:
        goods.put(number)
    with left.get_lock():
        left.value -= 1
        if left.value == 0:
            goods.put(None)


if __name__ == "__main__":
    goods, left = mp.Queue(), mp.Value("i", 2)
    crew = [mp.Process(target=produce, args=(part, goods, left)) for part in ([1, 2], [30, 40])]
    for producer in crew:
        producer.start()
    print(sum(iter(goods.get, None)))
    for producer in crew:
        producer.join()
