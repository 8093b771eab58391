"""The targets of a unit, and those of one measure over the years."""
