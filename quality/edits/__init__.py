"""Single edits of real sentences whose right answer is known, for `quality.stages.changes`.

What an editor's pencil does, written down from the grammar of English and the habits of
newsrooms, and not from the tables of the library: a check made from the tables it checks
cannot fail.
"""
