"""The pages, one file each: a page asks the engine and composes what it shows."""
