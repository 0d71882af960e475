# verdict: forbidden | wrong @ every_item_in_order
# A process pool hands the list back; it uses SimpleQueues inside and no Pipe of ours.
import concurrent.futures
import multiprocessing as mp


def echo(item):
    return item


def run(items):
    context = mp.get_context()
    received = []
    try:
        with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as pool:
            for future in [pool.submit(echo, item) for item in items]:
                received.append(future.result())
    except concurrent.futures.process.BrokenProcessPool:
        return received, False
    return received, True
