"""Makes the examiner part of every pytest run in this folder."""

pytest_plugins = ["examiner.plugins.grading"]
