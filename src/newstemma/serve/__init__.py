"""The rim: what we know, shown. No verdict is made here.

In goes an `Examination`; out come JSON, a terminal page, Markdown, HTML, SVG, DOT and
GraphML. Everything shown is either a fixed label or words of the reports, and every text
from outside is taken for hostile: escaped in HTML and SVG, without control characters
in the terminal.
"""
