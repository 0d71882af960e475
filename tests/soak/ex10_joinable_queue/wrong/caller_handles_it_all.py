# verdict: wrong @ batch_after_batch
# No processes at all.
import multiprocessing as mp  # noqa: F401


def run(batches, handle, workers):
    for batch in batches:
        for item in batch:
            try:
                handle(item)
            except Exception:
                pass
