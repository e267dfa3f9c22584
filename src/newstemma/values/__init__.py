"""Values in a text: figures, dates and names, each with its place and a normal form.

In goes text in the normal form of `newstemma.text`, out come places with values that
can be compared between reports. No model, no network, no state. What can go wrong: a
form no table knows is not found, or found without a unit; a place is always exact.
"""
