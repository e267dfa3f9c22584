"""What the work costs, in CPU seconds and memory: `make bench`."""
