"""The care of the data: who collects and sends what by when, what it costs and is used for, and what became of it."""
