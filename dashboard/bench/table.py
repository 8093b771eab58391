"""One line of the table that the bench prints."""


def row(what, ours, beside=None, unit="ms"):
    """One line of the table; the ratio is ours over what it is held beside."""
    return {
        "what": what,
        "ours": round(ours, 2),
        "beside": None if beside is None else round(beside, 2),
        "unit": unit,
        "ratio": None if not beside else round(ours / beside, 2),
    }
