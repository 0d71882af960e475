"""The mock interview: seven phases against a clock, and a scorecard that shows its evidence.

Layers, each of which knows only those below it:

    __main__, conduct             the command; the way through the phases
    phases                        one module a phase: what is asked, and what is kept
    scorecard, sheet, history     what is written and shown afterwards
    scores, performance, rubric   the scores; what the candidate did; what counts
    room                          what a phase has to hand: console, clock, journal, exercise
    console, grading, example     the terminal; the hidden checks; the visible example
    state, journal, sessions      what has happened, rebuilt from an append-only file
    content, form, material       the prepared material: read, and refused unless it is whole
    pages, clock, matching        templates; the shares of the time; key words
"""
