"""From an outcome to a verdict, and from an answer to the results of its checks."""
