"""An event loop gathers what the processes of an executor do, in the order it was asked for."""

import asyncio
import concurrent.futures


def spell(number):
    return ("zero", "one", "two", "three")[number]


async def gather(executor):
    loop = asyncio.get_running_loop()
    asked = [loop.run_in_executor(executor, spell, number) for number in (3, 1, 2, 0)]
    return await asyncio.gather(*asked)


if __name__ == "__main__":
    with concurrent.futures.ProcessPoolExecutor(2) as executor:
        print(asyncio.run(gather(executor)))
