"""How good each stage is, measured against floors: `make quality`."""
