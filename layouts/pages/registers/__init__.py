"""The registers: which there are, and the list of each."""
