"""Plain data to sentences and pictures: who waits for whom, and what the processes did."""
