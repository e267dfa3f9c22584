"""Watching: feeds, lists of feeds, news sitemaps and pages, read in rounds, kept politely.

The theory. Each source is asked again when it is due, with what it gave last time ("has it
changed?"). What is new is fetched, one request a host at a time, as robots.txt and the host's
patience allow, and added to the archive; each story that grew is looked at once more, and what
a rule waits for becomes an alert that holds the change itself. What can go wrong: a source that
is gone or slow; it is asked ever more seldom, and the rest goes on.
"""
