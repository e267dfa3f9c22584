"""Answers for agents: the same dossiers, small enough for a context, each with its evidence.

An agent asks one thing and pays for every word of the answer. So an answer names the counts,
points at places (`report:start-end`, offsets in code points), quotes few words, and says what
it left out and what is not known (`gaps`). It never says more than the dossier does.
"""
