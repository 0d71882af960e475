"""What is remembered of the learner's own answers."""
