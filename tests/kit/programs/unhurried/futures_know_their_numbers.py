"""Futures are done in any order, and each is filed under the number it was made for."""

import concurrent.futures


def cube(number):
    return number**3


if __name__ == "__main__":
    with concurrent.futures.ProcessPoolExecutor(2) as executor:
        numbers = {executor.submit(cube, number): number for number in range(4)}
        cubes = {}
        for future in concurrent.futures.as_completed(numbers):
            cubes[numbers[future]] = future.result()
    print(sorted(cubes.items()))
