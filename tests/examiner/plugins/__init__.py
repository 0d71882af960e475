"""The examiner in pytest: it collects checks, shows verdicts, and remembers results."""
