"""The engine of Golden Thread: everything that is right or wrong about a number lives below this package."""

from pathlib import Path

QUERIES = Path(__file__).resolve().parent.parent / "queries"
