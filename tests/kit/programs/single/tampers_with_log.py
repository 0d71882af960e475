"""The program does something to the trial's log, and is right otherwise."""

import os
import shutil


def run(how):
    if how == "truncate":
        os.truncate("../log.jsonl", 0)
    elif how == "remove":
        os.unlink("../log.jsonl")
    elif how == "remove the folder":
        shutil.rmtree("..")
    elif how == "put a pipe there":
        os.unlink("../log.jsonl")
        os.mkfifo("../log.jsonl")
    elif how == "put a folder there":
        os.unlink("../log.jsonl")
        os.mkdir("../log.jsonl")
