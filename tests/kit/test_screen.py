"""The screens: 80 columns, colour and signs only where they are welcome."""

import io
import re
import shutil
from pathlib import Path

import commands
import pytest
from commands import Done, examiner_words, grade
from platforms import HANGS

from examiner import catalog
from examiner.showing.ink import Ink

COLUMNS = 80
ESCAPE = "\x1b"
SIGNS = "✔✘○→■…·–"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """Say yes."""
        return True


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no setting of the user's decide about colour."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_a_terminal_gets_colour() -> None:
    """A painted text is red, and then the colour ends."""
    assert Ink(Terminal()).paint("no", "red") == "\x1b[31mno\x1b[0m"


def test_nothing_is_painted_for_nothing() -> None:
    """An empty text needs no colour."""
    assert Ink(Terminal()).paint("", "red") == ""


@pytest.mark.parametrize("setting", [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_can_be_refused(setting: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR and a dumb terminal get none."""
    monkeypatch.setenv(*setting)
    assert Ink(Terminal()).paint("no", "red") == "no"


def test_no_color_beats_force_color(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who refuses colour and forces it gets none."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert Ink(io.StringIO()).colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Ink(Terminal()).colour


def test_an_empty_no_color_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR counts when it is not empty, as no-color.org asks."""
    monkeypatch.setenv("NO_COLOR", "")
    assert Ink(Terminal()).colour


def test_a_file_gets_no_colour() -> None:
    """What is no terminal gets plain text."""
    assert Ink(io.StringIO()).paint("no", "red") == "no"


def written(encoding: str, text: str) -> bytes:
    """Return the bytes that a line becomes in an encoding."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    Ink(stream).line(text)
    return raw.getvalue()


def test_signs_fall_back_to_ascii() -> None:
    """Where the signs cannot be shown, each becomes one plain character: columns stay straight."""
    shown = written("ascii", SIGNS + "|")
    assert shown.isascii()
    assert len(shown) == len(SIGNS + "|\n")
    assert b"?" not in shown


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "cp1252", "utf-8", "utf-16"])
def test_no_text_is_too_strange_to_write(encoding: str) -> None:
    """Surrogates and foreign letters never raise, whatever the encoding."""
    assert written(encoding, "a\ud800 é 日本 ✔")


def test_utf8_keeps_the_signs() -> None:
    """Where they can be shown, they are."""
    assert written("utf-8", SIGNS).decode() == SIGNS + "\n"


def test_lines_end_without_blanks() -> None:
    """A line is written at once, without trailing blanks."""
    assert written("utf-8", "a  ") == b"a\n"


# What the command prints, for real.


@pytest.fixture(scope="module")
def starters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the pristine starters."""
    folder = tmp_path_factory.mktemp("starters")
    for exercise in catalog.load():
        shutil.copy(exercise.pristine, folder / f"{exercise.slug}.py")
    return folder


@pytest.fixture(scope="module")
def board(starters: Path) -> Done:
    """Return the board of pristine starters."""
    return grade("--answers", starters)


@pytest.fixture(scope="module")
def passing() -> Done:
    """Return the screen of some exercises with their solutions."""
    few = ("--start-method", "fork", "--schedules", 1, "--worlds", 0)  # it is about the screen
    return grade("1", "3-5", "--answers", "solutions", *few)


@pytest.fixture(scope="module")
def failing(starters: Path) -> Done:
    """Return the screen of some starters, run."""
    return grade("1-5", "--answers", starters, "--start-method", "fork")


def too_long(done: Done) -> list[str]:
    """Return the lines that do not fit, but for paths, which are as long as they are."""
    return [
        line
        for line in done.out.splitlines()
        if len(line) > COLUMNS and "/answers" not in line and "/starters" not in line
    ]


@pytest.mark.timeout(240)
def test_the_board_fits(board: Done) -> None:
    """No line of the board is longer than 80 columns."""
    assert board.code == 0, board.all
    assert too_long(board) == []


@pytest.mark.timeout(240)
def test_the_passing_screen_fits(passing: Done) -> None:
    """No line of the screen of passed checks is longer than 80 columns."""
    assert passing.code == 0, passing.all
    assert too_long(passing) == []


@pytest.mark.timeout(240)
def test_the_failing_screen_fits(failing: Done) -> None:
    """No line of the explanations is longer than 80 columns."""
    assert failing.code == 1, failing.all
    assert too_long(failing) == []


def test_a_long_line_of_names_fits(tmp_path: Path) -> None:
    """Long names of processes, queues and functions do not break the screen's 80 columns."""
    (tmp_path / "ex02_sentinel.py").write_text(LONG_NAMES)
    done = grade("2", "--answers", tmp_path, "--start-method", "fork")
    assert HANGS in done.out
    assert [line for line in too_long(done) if str(tmp_path) not in line] == []


LONG_NAMES = """
import multiprocessing as mp


def take_the_items_that_the_producer_has_put_one_by_one(the_queue_between_producer_and_consumer):
    the_queue_between_producer_and_consumer.get()


def run(items, handle):
    the_queue_between_producer_and_consumer = mp.Queue()
    waiting = mp.Process(
        target=take_the_items_that_the_producer_has_put_one_by_one,
        args=(the_queue_between_producer_and_consumer,),
        name="the process that takes all of the items " * 3,
    )
    waiting.start()
    waiting.join()
"""


def test_a_file_has_no_escapes(board: Done, failing: Done) -> None:
    """What is piped to a file holds no colours."""
    assert ESCAPE not in board.all + failing.all


def test_the_board_shows_every_exercise(board: Done) -> None:
    """One row each: number, sign, title, level, minutes, points and state; then what is next."""
    rows = re.findall(
        r"^ +(\d+) ○  (.+?)  +(\S+) +(\d+) min +0/(\d+) +not started$", board.out, re.MULTILINE
    )
    wanted = [
        (str(e.number), e.title, e.level, str(e.minutes), str(e.points)) for e in catalog.load()
    ]
    assert rows == wanted
    assert "ex01_consumer_loop.py" in board.out
    assert "nox -s grade -- 1" in board.out


@pytest.mark.timeout(240)
def test_an_ascii_terminal_is_served(starters: Path) -> None:
    """With an ASCII output every screen is printed, and no sign becomes a question mark."""
    for words in ((), ("2", "--start-method", "fork")):
        done = grade(*words, "--answers", starters, PYTHONIOENCODING="ascii")
        assert done.raw.isascii()
        assert "?" not in done.out
        assert done.err == ""


def test_a_real_terminal_shows_colour(starters: Path) -> None:
    """On a terminal there are colours, and every line leaves the terminal uncoloured."""
    with commands.place(commands.ROOT, PYTHONPATH="tests") as here:
        code, shown = commands.on_a_terminal(examiner_words("--answers", starters), here)
    text = shown.decode()
    assert code == 0
    assert "\x1b[2m○\x1b[0m" in text
    for line in text.splitlines():
        assert len(re.sub(r"\x1b\[\d*m", "", line)) <= COLUMNS or "/" in line
        assert ESCAPE not in line or line.rstrip().rfind("\x1b[0m") == line.rfind(ESCAPE)


def test_a_terminal_without_colour_is_respected(starters: Path) -> None:
    """NO_COLOR holds on a terminal too."""
    with commands.place(commands.ROOT, PYTHONPATH="tests", NO_COLOR="1") as here:
        _, shown = commands.on_a_terminal(examiner_words("--answers", starters), here)
    assert ESCAPE not in shown.decode()
    assert "○" in shown.decode()
