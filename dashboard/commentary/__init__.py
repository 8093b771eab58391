"""What is said of a number, checked against the number: pure functions of a text and what is known of the measure."""

from dashboard.commentary.checks import CHECKS, check
from dashboard.commentary.facts import Facts, Finding

__all__ = ["CHECKS", "Facts", "Finding", "check"]
