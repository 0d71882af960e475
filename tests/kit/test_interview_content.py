"""The interview material: every exercise has all of it, well-formed, and its example is true."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from examiner import catalog
from examiner.catalog import Exercise
from interview import content, example
from interview.matching import mentions

EXERCISES = catalog.load()
SLUG = "ex02_sentinel"


def by_slug(slug: str) -> Exercise:
    """Return an exercise of the catalog."""
    return next(exercise for exercise in EXERCISES if exercise.slug == slug)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.slug)
def test_every_exercise_can_be_interviewed(exercise: Exercise) -> None:
    """Brief, clarifications, hints, predictions and follow-ups are all there, and well-formed."""
    assert content.load(exercise).brief
    assert len(exercise.hints) == 3


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "exercise",
    [exercise for exercise in EXERCISES if content.has_content(exercise)],
    ids=lambda exercise: exercise.slug,
)
def test_the_example_prints_what_it_says(exercise: Exercise, tmp_path: Path) -> None:
    """The visible example is right with the reference answer, and not right with the starter."""
    material = content.load(exercise)
    answer = tmp_path / f"{exercise.slug}.py"
    shutil.copy(catalog.SOLUTIONS / answer.name, answer)
    done = example.run(material, tmp_path)
    assert done.output == material.expected
    assert done.right


def test_a_missing_file_is_named() -> None:
    """An exercise without material says which file to write."""
    nowhere = Exercise(9, "ex99_nothing", "", "", "", 1, 1, (), (), "")
    with pytest.raises(content.NoContent, match=r"write solutions/ex99_nothing\.toml"):
        content.load(nowhere)


def replace(old: str, new: str) -> Callable[[str], str]:
    """Return a breakage: one text in the material becomes another."""

    def act(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return act


def without(name: str, count: int) -> Callable[[str], str]:
    """Return a breakage: the last tables of a name are gone."""

    def act(text: str) -> str:
        head = f"[[{name}]]"
        before, *entries = text.split(head)
        rest = entries[-1].partition("\n[[")
        kept = "".join(head + entry for entry in entries[: len(entries) - count])
        return before + kept + rest[1] + rest[2]

    return act


BREAKAGES: dict[str, tuple[Callable[[str], str], str]] = {
    "no TOML": (lambda text: text + "[[", "is not valid TOML"),
    "no brief": (replace("brief =", "brie ="), "no brief; write brief"),
    "unknown field": (replace("brief =", "more = 1\nbrief ="), "unknown field more; remove it"),
    "empty expected": (replace("3\n0\n8\nrun has returned", ""), "no expected"),
    "short approach": (lambda text: cut(text, "approach = [", "]\n"), "approach"),
    "few wrong turns": (without("wrong_turn", 3), "2 [[wrong_turn]]; write 3 to 5"),
    "few predictions": (without("prediction", 4), "2 [[prediction]]; write 3 to 7"),
    "few follow-ups": (without("follow_up", 2), "3 [[follow_up]]; write 4 to 6"),
    "nested words": (
        replace('["again", "twice"', '[["again"], "twice"'),
        "[[prediction]] 6: words is",
    ),
    "own kind": (replace('kind = "calling run again', 'kind = "more of it'), "'more of it in the"),
    "unknown check": (replace('["again"]', '["agian"]'), "'agian' is no check of this exercise"),
    "nobody killed": (replace('twist = "killed"\n', ""), "0 follow-ups are killed; write 1"),
    "no such kind": (replace('twist = "scale"', 'twist = "hard"'), "twist is 'hard'; write killed"),
    "fact that nobody says": (
        replace("The consumer waits in get()", "It waits in get()"),
        "is there 0",
    ),
    "few facts": (
        lambda text: cut(text, "facts = [", "]\n"),
        "facts",
    ),
    "long brief": (replace("This program", "This program " * 200), "tell it shorter"),
    "other module": (replace("from ex02_sentinel", "from ex01_x"), "does not use ex02_sentinel"),
    "no guard": (replace('if __name__ == "__main__":', "if True:"), "spawn needs it"),
    "bad Python": (replace('if __name__ == "__main__":', "if:"), "not valid Python"),
}


def cut(text: str, start: str, end: str) -> str:
    """Return the text with one entry left in the first list that begins with `start`."""
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(f"\n{end}")
    return f'{before}{start}"only one"]\n{after}'


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_breakage_is_named(name: str) -> None:
    """Whatever is missing, unknown or contradictory is told, with the file's name in front."""
    break_it, said = BREAKAGES[name]
    text = (catalog.SOLUTIONS / f"{SLUG}.toml").read_text(encoding="utf-8")
    with pytest.raises(content.BadContent) as refused:
        content.parse(break_it(text), by_slug(SLUG))
    assert said in str(refused.value)
    assert f"/{SLUG}.toml: " in str(refused.value) or f"/{SLUG}.toml is" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "stem", "found"),
    [
        ("Can an item be None?", "none", True),
        ("a canonical list", "none", False),
        ("how many consumers", "consumer", True),
        ("EMPTY   strings", "empty string", True),
        ("the number 200", "0", False),
        ("200,000 items", "0", False),
        ("0.5 of them", "0", False),
        ("is 0 an item", "0", True),
        ("ends at 0, or not", "0", True),
        ("len(items)", "len(", True),
    ],
)
def test_words_are_found_by_their_beginning(text: str, stem: str, found: bool) -> None:
    """A stem matches the beginning of a word, in any case; several words match in a row."""
    assert mentions(text, stem) is found


FACT_BREAKAGES: dict[str, tuple[Callable[[str], str], str]] = {
    "no TOML": (lambda text: text + "[[", "is not valid TOML"),
    "unknown field": (replace("question =", "kestion ="), "[[fact]] 1: unknown field kestion"),
    "no answer": (replace("answer =", "reply ="), "[[fact]] 1: no answer"),
    "asked twice": (
        lambda text: (
            text + '[[fact]]\nquestion = "Once?"\nasks = ["once?", "Once?"]\nanswer = "No."'
        ),
        "'Once?' is asked 2 times",
    ),
    "about nothing": (
        lambda text: text + '[[fact]]\nabout = "tea"\nquestion = "?"\nasks = ["!"]\nanswer = "."',
        "no fact of all exercises is about 'tea'",
    ),
    "few worth asking": (lambda text: text.replace("worth = true\n", ""), "0 facts are worth"),
}


@pytest.mark.parametrize("name", FACT_BREAKAGES)
def test_a_breakage_of_the_facts_is_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So it is with what an interviewer can answer."""
    break_it, said = FACT_BREAKAGES[name]
    for stem in (SLUG, content.COMMON):
        shutil.copy(content.FACTS / f"{stem}.toml", tmp_path / f"{stem}.toml")
    path = tmp_path / f"{SLUG}.toml"
    path.write_text(break_it(path.read_text(encoding="utf-8")), encoding="utf-8")
    monkeypatch.setattr(content, "FACTS", tmp_path)
    with pytest.raises(content.BadContent) as refused:
        content.load(by_slug(SLUG))
    assert said in str(refused.value)
    assert f"{SLUG}.toml" in str(refused.value)
