"""Errors that a person is shown: one sentence that says what was found, and what to do next."""


class Refused(Exception):
    """Something a person gave cannot be used; the message names it and the choices. Exit code 1."""


class DefinitionError(Refused):
    """A measure, layout, mapping or council file says something that cannot be."""


class Unknown(Refused):
    """A unit, month, measure, slice or file was asked for that the store does not hold. Exit code 2."""
