"""The guide inside the program: what each right is for, when, and where it is done. A new right needs its line."""

from dashboard.access.rights import ROLES
from layouts import words

CALLED = {"caldicott guardian": "the Caldicott Guardian"}  # roles that are no common noun

# (right, when, what one does, where). Shown to whoever has the right, in this order.
TASKS = (
    ("see", "Each month", "Read your scorecard: outcomes first, then what leads to them.", "/"),
    ("see", "Each month", "Look at what needs a conversation, before looking at what is red.", "/attention"),
    ("comment", "Each month", "Say what happened where a measure misses its target or has changed.", "/work"),
    ("act", "Each month", "Promise an action with its day, and say which number it is to change by how much.", "/work"),
    (
        "records",
        "When a number is asked about",
        "Open the cases behind it. You say first what for, and it is noted.",
        "/work",
    ),
    (
        "propose",
        "Each quarter",
        "Propose a target, and try it on the last three years before anybody is held to it.",
        "/targets",
    ),
    ("approve", "Each quarter", "Approve or send back what others proposed; nobody approves their own.", "/work"),
    ("approve", "Before it is sent", "Sign a national return: its figures are kept as you signed them.", "/returns"),
    ("configure", "Each week", "See which files are late or refused, who sends them, and ask for them.", "/data"),
    ("configure", "Each year", "Ask what collecting costs and what it is used for.", "/burden"),
    ("audit", "Each month", "Read who opened which records, and what for.", "/access"),
    (
        "identify",
        "When a number is asked about",
        "See people by their own numbers in the records of your unit.",
        "/work",
    ),
    (
        "partner",
        "Each quarter",
        "Agree to a figure or a target that you share with the council, or say why not.",
        "/partners",
    ),
)


def who_may(right):
    """Whose role has a right: 'team leader, manager and director'."""
    found = [CALLED.get(role, role) for role, rights in ROLES.items() if right in rights]
    return words.listed(found) or "a role of the council’s own"
