"""The mock interview: seven phases against a clock, and a scorecard that shows its evidence.

Layers, each of which knows only those below it; a test of the kit holds this table against the
imports:

    __main__                    `python -m interview`
    commands                    the command
    conduct                     the way through the phases
    phases                      one module a phase: what is asked, and what is kept
    scorecard, sheet, history   what is written and shown afterwards
    advice                      what to keep, to stop, to start
    scores                      the scores, and the evidence for them
    performance, rubric         what the candidate did; what counts
    room                        what a phase has to hand: console, clock, journal, exercise
    console, grading, example   the terminal; the hidden checks; the visible example
    leash, pick                 a bounded run; which exercise to take
    sessions                    the interviews that were held
    state                       what has happened, rebuilt from the journal
    journal                     an append-only file
    questions                   which facts a line of the candidate's asks for
    content, facts              the prepared material, and what can be answered
    form, material              its form: refused unless it is whole; what it consists of
    pages, templates            what is written as a page
    clock, matching, likeness   the shares of the time; key words; how alike texts are
"""
