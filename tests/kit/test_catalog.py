"""The catalog: which exercises a word names, and whether an answer has been touched."""

from pathlib import Path

import pytest

from examiner import catalog

EXERCISES = catalog.load()

SHORT = 130
"""Characters of a line that somebody reads."""


def slugs(*words: str) -> list[str]:
    """Return the slugs that the words name."""
    return [exercise.slug for exercise in catalog.select(EXERCISES, list(words))]


@pytest.mark.parametrize(
    "word",
    [
        "2",
        "02",
        "ex02",
        "sentinel",
        "02_sent",
        "ex02_sentinel",
        "ex02_sentinel.py",
        "exercises/ex02_sentinel.py",
    ],
)
def test_an_exercise_has_many_names(word: str) -> None:
    """Its number, its file, a path to that and any part of it name the same exercise."""
    assert slugs(word) == ["ex02_sentinel"]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.slug)
def test_every_exercise_is_found_by_its_names(exercise: catalog.Exercise) -> None:
    """Number, beginning and end of the slug are never ambiguous."""
    beginning, _, end = exercise.slug.partition("_")
    for word in (str(exercise.number), exercise.slug, beginning, end):
        assert slugs(word) == [exercise.slug]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["1-3"], [1, 2, 3]),
        (["2-2"], [2]),
        (["1-2", "4"], [1, 2, 4]),
        (["3", "1"], [1, 3]),
        (["2", "ex02", "sentinel", "1-3"], [1, 2, 3]),
        ([], []),
    ],
)
def test_ranges_and_several_words(words: list[str], numbers: list[int]) -> None:
    """Ranges include both ends; every exercise comes once, in graded order."""
    assert [exercise.number for exercise in catalog.select(EXERCISES, words)] == numbers


@pytest.mark.parametrize(
    "word",
    [
        "0",
        "999",
        "1-999",
        "0-1",
        "3-1",
        "",
        "-",
        "1-",
        "-1",
        "nonsense",
        "²",
        "ex",
        "1,2",
        "\udcff",
        "\x1b",
    ],
)
def test_a_word_that_names_nothing_is_refused(word: str) -> None:
    """A word that names no exercise is answered in one short line, with what there is."""
    with pytest.raises(catalog.UnknownExercise) as refused:
        slugs(word)
    message = str(refused.value)
    assert message.isprintable()
    assert repr(word) in message
    assert len(message) < SHORT
    assert f"1 to {EXERCISES[-1].number}" in message or "names several exercises: 1 ex01" in message


@pytest.mark.parametrize(
    ("word", "meant"),
    [("sentinal", "2 ex02_sentinel"), ("ex02_sentinle", "2 ex02_sentinel"), ("maneger", "14 ex14")],
)
def test_a_word_that_is_nearly_one_is_asked_about(word: str, meant: str) -> None:
    """A slip of the finger is answered with the exercise that is nearest."""
    with pytest.raises(catalog.UnknownExercise, match=f"is {meant}.* meant"):
        slugs(word)


@pytest.mark.parametrize(
    ("word", "slug"), [("ex5", "ex05"), ("drill3", "drill03"), ("ex12", "ex12"), ("ex5.py", "ex05")]
)
def test_a_number_needs_no_zero(word: str, slug: str) -> None:
    """`ex5` is `ex05`."""
    (found,) = slugs(word)
    assert found.startswith(slug)


def test_an_ambiguous_word_is_answered_with_its_candidates() -> None:
    """A part of several names chooses none of them, and all of them are told."""
    with pytest.raises(catalog.UnknownExercise, match=r"names several exercises.*1 ex01.*2 ex02"):
        slugs("ex0")


def test_one_bad_word_among_good_ones_is_refused() -> None:
    """Nothing is graded when one of several words is unknown."""
    with pytest.raises(catalog.UnknownExercise, match="nonsense"):
        slugs("1", "nonsense")


def test_exercises_are_numbered_in_order() -> None:
    """The catalog's order is the graded order, from 1; numbers are those of the names."""
    numbers = [exercise.number for exercise in EXERCISES]
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 1
    for exercise in EXERCISES:
        assert exercise.slug.startswith((f"ex{exercise.number:02}_", "drill"))


def test_a_range_may_pass_over_numbers_that_nobody_has() -> None:
    """Its ends must be there."""
    some = [*EXERCISES[:3], *EXERCISES[5:]]
    assert [each.number for each in catalog.select(some, ["2-6"])] == [2, 3, 6]
    for word in ("2-4", "4-6", "4-5", "4"):
        with pytest.raises(catalog.UnknownExercise):
            catalog.select(some, [word])


def test_the_starter_is_untouched_whatever_its_line_ends(tmp_path: Path) -> None:
    """A checkout that turns line ends is no answer."""
    exercise = EXERCISES[0]
    text = exercise.pristine.read_bytes()
    answer = tmp_path / f"{exercise.slug}.py"
    for turned in (text, text.replace(b"\n", b"\r\n")):
        answer.write_bytes(turned)
        assert exercise.is_untouched(tmp_path)


@pytest.mark.parametrize("answer", [b"", b"# mine\n", b"\xff\x00"])
def test_any_other_text_is_touched(tmp_path: Path, answer: bytes) -> None:
    """An emptied or changed file has been touched, whatever is in it."""
    (tmp_path / f"{EXERCISES[0].slug}.py").write_bytes(answer)
    assert not EXERCISES[0].is_untouched(tmp_path)


def test_one_more_space_is_touched(tmp_path: Path) -> None:
    """The smallest change counts."""
    exercise = EXERCISES[0]
    (tmp_path / f"{exercise.slug}.py").write_bytes(exercise.pristine.read_bytes() + b" ")
    assert not exercise.is_untouched(tmp_path)


def test_a_missing_file_and_a_directory_are_not_untouched(tmp_path: Path) -> None:
    """What is no starter is graded, so that the learner hears of it."""
    assert not EXERCISES[0].is_untouched(tmp_path)
    (tmp_path / f"{EXERCISES[0].slug}.py").mkdir()
    assert not EXERCISES[0].is_untouched(tmp_path)
