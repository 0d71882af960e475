"""The rubric: six dimensions, 1 to 4 each, with what each level looks like."""

from dataclasses import dataclass

HINT_CAPS = {2: 3, 3: 2}
"""Hints taken → the most that problem solving can get. The first is free, as in real interviews."""


@dataclass(frozen=True)
class Dimension:
    """One thing that is judged."""

    key: str
    title: str
    levels: tuple[tuple[int, str], ...]
    """Score and what it looks like, the best first."""


RUBRIC = (
    Dimension(
        "communication",
        "Communication",
        (
            (4, "Asks for what the task leaves open, and says the plan before the code."),
            (3, "Asks for part of it, and the plan can be followed."),
            (2, "Asks little or explains little: one has to read the code to know the plan."),
            (1, "Asks nothing and explains nothing."),
        ),
    ),
    Dimension(
        "problem-solving",
        "Problem solving",
        (
            (4, "A right answer in the time, with one hint at most."),
            (3, "A right answer with two hints, or in more time; or it fails in a corner only."),
            (2, "Half of it works or more, or a right answer took three hints."),
            (1, "Little works, or the answer had to be revealed."),
        ),
    ),
    Dimension(
        "technical",
        "Technical knowledge",
        (
            (4, "Knows how the tools behave, and why: four of five key facts or more."),
            (3, "Knows how they behave: half of the key facts or more."),
            (2, "Knows what they are called: a quarter of the key facts or more."),
            (1, "Guesses."),
        ),
    ),
    Dimension(
        "testing",
        "Testing",
        (
            (4, "Names most kinds of input that break such code; nothing broke it by surprise."),
            (3, "Names a third of them or more."),
            (2, "Names few, or leaves all testing to the checks."),
            (1, "Names none."),
        ),
    ),
    Dimension(
        "quality",
        "Code quality",
        (
            (4, "Reads like the work of a colleague: nothing to ask about."),
            (3, "Easy to read, with one or two things to ask about."),
            (2, "Has to be worked through: three to five things to ask about."),
            (1, "More than that, or nothing was written."),
        ),
    ),
    Dimension(
        "concurrency",
        "Concurrency",
        (
            (4, "Names who waits for whom, and is right under all start methods."),
            (3, "Right, with a gap: a check or two fail, or who waits for whom was never said."),
            (2, "Gets there by trial, or not quite."),
            (1, "Most of it hangs or breaks, or a sleep or a daemon decides whether it works."),
        ),
    ),
)
