# verdict: deadlock | wrong @ streaming
# Order is made by sorting once everything has come: nothing is handled before the input ends.
import multiprocessing as mp


def _call(args):
    stage, index, item = args
    return index, stage(item)


def run(items, stages, workers, maxsize, handle):
    pools = [mp.Pool(workers) for _ in stages]
    try:
        numbered = list(enumerate(items))
        for pool, stage in zip(pools, stages):
            jobs = [(stage, i, x) for i, x in numbered]
            numbered = list(pool.imap_unordered(_call, jobs))
        for _, result in sorted(numbered, key=lambda pair: pair[0]):
            handle(result)
    finally:
        for pool in pools:
            pool.close()
            pool.join()
