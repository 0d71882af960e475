"""What is not done after two seconds is cancelled, and then its result is asked for.

finds: raise
"""

import concurrent.futures


def square(number):
    return number * number


if __name__ == "__main__":
    executor = concurrent.futures.ProcessPoolExecutor(2)
    squares = [executor.submit(square, number) for number in range(6)]
    concurrent.futures.wait(squares, timeout=2)
    executor.shutdown(cancel_futures=True)
    print([one.result() for one in squares])
