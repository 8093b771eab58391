"""Writing where one reads: the panel with a form for any kind of event, what was written, and its mark."""
