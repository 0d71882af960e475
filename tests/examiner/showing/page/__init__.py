"""The report: one page with everything that was seen, self-contained, to look at in a browser.

stories    what a page tells: plain, frozen data
markup     texts and data to HTML, harmless whatever they contain
cards      one story: the sentence, who waits for whom, the picture
page       the whole file: styles and scripts in it, nothing to be fetched
board      the page of a grade
"""
