"""What a crawler whose tasks make tasks must do."""

import itertools
from typing import Any

from examiner import expect
from examiner.facts.worlds import CALLER
from examiner.spec import BOTH, EVERY, ONE, PATIENT, VOLUME_TIMEOUT, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.late_ends import late_ends
from examiner.stage.amplifiers.overtake_readers import overtake_readers
from examiner.stage.props import fails, meets, opens, pauses, rests, waits
from examiner.stage.scene import Stage

CONTRACT = {"crawl": ["start", "fetch", "workers"]}
WORLDS = {
    "data": "a page is a str, and odd ones are tried by hand",
    "returns": "what fetch returns are the links",
    "caller": CALLER,
}
CELLS: dict[str, tuple[str, ...] | str] = {
    "time: late": ("silence",),
    "time: early": ("silence",),
    "raises: an exception": ("errors",),
    "raises: a well-known one": ("errors",),
    "raises: unpicklable": ("errors",),
    "raises: an exit": "not in the prompt: fetch ends no process",
    "death": "fetch ends no process",
    "scale: none": "start is a page",
    "scale: one": ("lone_page",),
    "scale: few": ("lone_page",),
    "scale: many": ("chain", "many_pages"),
    "scale: big": ("wide_pages",),
    "crew: together": ("together",),
    "crew: slow": ("no_levels",),
    "start: again": ("lone_page",),
}

CHAIN = 3_000
"""Pages in a chain: the most there are."""

LINKS = 500
"""Links of a page: the most there are."""

LONG = 300
"""Characters of a long name: as many links no pipe holds."""

SILENCE = 2.5
"""Seconds in which nothing comes: longer than who is impatient waits."""

LATE_END = 2.0
"""Seconds that a process takes to end."""

KINDS = ("ValueError", "KeyError", "TwoParts", "Holding", "Nested", "EOFError", "Empty",
         "StopIteration", "BrokenPipeError", "TimeoutError")  # fmt: skip
"""What fetch raises."""

NAMES = ["", "None", "STOP", "stop", "-1", "0", "False", "\n", "end", "\N{SNOWMAN}", "()", " "]
"""Pages that look like an end mark, or like nothing."""


class Linked:
    """A fetch that reports its calls and returns the links of a site."""

    def __init__(self, fn: Any, site: dict[str, list[str]]) -> None:
        self.fn = fn
        self.site = site

    def __call__(self, page: str) -> list[str]:
        """Report the page, do its steps, and return its links."""
        self.fn(page)
        return list(self.site.get(page, ()))


def crawling(stage: Stage, site, workers, start="start", steps=()):
    """Call crawl; what happens at some pages is given."""
    fetch = Linked(stage.function(dict(steps), name="fetch"), site)
    stage.call("crawl", start, fetch, workers)


def holding_one_up(stage: Stage, site, workers, held, others):
    """Call crawl; a page is held until all others are fetched."""
    gates = {page: stage.gate(f"{page} is fetched") for page in others}
    steps = {page: [opens(gate)] for page, gate in gates.items()}
    crawling(stage, site, workers, steps={**steps, held: [waits(g) for g in gates.values()]})


def meeting_at(stage: Stage, pages, *then):
    """Return the steps of pages that need each other; what each does `then` is the same."""
    gates = [stage.gate(f"{page} is fetched") for page in pages]
    return {page: [*meets(gate, gates), *then] for page, gate in zip(pages, gates, strict=True)}


def meeting(stage: Stage, site, workers, pages, silent="", seconds=0.0):
    """Call crawl; some pages need each other; one may say nothing for a while before."""
    steps = meeting_at(stage, pages)
    if silent:
        steps[silent] = [pauses(seconds)]
    crawling(stage, site, workers, steps=steps)


def racing(stage: Stage, site, workers, pages):
    """Call crawl; pages with the same links are done at once; then whoever reads is overtaken."""
    done = stage.gate("all pages with these links are fetched")
    stage.amplify(overtake_readers, workers, done)
    crawling(stage, site, workers, steps=meeting_at(stage, pages, opens(done)))


def failing(stage: Stage, site, workers, kinds):
    """Call crawl; fetch raises at some pages."""
    crawling(stage, site, workers, steps={page: [fails(kind, page)] for page, kind in kinds})


def resting(stage: Stage, site, workers):
    """Call crawl; there is a quiet pause while one page is fetched, and no other is known."""
    crawling(stage, site, workers, steps={"slow": [rests()]})


def ending_late(stage: Stage, site, workers):
    """Call crawl; each process takes a while to end."""
    stage.amplify(late_ends, LATE_END)
    crawling(stage, site, workers)


def one_after_the_other(stage: Stage, calls):
    """Call crawl several times in one program; `calls` are of a site, its start, and workers."""
    for site, start, workers in calls:
        crawling(stage, site, workers, start)


def in_a_chain(stage: Stage, count, workers):
    """Call crawl; each page links to the next one."""
    crawling(stage, chain(count), workers, "0")


def chain(count):
    """Return a site in which each page links to the next one."""
    return {str(n): [str(n + 1)] for n in range(count - 1)}


def with_wide_pages(stage: Stage, numbers, workers, pages):
    """Call crawl; some pages have very many links with long names, and are done at once."""
    meeting(stage, wide(numbers, pages), workers, pages)


def wide(numbers, pages):
    """Return a site of pages with as many links as there may be, with long names."""
    site: dict[str, list[str]] = {"start": list(pages)}
    for page, number in zip(pages, numbers, strict=True):
        site[page] = [f"{number}-{n}-".ljust(LONG, "x") for n in range(LINKS)]
    return site


def with_many_pages(stage: Stage, workers):
    """Call crawl; there are very many pages, and soon all of them are known."""
    crawling(stage, many(), workers)


def many():
    """Return a site of two thousand pages, all of which are soon known at once."""
    groups = [f"g{n}" for n in range(10)]
    site = {"start": groups}
    for group in groups:
        site[group] = [f"{group}-{i}" for i in range(209)] + groups
        site |= {page: [group, "start", page] for page in site[group][:209]}
    return site


def reached(site, start="start"):
    """Return all pages that can be reached."""
    found, todo = {start}, [start]
    while todo:
        new = [page for page in dict.fromkeys(site.get(todo.pop(), ())) if page not in found]
        found.update(new)
        todo += new
    return found


def crawled(site, workers, start="start") -> list[Expectation]:
    """What must hold of each site."""
    pages = reached(site, start)
    return [
        expect.worked_once(sorted(pages), "fetch"), expect.returned(pages),
        expect.worked_in_children(1), expect.worked_at_once(workers), expect.shared_by(1, workers),
    ]  # fmt: skip


def trial(scene, site, workers, **inputs) -> Trial:
    """Return a trial in which a site is crawled."""
    return Trial(scene, crawled(site, workers), {"site": site, "workers": workers, **inputs})


def drawn_site(draw: Draw, count: int) -> dict[str, list[str]]:
    """Return a site with loops, links to oneself, known links and repeated ones."""
    pages = ["start", *(f"page {number}" for number in draw.numbers(count))]
    site = {page: draw.choices(pages, k=draw.randint(0, 5)) for page in pages}
    for before, page in itertools.pairwise(pages):
        site[draw.choice([before, "start"])] += [page, page]
    site["start"].append("start")
    return site


@check(EVERY)
def test_pages(draw: Draw) -> Trial:
    """All pages that can be reached are fetched once each, and returned."""
    return trial(crawling, drawn_site(draw, 12), draw.randint(2, 3))


@check(ONE)
def test_no_levels(draw: Draw) -> Trial:
    """While one page is slow all others are fetched, wherever they are found."""
    pages = [f"page {number}" for number in draw.numbers(10)]
    level, down = pages[:7], pages[7:]
    held, leads = level[3], draw.choice(level[:3])
    site = {"start": level, leads: down[:1], **{a: [b] for a, b in itertools.pairwise(down)}}
    others = [page for page in pages if page != held]
    return trial(holding_one_up, site, 2, held=held, others=others)


@check(ONE)
def test_together(draw: Draw) -> Trial:
    """All workers fetch at once, however many processors there are."""
    pages = [f"page {number}" for number in draw.numbers(6)]
    return trial(meeting, {"start": [*pages, "more"]}, 6, pages=pages)


@check(BOTH, PATIENT, waits=True)
def test_silence(draw: Draw) -> Trial:
    """When nothing has come for a while nobody has gone home: what is found then is shared out."""
    pages = [f"page {number}" for number in draw.numbers(3)]
    site = {"start": ["slow"], "slow": pages}
    return trial(meeting, site, 3, pages=pages, silent="slow", seconds=SILENCE)


@check(ONE)
def test_same_links(draw: Draw) -> Trial:
    """Pages that two workers find at the same time are fetched once."""
    pages = [f"page {number}" for number in draw.numbers(2)]
    links = [f"link {number}" for number in draw.numbers(8)]
    site = {"start": pages, **dict.fromkeys(pages, links)}
    return trial(racing, site, 2, pages=pages)


@check(ONE)
def test_errors(draw: Draw) -> Trial:
    """A page at which fetch raises counts, and has no links."""
    pages = [f"page {number}" for number in draw.numbers(8)]
    kinds = list(zip(pages[:6], draw.sample(KINDS, 6), strict=True))
    site = {"start": pages, pages[6]: ["more"], "more": []}
    return trial(failing, site, 2, kinds=kinds)


@check(ONE)
def test_names(draw: Draw) -> Trial:
    """A page may have any name: an empty one, or what looks like an end mark."""
    names = draw.sample(NAMES, len(NAMES))
    site = {"start": names[:6], **dict.fromkeys(names[:2], names[6:]), names[7]: ["last"]}
    return trial(crawling, site, 2)


@check(ONE, waits=True)
def test_quiet(draw: Draw) -> Trial:
    """While one page is slow nobody uses the CPU to wait for others."""
    pages = [f"page {number}" for number in draw.numbers(3)]
    return trial(resting, {"start": ["slow", *pages[:1]], "slow": pages[1:]}, 3)


@check(BOTH, waits=True)
def test_ends(draw: Draw) -> Trial:
    """On return all processes have ended, though they take a while."""
    return trial(ending_late, drawn_site(draw, 4), 3)


@check(BOTH)
def test_lone_page(draw: Draw) -> Trial:
    """There may be one page only, and more workers than pages; crawl may be called again."""
    lone, other = (f"page {number}" for number in draw.numbers(2))
    calls = [({lone: draw.choice([[], [lone]])}, lone, 3), ({lone: [other, lone]}, lone, 1),
             ({other: []}, other, 2)]  # fmt: skip
    returned = expect.returned_in_turn([reached(site, start) for site, start, _ in calls])
    return Trial(one_after_the_other, [returned], {"calls": calls})


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_wide_pages(draw: Draw) -> Trial:
    """Pages may have five hundred links with long names, and two of them be done at once."""
    numbers, pages = draw.numbers(2), ["left", "right"]
    inputs = {"numbers": numbers, "workers": 2, "pages": pages}
    return Trial(with_wide_pages, crawled(wide(numbers, pages), 2), inputs)


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_many_pages(draw: Draw) -> Trial:
    """There may be two thousand pages, known at once, whose links are known already."""
    return Trial(with_many_pages, crawled(many(), 3), {"workers": 3})


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_chain(draw: Draw) -> Trial:
    """There may be three thousand pages in one chain."""
    return Trial(in_a_chain, crawled(chain(CHAIN), 2, "0"), {"count": CHAIN, "workers": 2})
