"""The page: it tells what the terminal and the JSON tell, harms nobody, and can be used by all."""

import base64
import hashlib
import html
import itertools
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import browser
import commands
import pytest
from logs import Log, many
from platforms import needs_proof
from trials import PROGRAMS

from examiner import catalog
from examiner.facts.verdicts import Blocked, Verdict
from examiner.judging.examination import DEFAULT_TIMEOUT, Examination, load_checks
from examiner.judging.results import Result
from examiner.judging.trials import Terms
from examiner.showing.page import board, cards, document
from examiner.showing.page.markup import data, text
from examiner.showing.page.stories import Head, Story
from examiner.telling import timeline
from examiner.telling.chronicle import chronicle

HOSTILE = "</script><script>window.harm=1</script><img src=x onerror='window.harm=1'>\u2028"

LARGEST = 5_000_000
"""Characters of a page with 10,000 events."""

HEAD = Head("kind", "title", "good", "verdict")

needs_browser = pytest.mark.skipif(
    browser.path() is None, reason="no chromium here (apt-get install chromium)"
)


@dataclass(frozen=True)
class Written:
    """A page, and the JSON of the same run."""

    file: Path
    document: dict[str, Any]

    @property
    def source(self) -> str:
        """The page's text."""
        return self.file.read_text(encoding="utf-8")


def traced(folder: Path, program: Path) -> Written:
    """Trace a program, with both files asked for."""
    source = program.read_text(encoding="utf-8")
    path = folder / program.name
    as_main = "" if "__main__" in source else '\n\nif __name__ == "__main__":\n    run()\n'
    path.write_text(source + as_main, encoding="utf-8")
    files = [folder / "page.html", folder / "trace.json"]
    options = [f"--html={files[0]}", f"--json={files[1]}", "--start-method=fork"]
    command = [sys.executable, "-m", "examiner", "trace", *options, str(path)]
    with commands.place(folder, PYTHONPATH=str(commands.ROOT / "tests")) as here:
        done = commands.run(command, here)
    assert files[0].is_file(), done.all
    return Written(files[0], json.loads(files[1].read_text(encoding="utf-8")))


def held(source: str) -> list[dict[str, Any]]:
    """Return what the pictures of a page are drawn from."""
    found = re.findall(r'<script type="application/json">(.*?)</script>', source, re.DOTALL)
    return [json.loads(each) for each in found]


def written(folder: Path, *stories: Story) -> Path:
    """Write a page with some stories."""
    file = folder / "page.html"
    page = document.page(HEAD, cards.whole(cards.cards(stories, itertools.count(1))))
    file.write_text(page, "utf-8")
    return file


def hostile_story() -> Story:
    """Return a story in which every text wants to do harm."""
    log = Log()
    log.child(201, HOSTILE, 1)
    log.put(201, 10, HOSTILE, call=HOSTILE, file=f"/{HOSTILE.replace('/', '')}")
    log.add("error", 201, 11, type=HOSTILE, message=HOSTILE, frames=[], by="", item="", own="")
    outcome = log.outcome()
    role = outcome.role(201)
    rows = (Blocked(role, HOSTILE, HOSTILE, 1, HOSTILE, HOSTILE, HOSTILE, "", 201),)
    seen = chronicle(outcome, rows)
    return Story("bad", HOSTILE, HOSTILE, HOSTILE, HOSTILE, rows, seen, (HOSTILE,), HOSTILE)


@pytest.fixture(scope="module")
def deadlock(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A traced program in which two processes wait for each other at bounded queues."""
    folder = tmp_path_factory.mktemp("deadlock")
    return traced(folder, PROGRAMS / "deadlocked" / "both_queues_full.py")


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A grade of two starters."""
    folder = tmp_path_factory.mktemp("graded")
    for slug in ("ex01_consumer_loop", "ex02_sentinel"):
        starter = catalog.ANSWERS / slug / "starter.py"
        (folder / f"{slug}.py").write_text(starter.read_text(encoding="utf-8"), encoding="utf-8")
    files = [folder / "page.html", folder / "grade.json"]
    options = [f"--html={files[0]}", f"--json={files[1]}", "--start-method=fork"]
    done = commands.grade(*options, "--answers", folder, "1-2")
    assert files[0].is_file(), done.all
    return Written(files[0], json.loads(files[1].read_text(encoding="utf-8")))


@needs_proof
@pytest.mark.timeout(240)
def test_the_page_of_a_trace_holds_what_its_json_holds(deadlock: Written) -> None:
    """The picture is drawn from the same chronicle, to the last digit."""
    assert held(deadlock.source) == [deadlock.document["chronicle"]]
    assert deadlock.document["chronicle"]["circle"]
    assert [depth["maxsize"] for depth in deadlock.document["chronicle"]["depths"]] == [2, 2]
    shown = html.unescape(deadlock.source)
    assert deadlock.document["sentence"] in shown
    for row in deadlock.document["blocked"]:
        assert f"{row['file']}:{row['line']}" in shown
        assert row["why"] in shown


@needs_proof
@pytest.mark.timeout(240)
def test_the_page_of_a_grade_has_a_card_for_every_check(graded: Written) -> None:
    """Those that failed are open, and tell their message; the board has the points."""
    shown = html.unescape(graded.source)
    names = {
        (exercise["slug"], check["name"], check["title"])
        for exercise in graded.document["exercises"]
        for check in exercise["checks"]
    }
    assert graded.source.count('<details class="card') == len(names)
    for exercise in graded.document["exercises"]:
        assert f'href="#{exercise["slug"]}"' in graded.source
        assert f"<td>{exercise['points']}/{exercise['max_points']}</td>" in graded.source
        for check in exercise["checks"]:
            if check["verdict"] not in ("passed", "not-started"):
                assert f'<span class="title">{text(check["title"])}</span>' in graded.source
                assert check["message"] in shown
    failed = graded.source.count('<details class="card bad"')
    assert failed == graded.source.count('<details class="card bad" open="">') > 0
    assert len(held(graded.source)) >= failed


@pytest.mark.timeout(240)
@pytest.mark.parametrize("pictures", [False, True])
def test_results_keep_a_chronicle_only_where_a_page_is_asked_for(pictures: bool) -> None:
    """Grading pays nothing for pictures that nobody wants."""
    module, checks = load_checks(catalog.CHECKS / "test_ex02_sentinel.py")
    with Examination(Terms(catalog.SOLUTIONS, 1, "fork", pictures)) as examination:
        examination.submit("ex02_sentinel", checks[0], module, DEFAULT_TIMEOUT)
        (result,) = examination.results("ex02_sentinel", checks[0])
    assert (result.chronicle is not None) == pictures


def test_what_differs_only_in_who_and_what_is_one_card() -> None:
    """Two workers or three that wait on a line, this item or that one: it is the same story."""

    def failed(method: str, *workers: int, message: str = "it hangs") -> Result:
        rows = [Blocked(f"worker {n}", "jobs.get()", "a.py", 5, "", "") for n in workers]
        return Result("c", "t", Verdict.DEADLOCK, method, 0.1, message, blocked=tuple(rows))

    assert len(list(board.stories([failed("fork", 1, 2), failed("spawn", 1, 2, 3)]))) == 1
    lost = ("never handled: 'a', 'b' and 3 more", "never handled: 'c'")
    told = [
        failed(method, message=each) for method, each in zip(("fork", "spawn"), lost, strict=True)
    ]
    assert len(list(board.stories(told))) == 1
    assert len(list(board.stories([*told, failed("fork", message="it raised")]))) == 2


def test_nothing_of_the_program_can_become_markup(tmp_path: Path) -> None:
    """Whatever names and texts contain, it is shown and not obeyed."""
    source = written(tmp_path, hostile_story()).read_text(encoding="utf-8")
    assert source.count("<script") == source.count("</script>") == 2
    assert "<img" not in source
    assert html.escape(HOSTILE) in source
    (seen,) = held(source)
    assert any(lane["role"].startswith("</script><script>") for lane in seen["lanes"])


@pytest.mark.parametrize("value", [HOSTILE, "<!--", "]]>", "\ud800", "&lt;", "\0"])
def test_texts_and_data_come_through_unchanged(value: str) -> None:
    """Escaped and read again they are what they were; what no file can hold is replaced."""
    assert json.loads(data({"value": value})) == {"value": value}
    assert not set("<>&") & set(data({"value": value}))
    assert html.unescape(text(value)) == value.replace("\ud800", "?")


def test_the_page_fetches_nothing(tmp_path: Path) -> None:
    """It names no address, and forbids the browser to follow any."""
    source = written(
        tmp_path, Story("good", "t", "v", chronicle=chronicle(many(20), []))
    ).read_text(encoding="utf-8")
    assert re.findall(r"https?:[^\s'\"]+", source) == ["http://www.w3.org/2000/svg"]  # a name
    assert not re.search(
        r"<(link|img|iframe|base)\b|@import|\bsrc=|url\((?!#)|fetch\(|import\(", source
    )
    assert "default-src 'none'" in html.unescape(source)


def test_only_the_page_s_own_script_and_style_may_run(tmp_path: Path) -> None:
    """The policy names them by their hashes."""
    source = written(tmp_path, hostile_story()).read_text(encoding="utf-8")
    policy = html.unescape(source)
    for element in ("style", "script"):
        (content,) = re.findall(f"<{element}>(.*?)</{element}>", source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy


def test_a_page_with_ten_thousand_events_stays_small(tmp_path: Path) -> None:
    """It has one picture, and few elements besides its data."""
    seen = chronicle(many(10_000), [])
    assert len(seen.events) >= 10_000
    source = written(tmp_path, Story("good", "big", "fine", chronicle=seen)).read_text("utf-8")
    assert len(source) < LARGEST
    assert source.count("<") < 1_000


def test_a_picture_has_the_terminal_s_table_beside_it() -> None:
    """Cell for cell, under headings that a screen reader can name."""
    seen = chronicle(many(40), [])
    shown = cards.picture(seen, 1, "title")
    for cells in timeline.table(seen):
        for cell in cells:
            assert f">{text(cell)}</t" in shown
    assert '<th scope="col">worker-101</th>' in shown


def test_nothing_is_left_half_written(tmp_path: Path) -> None:
    """The page replaces an older one in one step."""
    file = written(tmp_path, Story("good", "t", "v"))
    file.write_text("old", encoding="utf-8")
    written(tmp_path, Story("good", "t", "v"))
    assert file.read_text(encoding="utf-8").endswith("</html>\n")
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("command", ["grade", "trace"])
def test_a_page_that_cannot_be_written_is_said_so_at_once(command: str, tmp_path: Path) -> None:
    """One line and exit code 2, before anything runs."""
    last = "1" if command == "grade" else str(PROGRAMS / "traced" / "computes.py")
    words = [
        sys.executable,
        "-m",
        "examiner",
        command,
        f"--html={tmp_path / 'no' / 'x.html'}",
        last,
    ]
    with commands.place(commands.ROOT, PYTHONPATH="tests") as here:
        done = commands.run(words, here)
    assert done.code == 2
    assert done.out == ""
    assert len(done.err.splitlines()) == 1
    assert "no such folder" in done.err


# -- in a browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[browser.Browser]:
    """A browser for all these tests."""
    with browser.started() as found:
        yield found


def shown(chromium: browser.Browser) -> str:
    """Return which event or wait has the ring round it, `""` if none has."""
    return str(chromium.ask("document.querySelector('.active')?.dataset.shown ?? ''"))


@needs_browser
@needs_proof
@pytest.mark.timeout(240)
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_renders_without_complaint(
    chromium: browser.Browser, deadlock: Written, width: int, scheme: str
) -> None:
    """Nothing in the console, no request but for the page, nothing wider than the screen."""
    chromium.open(deadlock.file, width, scheme)
    assert chromium.complaints == []
    assert chromium.requests == [deadlock.file.as_uri()]
    assert chromium.ask("document.scrollingElement.scrollWidth") <= width
    assert chromium.ask("document.querySelectorAll('svg .span.stuck').length") == 2
    assert chromium.ask("document.querySelectorAll('svg .edge.circular').length") == 2
    assert chromium.ask("document.querySelectorAll('svg .depth').length") == 2


@needs_browser
@needs_proof
@pytest.mark.timeout(240)
def test_its_numbers_are_those_of_the_json(chromium: browser.Browser, deadlock: Written) -> None:
    """The details of every unfinished wait say its line, its begin and who could end it."""
    chromium.open(deadlock.file)
    words = chromium.ask("document.querySelector('figcaption').textContent")
    told = deadlock.document["chronicle"]
    assert f"{len(told['events'])} events, {told['seconds']:.3f} s" in words
    chromium.ask("document.querySelector('.canvas').focus()")
    for wait in reversed(told["waits"]):
        chromium.press("ArrowUp" if wait["lane"] == 0 else "ArrowDown")
        chromium.press("End")
        assert shown(chromium) == f"wait {wait['number']}"
        tip = chromium.ask("document.querySelector('.tip').textContent")
        assert f"{wait['file']}:{wait['line']}" in tip
        assert f"{wait['begin']:.6f} s" in tip
        assert f"waits for{wait['waits_for']}" in tip


@needs_browser
@needs_proof
@pytest.mark.timeout(240)
def test_the_keyboard_reaches_every_event(chromium: browser.Browser, deadlock: Written) -> None:
    """Arrow keys go along the lanes and from lane to lane."""
    told = deadlock.document["chronicle"]
    wanted = {f"event {event['number']}" for event in told["events"]}
    wanted |= {f"wait {wait['number']}" for wait in told["waits"]}
    chromium.open(deadlock.file)
    chromium.ask("document.querySelector('.canvas').focus()")
    reached = set()
    chromium.press("ArrowUp")
    for _ in told["lanes"]:
        chromium.press("Home")
        before = ""
        while shown(chromium) != before:
            before = shown(chromium)
            reached.add(before)
            chromium.press("ArrowRight")
        chromium.press("ArrowDown")
    assert reached == wanted


@needs_browser
@needs_proof
@pytest.mark.timeout(240)
def test_a_put_leads_to_its_get(chromium: browser.Browser, deadlock: Written) -> None:
    """Enter follows an item, and comes back."""
    told = deadlock.document["chronicle"]
    link = next(link for link in told["links"] if link["kind"] == "item")
    chromium.open(deadlock.file)
    chromium.ask("document.querySelector('.canvas').focus()")
    chromium.press("ArrowUp")
    chromium.press("Home")
    while shown(chromium) != f"event {link['source']}":
        chromium.press("ArrowRight")
    chromium.press("Enter")
    assert shown(chromium) == f"event {link['target']}"
    chromium.press("Enter")
    assert shown(chromium) == f"event {link['source']}"


@needs_browser
@pytest.mark.timeout(240)
def test_ten_thousand_events_open_fast(chromium: browser.Browser, tmp_path: Path) -> None:
    """However many there are, few elements are drawn; zooming in shows single ones."""
    seen = chronicle(many(10_000), [])
    chromium.open(written(tmp_path, Story("good", "big", "fine", chronicle=seen)))
    count = "document.querySelectorAll('svg *').length"
    assert chromium.ask(count) < 1_000
    chromium.ask("document.querySelector('.canvas').focus()")
    for key in ("ArrowRight", *"++++++++"):
        chromium.press(key)
    chromium.settle()
    assert 0 < chromium.ask("document.querySelectorAll('svg .label.give').length") < 100
    chromium.press("0")
    chromium.settle()
    assert chromium.ask(count) < 1_000
    assert chromium.complaints == []


@needs_browser
@pytest.mark.timeout(240)
def test_hostile_names_do_nothing_in_a_browser(chromium: browser.Browser, tmp_path: Path) -> None:
    """They are drawn as they are."""
    chromium.open(written(tmp_path, hostile_story()))
    chromium.ask("document.querySelector('.canvas').focus()")
    for key in ("ArrowRight", "ArrowDown", "End"):
        chromium.press(key)
    assert chromium.ask("window.harm ?? null") is None
    assert chromium.ask("document.querySelectorAll('img').length") == 0
    assert "window.harm" in chromium.ask("document.querySelector('.tip').textContent")
    assert chromium.complaints == []


@needs_browser
@needs_proof
@pytest.mark.timeout(240)
def test_the_mouse_finds_what_it_points_at(chromium: browser.Browser, deadlock: Written) -> None:
    """The details of what is under it are shown, and go when it leaves."""
    chromium.open(deadlock.file)
    place = chromium.ask(
        "(() => { const r = document.querySelector('svg .span.stuck').getBoundingClientRect();"
        " return [r.x + 2, r.y + 5] })()"
    )
    chromium.call("Input.dispatchMouseEvent", type="mouseMoved", x=place[0], y=place[1])
    assert shown(chromium).startswith("wait ")
    chromium.call("Input.dispatchMouseEvent", type="mouseMoved", x=1, y=1)
    assert shown(chromium) == ""


@needs_browser
@needs_proof
@pytest.mark.timeout(240)
def test_what_a_finger_taps_stays(chromium: browser.Browser, deadlock: Written) -> None:
    """Lifting it does not take the details away."""
    chromium.open(deadlock.file, 390)
    chromium.call("Emulation.setTouchEmulationEnabled", enabled=True)
    place = chromium.ask(
        "(() => { const span = document.querySelector('svg .span.stuck');"
        " span.scrollIntoView({block: 'center'});"
        " const r = span.getBoundingClientRect(); return [r.x + 2, r.y + 5] })()"
    )
    points = [{"x": place[0], "y": place[1]}]
    chromium.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=points)
    chromium.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    chromium.settle()
    chromium.call("Emulation.setTouchEmulationEnabled", enabled=False)
    assert shown(chromium).startswith("wait ")


@needs_browser
@pytest.mark.timeout(240)
def test_pictures_far_down_are_drawn_when_they_come_near(
    chromium: browser.Browser, tmp_path: Path
) -> None:
    """Many pictures do not make a page slow to open; printed, all of them are drawn."""
    seen = chronicle(many(40), [])
    stories = [Story("bad", f"story {number}", "v", chronicle=seen) for number in range(12)]
    chromium.open(written(tmp_path, *stories))
    count = "document.querySelectorAll('figure.drawn').length"
    assert 0 < chromium.ask(count) < 12
    chromium.paper()
    assert chromium.ask(count) == 12


@needs_browser
@needs_proof
@pytest.mark.timeout(240)
def test_a_grade_can_be_printed(chromium: browser.Browser, graded: Written) -> None:
    """Every picture that is open is on the paper, with its table."""
    chromium.open(graded.file)
    assert chromium.complaints == []
    assert chromium.paper().startswith(b"%PDF")
    drawn = chromium.ask("document.querySelectorAll('figure.drawn').length")
    assert drawn == chromium.ask("document.querySelectorAll('.card[open] figure').length") > 0
