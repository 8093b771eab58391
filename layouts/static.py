"""Script and style files, compressed once and kept in memory, and small answers compressed as they go out.

Dash would compress each file again for every visitor, or not at all.
"""

import gzip
import hashlib
import posixpath
import re

import brotli
from dash.fingerprint import check_fingerprint
from flask import Response, request

STATIC = re.compile(r"/(_dash-component-suites|assets)/.+\.(js|css|svg|woff2|map)$")
YEAR = 31_536_000
LIGHTLY = 2  # brotli: half the time of 4 for an eighth more bytes
WORTH_COMPRESSING = 1_000  # bytes: below this the answer fits one packet anyway


def serve_precompressed(server):
    """Answer files from memory where they have been asked for before; compress JSON and HTML lightly."""
    kept = {}

    @server.before_request
    def from_memory():
        found = kept.get(_key(_encoding()))
        if found is None:
            return None
        body, headers = found
        if headers["ETag"] in request.if_none_match.to_header():
            return Response(status=304, headers=headers)
        return Response(body, headers=headers)

    @server.after_request
    def compress(answer):
        encoding = _encoding()
        if answer.status_code != 200 or "Content-Encoding" in answer.headers or request.method == "HEAD":
            return answer
        if STATIC.search(request.path):
            return _keep(kept, answer, encoding)
        if answer.mimetype in ("application/json", "text/html", "text/csv") and not answer.is_streamed:
            return _lightly(answer, encoding)
        return answer


def _key(encoding):
    """The file asked for, however its path is written: there are endless ways, and one place for it in memory."""
    return check_fingerprint(posixpath.normpath(request.path))[0], _fingerprinted(), encoding


def _fingerprinted():
    """Whether the address names the version of the file, so that what it leads to never changes."""
    return check_fingerprint(request.path)[1] or "m=" in request.query_string.decode("ascii", "replace")


def _encoding():
    accepted = request.headers.get("Accept-Encoding", "")
    return "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""


def _keep(kept, answer, encoding):
    answer.direct_passthrough = False
    plain = answer.get_data()
    answer.close()  # it holds the open file, and another answer goes out in its place
    body = _smallest(plain, encoding)
    headers = {
        "Content-Type": answer.headers["Content-Type"],
        "ETag": f'"{hashlib.sha256(plain).hexdigest()[:20]}"',
        "Cache-Control": f"public, max-age={YEAR}, immutable" if _fingerprinted() else "public, max-age=3600",
        "Vary": "Accept-Encoding",
        **({"Content-Encoding": encoding} if encoding else {}),
    }
    kept[_key(encoding)] = body, headers
    return Response(body, headers=headers)


def _smallest(plain, encoding):
    # Brotli's level 9 is a second's work for plotly.js; its best, 11, takes twelve for five per cent.
    if encoding == "br":
        return brotli.compress(plain, quality=9)
    return gzip.compress(plain, 6) if encoding == "gzip" else plain


def _lightly(answer, encoding):
    plain = answer.get_data()
    if not encoding or len(plain) < WORTH_COMPRESSING:
        return answer
    answer.set_data(brotli.compress(plain, quality=LIGHTLY) if encoding == "br" else gzip.compress(plain, 4))
    answer.headers["Content-Encoding"] = encoding
    answer.headers.add("Vary", "Accept-Encoding")
    return answer
