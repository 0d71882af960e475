# right: a small state machine written with match
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    left = count
    while True:
        match left:
            case 0:
                return
            case _:
                match queue.get():
                    case item:  # a bare name matches anything, None and 0 as well
                        handle(item)
                left -= 1
