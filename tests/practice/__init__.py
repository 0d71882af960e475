"""Daily practice: hints, grading on every save, attempts, walk-throughs.

It stands on the examiner, which knows nothing of it. Layers, each of which knows only those below;
a test of the kit holds this table against the imports:

    __main__                                 `python -m practice`
    commands                                 the command line behind the nox sessions
    watching                                 grading on every save, and what the keys do
    hints, resetting, walkthrough            one command each
    grader                                   grades what is saved, and shows the verdict
    verdict, keys                            a verdict on one screen; keys that are pressed
    examining                                one run of the examiner in a process of its own
    asking                                   a question to the learner
"""
