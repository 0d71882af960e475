"""The examiner: runs an answer in processes of its own, watches them, and says what they did.

Layers, each of which knows only those below it:

    cli, plugin, screen, scorecard    the commands, pytest, what is printed and written
    remember, store, progress         what is remembered of the learner's own answers
    spec, judging                     what a check asks, and whether an outcome meets it
    report                            the page with pictures
    diagnosis, chronicle, timeline    plain data to sentences, to one model, to pictures
    supervisor                        one supervised process tree a trial: start, watch, prove, end
    stage                             inside the trial: plays the scene around the answer
"""
