"""Where results are shown: lines on a terminal, and a page for the browser."""
