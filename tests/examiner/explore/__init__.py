"""Runs a program under many controlled schedules, until one of them shows a fault.

command    the command line
telling    what is printed
writing    JSON and the page
search     which schedules are tried, and what counts as a fault
"""
