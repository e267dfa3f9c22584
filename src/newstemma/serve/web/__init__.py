"""The workbench on the web: pages for people, REST for programs, over one archive.

No logic here: each route asks the archive or the pure functions one question and shows the
answer. Pages are written by `markup`, which escapes whatever is not ours; they need no script,
ask no other host for anything, and say so to the browser (Content-Security-Policy).
"""
