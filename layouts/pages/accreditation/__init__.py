"""Accreditation: how each provider stands, whether it is fair, and packages begun without it."""
