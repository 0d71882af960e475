"""Amplifiers: what makes a race, a loss or a wrong guess show every time, a module each.

An amplifier is a function of the trial's folder, and of what else it wants to know, which changes
the process that calls it. A scene says `stage.amplify(idle_children)`: it is called there, and in
every process that is started below, under every start method. The step `amplified(looks_late, 0.1)`
does the same from one process on.

The props amplify too, item by item: see stage/props/__init__.py.
"""
