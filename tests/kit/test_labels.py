"""Labels: what a trial's data is compared by, and what is shown of it."""

from collections.abc import Callable

import pytest

from examiner.facts.labels import MOST_LEAVES, harmless, is_cut, label, leaves

LONGEST_LABEL = 64
"""Characters: `label` promises about 60."""

DIFFERENT: list[object] = [
    0,
    1,
    -1,
    0.0,
    1.0,
    0j,
    True,
    False,
    None,
    ...,
    "",
    "0",
    "None",
    "[]",
    "()",
    b"",
    b"0",
    bytearray(),
    [],
    (),
    {},
    set(),
    frozenset(),
    [0],
    (0,),
    {0},
    frozenset({0}),
    {0: 0},
    [[]],
    [()],
    [[], []],
    [0, 0],
    ["0"],
    ["a", "b"],
    ["a, b"],
    ["a', 'b"],
    {"a": 1},
    {"a": 2},
    {"b": 1},
    {"a": 1, "b": 2},
    [None],
    [False],
    [""],
    "x" * 48,
    "x" * 49,
    "x" * 5_000_000,
    "x" * 4_999_999 + "y",
    b"x" * 49,
    bytearray(b"x" * 49),
    "é",
    "\ud800",
    "e\u0301",
    "\x1b[31m",
    list(range(100)),
    list(range(101)),
    tuple(range(100)),
    2**64,
    2**64 + 1,
    0.1,
    0.1 + 2**-55,
    float("inf"),
    float("-inf"),
]
"""Values of the field's plain types, no two of which are equal and of the same type."""


@pytest.mark.parametrize("place", range(len(DIFFERENT)))
def test_different_values_have_different_labels(place: int) -> None:
    """Two values that differ, or differ in type alone, never get the same label."""
    value = DIFFERENT[place]
    twins = [other for other in DIFFERENT[:place] if label(other) == label(value)]
    assert not twins, f"{value!r:.60} has the label {label(value)!r} of {twins!r:.60}"


def test_deeply_nested_values_have_different_labels() -> None:
    """A difference six lists down is seen."""
    assert label([[[[[[1]]]]]]) != label([[[[[[2]]]]]])


@pytest.mark.parametrize("value", DIFFERENT, ids=lambda value: f"{type(value).__name__}")
def test_a_copy_has_the_same_label(value: object) -> None:
    """A value that crossed a process boundary is recognised."""
    import pickle

    assert label(pickle.loads(pickle.dumps(value))) == label(value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({3, 1, 2}, {2, 3, 1}),
        (frozenset("abc"), frozenset("cba")),
        (0.0, -0.0),
    ],
)
def test_equal_values_have_the_same_label(one: object, other: object) -> None:
    """Values that are equal and of the same type have one label, whatever their order inside."""
    assert one == other
    assert label(one) == label(other)


class Loud:
    """Every way to be asked for a text raises; so does a look at an unknown attribute."""

    def __repr__(self) -> str:
        raise AssertionError("foreign code was run")

    __str__ = __hash__ = __eq__ = __format__ = __repr__  # type: ignore[assignment]
    __iter__ = __len__ = __bool__ = __repr__

    def __getattr__(self, name: str) -> object:
        raise AssertionError("foreign code was run")


class LoudText(str):
    """A text that would say something else."""

    __repr__ = __str__ = __len__ = __iter__ = __eq__ = Loud.__repr__  # type: ignore[assignment]
    __hash__ = str.__hash__


class LoudList(list[object]):
    """A list that would show something else."""

    __repr__ = __len__ = __iter__ = Loud.__repr__  # type: ignore[assignment]


@pytest.mark.parametrize(
    "make",  # pytest itself would ask a parameter for its name
    [
        Loud,
        LoudList,
        lambda: LoudText("a"),
        lambda: [Loud()],
        lambda: {"a": Loud()},
        lambda: (LoudText(""),),
    ],
    ids=range(6),
)
def test_foreign_code_is_never_run(make: Callable[[], object]) -> None:
    """An object of somebody else's class is named by its type, and not asked for its text."""
    text = label(make())
    assert "Loud" in text


def recursive() -> list[object]:
    """Return a list that holds itself."""
    made: list[object] = []
    made.append(made)
    return made


class_with_escapes = type("A\x1b[31m\u202e", (), {})
class_with_a_long_name = type("A" * 5000, (), {})


@pytest.mark.parametrize(
    "value",
    [
        *DIFFERENT,
        10**5000,
        recursive(),
        [1] * 100_000,
        {n: n for n in range(10_000)},
        class_with_escapes(),
        class_with_a_long_name(),
        ["\x1b\x00\ud800\u202e"],
        "\u2028" * 48,
    ],
    ids=lambda value: type(value).__name__[:1],
)
def test_labels_are_short_and_printable(value: object) -> None:
    """Whatever the value, its label is one short line of printable characters."""
    text = label(value)
    assert len(text) <= LONGEST_LABEL
    assert text.isprintable()


def test_harmless_text_has_no_control_characters() -> None:
    """Escapes, NULs, surrogates and bidirectional signs are replaced, line ends are kept."""
    text = harmless("a\x1b[2J\x9b\x00\x7f\r\b\ud800\u202e\u2028b\nc")
    assert text == "a�[2J��������b\nc"


def test_harmless_text_is_short_and_says_so() -> None:
    """A text that is too long is cut, and the number of missing characters is told."""
    assert harmless("x" * 3000, 100) == "x" * 100 + "… (2,900 more characters)"
    assert harmless("x" * 100, 100) == "x" * 100


def test_the_parts_of_a_value_are_told_by_where_they_are() -> None:
    """Each has its own path, whatever it is nested in, and there are never too many."""
    value = ([1, "a"], {"x": [None]}, False)
    assert leaves(value) == [
        ["[0][0]", "1"], ["[0][1]", "'a'"], ["[1]['x'][0]", "None"], ["[2]", "False"],
    ]  # fmt: skip
    assert len(leaves(list(range(100_000)))) == MOST_LEAVES
    assert is_cut(label(list(range(100))))
    assert not is_cut(label([1, 2]))
