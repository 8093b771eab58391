"""The public page: the files of the last release, for whoever asks, without sign-in."""

from functools import lru_cache
from pathlib import PurePosixPath

from flask import Response, abort, redirect

from dashboard.public import archive, site

PATH = "/public/"


def serve(server, home):
    """Answer at /public/ with the files of the last release of a home, the very bytes that are written for any web
    server. They are made once for each release, for it never changes."""

    @lru_cache(1)
    def made(name):
        return site.files(archive.read(home, name) if name else None)

    def answer(name=""):
        published = archive.names(home)
        content = made(published[-1] if published else "").get(name + site.FIRST if name in ("", site.LARGE) else name)
        if content is None:
            abort(404)
        return Response(content, content_type=site.TYPES[PurePosixPath(name or site.FIRST).suffix or ".html"])

    server.add_url_rule(PATH.rstrip("/"), "public_first", lambda: redirect(PATH, 301))
    server.add_url_rule(PATH, "public", answer)
    server.add_url_rule(f"{PATH}<path:name>", "public_file", answer)
