"""What a measure is made from, asked of all measures at once, beside what the store holds row by row."""

from collections import Counter

from dashboard.made_from import made_from

MOST = 6  # reasons that are told


def test_each_measure_has_its_own_files_refusals_collectors_and_day(mini, cursor):
    files = {
        row[0]: row[1:] for row in cursor.execute("select file, layout, name, in_force from about.files").fetchall()
    }
    refused = cursor.execute("select file, reason from about.rejects where action = 'rejected'").fetchall()
    fresh = cursor.execute("select measure, layout from cube.freshness order by measure, layout").fetchall()
    lineage = cursor.execute("select measure, layout from about.lineage").fetchall()
    kinds = cursor.execute("select kind, layouts from cube.file_kinds").fetchall()
    collected = {kind for (kind,) in cursor.execute("select kind from about.collections").fetchall()}
    versions = cursor.execute("select measure, since from about.definitions").fetchall()
    told = 0
    for (measure,) in cursor.execute("select key from about.measures").fetchall():
        made = made_from(mini.snapshot, measure)
        layouts = [layout for one, layout in fresh if one == measure]
        assert len(made.sources) == len(layouts)
        lines = Counter(row for row in refused if files[row[0]][2] and files[row[0]][0] in layouts)
        most = sorted(lines.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
        assert [((row["file"], row["reason"]), row["lines"]) for row in made.refused] == most
        assert all(row["name"] == files[row["file"]][1] for row in made.refused)
        own = {layout for one, layout in lineage if one == measure}
        theirs = {kind for kind, of in kinds if kind in collected and own.intersection(of)}
        assert {row["kind"] for row in made.collections} == theirs
        since = [day for one, day in versions if one == measure]
        assert made.since == (since[0] if len(since) == 1 else None)
        told += bool(made.refused) and bool(made.collections)
    assert told
