"""The mock interview: nine phases against a clock, and a scorecard that shows its evidence.

Layers, each of which knows only those below it; a test of the kit holds this table against the
imports:

    __main__                    `python -m interview`
    commands                    the command
    conduct                     the way through the phases
    phases                      one module a phase: what is asked, and what is kept
    closing                     what the terminal shows at the end
    scorecard, sheet, history   what is written and shown afterwards
    advice                      what to keep, to stop, to start
    scores                      the scores, and the evidence for them
    performance, rubric         what the candidate did; what counts
    mending                     the failure that was shown, and what became of it
    results                     the hidden checks, and how bad their failures are
    room                        what a phase has to hand: console, clock, journal, exercise
    console, pick               the terminal; which exercise to take
    own                         questions on the candidate's own code
    grading, example, quality   the hidden checks; the visible example; how the code reads
    leash                       a bounded run
    sessions                    the interviews that were held
    state                       what has happened, rebuilt from the journal
    journal, recall, crutches   an append-only file; what comes back; sleeps and daemons
    questions, points           which facts a line asks for; which points a text makes
    content, facts, said        the prepared material: what can be answered, what is listened for
    form, material              its form: refused unless it is whole; what it consists of
    pages, templates            what is written as a page
    clock, matching, likeness   the shares of the time; key words; how alike texts are
"""
