"""Daily practice: hints, grading on every save, attempts, walk-throughs.

It stands on the examiner, which knows nothing of it. Layers, each of which knows only those below;
a test of the kit holds this table against the imports:

    __main__                                 `python -m practice`
    commands                                 the command line behind the nox sessions
    hints, resetting, walkthrough, watching  one command each
    examining                                one run of the examiner in a process of its own
    attempts, order, asking                  what is kept, what comes next, a question
"""
