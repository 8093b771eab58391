"""The one error of the statistics."""


class Unusable(ValueError):
    """What was given cannot be worked with; the message is one plain sentence that names it and the choices."""
