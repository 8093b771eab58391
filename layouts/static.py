"""Script and style files, compressed once and kept in memory, and small answers compressed as they go out.

Dash would compress each file again for every visitor, or not at all.
"""

import gzip
import hashlib
import posixpath
import re
from functools import cache, partial
from pathlib import Path

import brotli
from dash.fingerprint import check_fingerprint
from flask import Response, request

PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"  # Dash asks for it here, without a fingerprint
ASSETS = Path(__file__).with_name("assets")
BASIC = ASSETS / "plotly-basic.min.js.br"
KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
STATIC = re.compile(r"/(_dash-component-suites|assets)/.+\.(js|css|svg|woff2|map)$")
DAY, YEAR = 86_400, 31_536_000
LIGHTLY = 2  # brotli: half the time of 4 for an eighth more bytes
WORTH_COMPRESSING = 1_000  # bytes: below this the answer fits one packet anyway


@cache
def together(kind):
    """(address, bytes) of all our own files of a kind (css or js) as one, in the order of their names.

    A page asks for one file where it asked for ten: each costs a browser and a slow line more than its bytes do.
    """
    whole = b"\n".join(path.read_bytes() for path in sorted(ASSETS.glob(f"*.{kind}")))
    return f"/assets/together.{kind}?m={hashlib.sha256(whole).hexdigest()[:12]}", whole


def serve_precompressed(server):
    """Answer files from memory where they have been asked for before; compress JSON and HTML lightly."""
    kept = {}
    ours = {PLOTLY: _basic_plotly, **{f"/assets/together.{kind}": partial(_together, kind) for kind in KINDS}}

    @server.before_request
    def from_memory():
        key = _key(_encoding())
        if key not in kept and (make := ours.get(key[0])):
            kept[key] = make(_encoding())
        found = kept.get(key)
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


def _basic_plotly(encoding):
    """The bundle that has all our charts are made of, in place of the whole: a quarter of the bytes to send and run."""
    packed = BASIC.read_bytes()
    plain = brotli.decompress(packed)
    body = packed if encoding == "br" else _smallest(plain, encoding)
    return body, _headers(plain, "text/javascript; charset=utf-8", encoding, DAY)


def _together(kind, encoding):
    _, whole = together(kind)
    return _smallest(whole, encoding), _headers(whole, KINDS[kind], encoding, DAY)


def _keep(kept, answer, encoding):
    answer.direct_passthrough = False
    plain = answer.get_data()
    answer.close()  # it holds the open file, and another answer goes out in its place
    body, headers = _smallest(plain, encoding), _headers(plain, answer.headers["Content-Type"], encoding, 3600)
    kept[_key(encoding)] = body, headers
    return Response(body, headers=headers)


def _headers(plain, kind, encoding, seconds):
    """`seconds` is how long a browser may keep what has no fingerprint in its address."""
    return {
        "Content-Type": kind,
        "ETag": f'"{hashlib.sha256(plain).hexdigest()[:20]}"',
        "Cache-Control": f"public, max-age={YEAR}, immutable" if _fingerprinted() else f"public, max-age={seconds}",
        "Vary": "Accept-Encoding",
        **({"Content-Encoding": encoding} if encoding else {}),
    }


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
