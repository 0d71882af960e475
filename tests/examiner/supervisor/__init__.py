"""Runs trials: one supervised process tree each, watched, proved, ended, with nothing left of it."""
