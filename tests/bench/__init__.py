"""The benchmark: how fast verdicts come, measured against what the kit promises.

One job a module:

    __main__    options, and the order of the measurements
    commands    whole commands, as a learner types them
    trials      single trials, through the supervisor itself
    control     controlled operations, processes and schedules
    scenes      what those trials play; as a script, the same without a trial
    processes   child processes that never outlive the benchmark
    table       samples, and how they are printed
"""
