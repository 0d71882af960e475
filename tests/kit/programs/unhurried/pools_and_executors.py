"""What is submitted is waited for."""

import concurrent.futures
import multiprocessing as mp


def square(number):
    return number * number


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        print(pool.map(square, range(4)))
    with concurrent.futures.ProcessPoolExecutor(2, mp.get_context()) as executor:
        print(sum(executor.map(square, range(4))))
