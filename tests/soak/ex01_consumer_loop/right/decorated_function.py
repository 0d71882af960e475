# right: the public name is a wrapped function that logs, without touching the items
import functools
import logging
import multiprocessing as mp

log = logging.getLogger(__name__)


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        log.debug("%s starts", function.__name__)
        try:
            return function(*args, **kwargs)
        finally:
            log.debug("%s ends", function.__name__)

    return wrapper


@logged
def consume(queue: mp.Queue, count: int, handle) -> None:
    for number in range(count):
        item = queue.get()
        log.debug("item %d is a %s", number, type(item).__name__)
        handle(item)
