"""Runs trials: one supervised process tree each.

Each is watched, proved and ended, with nothing left of it.
"""
