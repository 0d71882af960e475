# verdict: wrong | early @ errors_stop_nothing
# The first exception out of map() cancels what has not begun.
from concurrent.futures import ProcessPoolExecutor


def run(batches, handle, workers):
    with ProcessPoolExecutor(max_workers=workers) as executor:
        for batch in batches:
            try:
                for _ in executor.map(handle, batch):
                    pass
            except Exception:
                pass
