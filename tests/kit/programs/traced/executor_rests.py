"""An executor has nothing to do while its owner sleeps.

methods: fork spawn
"""

import time
from concurrent.futures import ProcessPoolExecutor


def square(number):
    return number * number


def main():
    with ProcessPoolExecutor(2) as executor:
        print(list(executor.map(square, range(4))))
        time.sleep(1.6)
        print(executor.submit(square, 5).result())


if __name__ == "__main__":
    main()
