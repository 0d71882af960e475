"""The examiner: runs an answer in processes of its own, watches them, and says what they did.

Its layers, from top to bottom. No import runs upward, nor from one to another in the same line; a
test of the kit holds this table against the imports.

    __main__                 `python -m examiner`
    command                  how commands of the kit are begun and ended
    commands                 which there are here
    plugins, trace, explore  an answer in pytest, any program, and many schedules of one
    matrix                   which check tries what
    progress                 what is remembered of the learner's own answers
    showing                  lines on a terminal, and a page for the browser
    judging                  from an outcome to a verdict, from an answer to results
    telling                  plain data to sentences and pictures
    supervisor               one supervised process tree a trial: start, watch, prove, end
    stage                    inside the trial: plays the scene around the answer
    brokers                  a message broker of a trial's own, and its program
    expect                   what several checks ask of an outcome
    spec                     how a check is written
    catalog                  the exercises in their order, and where things are
    usage                    exit codes, and how wrong usage is told
    facts                    what everybody may know, as plain data

Above all of it stand the checks, practice and the interview, of which it knows nothing. How the
data flow is told in tests/README.md.
"""
