"""How often the demo council's people looked at pages in a year: invented, and the same for every size."""

from datetime import date

PAGES = {"/": 9, "/work": 5, "/explore": 2, "/attention": 3, "/money": 3}  # a month and unit, more or less
SELDOM = {"case_files_meeting_standard", "compliments"}  # measures that hardly anybody looks at
MONTHS = 12


def counts(names, today=None):
    """{(month, page, unit, measure): looks} of the last twelve months."""
    today, found = today or date.today(), {}
    months = [divmod(today.year * 12 + today.month - 1 - back, 12) for back in range(MONTHS)]
    for place, unit in enumerate(names.tree(names.months[-1])):
        for back, (year, number) in enumerate(months):
            month = f"{year}-{number + 1:02}"
            for page, usual in PAGES.items():
                looks = usual + (7 * place + 3 * back) % 5 - 2 - 2 * (unit.level == "team")
                found[month, page, unit.key, ""] = max(0, looks)
            for key in sorted(names.measures)[place % 4 :: 4]:
                looks = 0 if key in SELDOM else (len(key) + place + back) % 4
                found[month, "/measure", unit.key, key] = looks
    return {key: looks for key, looks in found.items() if looks}
