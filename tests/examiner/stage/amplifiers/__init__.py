"""Amplifiers: what makes a race, a loss or a wrong guess show every time."""
