"""An event loop sleeps, and runs a child process.

methods: fork
"""

import asyncio


async def main():
    child = await asyncio.create_subprocess_exec("sleep", "0.3")
    await asyncio.gather(asyncio.sleep(1.4), child.wait())
    print("slept")


asyncio.run(main())
