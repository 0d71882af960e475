"""What everybody may know: jobs and outcomes, verdicts and endings, labels, calls, files."""
