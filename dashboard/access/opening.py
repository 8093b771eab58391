"""Why records of people are opened, and by whom which were."""

PURPOSES = {
    "supervision": "Supervision of the work",
    "audit": "An audit of case files",
    "data quality": "Putting data right",
    "complaint": "A complaint or a question from the person",
    "return": "A statutory return",
}
