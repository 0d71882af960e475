# verdict: wrong @ every_item_of_every_source | processes
# Each source's process calls handle itself; nothing is brought to the caller.
import multiprocessing as mp


def work(name, source, handle, done):
    for item in source:
        handle(name, item)
    done.set()


def run(sources, handle):
    events = {name: mp.Event() for name in sources}
    processes = [
        mp.Process(target=work, args=(name, source, handle, events[name]))
        for name, source in sources.items()
    ]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    return {name: "done" if event.is_set() else "died" for name, event in events.items()}
