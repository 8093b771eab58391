"""How people sign in at a council, as sign_in.toml of its folder says; what is secret lies in the home."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from dashboard import settings
from dashboard.access.sessions import IDLE, LASTS, folder
from dashboard.errors import Refused

FILE = "sign_in.toml"
SECRET = "secret"
SECRET_FILE = "GOLDEN_THREAD_SECRET_FILE"
LEAST_SECRET = 24  # characters


@dataclass(frozen=True)
class Header:
    """The headers in which a proxy says who signed in there, and shows that it is the proxy."""

    user: str = "X-Remote-User"
    groups: str = "X-Remote-Groups"
    secret: str = "X-Proxy-Secret"


@dataclass(frozen=True)
class Oidc:
    """A provider of OpenID Connect and what it tells: `who` and `groups` are claims."""

    issuer: str = ""
    client: str = ""
    scope: str = "openid profile email"
    who: str = "sub"
    name: str = "name"
    groups: str = "groups"


@dataclass(frozen=True)
class Settings:
    """`hops` counts the proxies in front; `hours` and `idle` (minutes) are how long a session lasts."""

    hops: int = 0
    hours: float = LASTS / 3600
    idle: float = IDLE / 60
    header: Header = field(default_factory=Header)
    oidc: Oidc = field(default_factory=Oidc)


def read(council):
    """The Settings of a council's folder; the usual ones where it has no such file. Raises DefinitionError."""
    return settings.read(Settings, Path(council) / FILE)


def secret(home):
    """What the proxy or the provider shares with this program, read from its own file. Raises Refused."""
    path = Path(os.environ.get(SECRET_FILE) or folder(home) / SECRET)
    try:
        found = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise Refused(
            f"{path} is not there: put the shared secret in it, readable by this program's user alone"
        ) from None
    if path.stat().st_mode & 0o077:
        raise Refused(f"{path} can be read by others: chmod 600 {path}")
    if len(found) < LEAST_SECRET:
        raise Refused(
            f"the secret in {path} has {len(found)} characters; take {LEAST_SECRET} or more: openssl rand -hex 32"
        )
    return found
