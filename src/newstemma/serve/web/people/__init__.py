"""Who asks: the gate before every route, logging in, accounts, notes and saved stories.

No logic here: `newstemma.newsroom` knows who may do what; these pages ask it and show it.
Without accounts the gate stands open and everybody signs by a name they type.
"""
