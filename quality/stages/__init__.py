"""One module per thing measured; each has `scores() -> dict[str, float]`.

A name in the dictionary says what was counted ("direct parent right"). Higher is better,
unless the name is under "ceilings" in `quality/floors.json`. Where the texts measured on
are not here (`../shared` is absent in a clone), the dictionary is empty.
"""
