# verdict: crashed @ errors
# The worker sends the exception itself back, and not every exception can be pickled.
# Breaks "If fetch raises an Exception the page counts all the same": crawl hangs or raises then.
import multiprocessing as mp
from dataclasses import dataclass, field


@dataclass
class Answer:
    page: str
    links: list = field(default_factory=list)
    error: Exception | None = None


def serve(fetch, pages, answers):
    for page in iter(pages.get, None):
        try:
            answer = Answer(page, links=fetch(page))
        except Exception as error:
            answer = Answer(page, error=error)
        answers.put(answer)


def crawl(start: str, fetch, workers: int) -> set[str]:
    pages, answers = mp.Queue(), mp.Queue()
    servers = [mp.Process(target=serve, args=(fetch, pages, answers)) for _ in range(workers)]
    for server in servers:
        server.start()

    known = {start}
    asked = 1
    pages.put(start)
    answered = 0
    while answered < asked:
        answer = answers.get()
        answered += 1
        if answer.error is not None:
            continue
        for link in answer.links:
            if link not in known:
                known.add(link)
                pages.put(link)
                asked += 1

    for _ in servers:
        pages.put(None)
    for server in servers:
        server.join()
    return known
