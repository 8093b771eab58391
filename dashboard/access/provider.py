"""Signing in at the council's own provider of OpenID Connect: discovery, a code with PKCE, state and nonce.

Authlib does all of it; what is kept between going there and coming back lies on the server, and is good once.
"""

import json

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from joserfc.errors import JoseError
from requests import RequestException

from dashboard.access import sessions
from dashboard.errors import DefinitionError, Refused

# A provider that offers to sign with none, or with a secret that both know, is not taken at its word.
SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
MINUTES = 10  # between going there and coming back


class States:
    """What Authlib keeps between going and coming back: each is read once, and only for so long."""

    def __init__(self, kept):
        self.kept = kept

    def get(self, key):
        with self.kept.database() as database:
            row = database.execute(
                "select held from states where id = ? and until >= ?", [sessions.hashed(key), self.kept.clock()]
            ).fetchone()
        return row and row[0]

    def set(self, key, value, _expires):
        now = self.kept.clock()
        with self.kept.database() as database:
            database.execute("delete from states where until < ?", [now])
            database.execute(
                "insert into states values (?, ?, ?)"
                " on conflict (id) do update set held = excluded.held, until = excluded.until",
                [sessions.hashed(key), value, now + MINUTES * 60],
            )

    def delete(self, key):
        with self.kept.database() as database:
            database.execute("delete from states where id = ?", [sessions.hashed(key)])


class Provider:
    """The provider that the council's sign_in.toml names."""

    def __init__(self, settings, secret, kept):
        if not settings.issuer or not settings.client:
            raise DefinitionError(
                "sign_in.toml, oidc: say the issuer (its address) and the client (the id it gave you)"
            )
        if not settings.issuer.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
            raise DefinitionError(f"sign_in.toml, oidc: the issuer is '{settings.issuer}'; it must begin with https://")
        self.settings, self.secret, self.states = settings, secret, States(kept)
        self.client = None

    def keep(self, server):
        """Have a Flask server know the provider. Its own cookie holds which sign-ins a browser has begun, signed."""
        self.client = OAuth(server, cache=self.states).register(
            "provider",
            client_id=self.settings.client,
            client_secret=self.secret,
            server_metadata_url=f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={"scope": self.settings.scope, "code_challenge_method": "S256", "timeout": 10},
        )

    def go(self, back):
        """The answer that leads to the provider; it comes back to the address `back`. Raises Refused."""
        return self._asked(lambda: self.client.authorize_redirect(back))

    def come(self):
        """(who, name, groups) of whoever comes back. Raises Refused, with one sentence for all that can be wrong."""
        token = self._asked(self.client.authorize_access_token)
        claims = token.get("userinfo")  # those of the ID token, whose signature, issuer, audience, time and nonce hold
        who = claims and claims.get(self.settings.who)
        if not who or not isinstance(who, str):
            raise Refused(f"the provider did not say who you are: its answer has no '{self.settings.who}'")
        if "groups" in claims.get("_claim_names", {}):
            raise Refused("you are in too many groups for the provider to list: have it send app roles instead")
        groups = claims.get(self.settings.groups) or ()
        groups = (groups,) if isinstance(groups, str) else tuple(one for one in groups if isinstance(one, str))
        return who, str(claims.get(self.settings.name) or who), groups

    def _asked(self, what):
        try:
            metadata = self.client.load_server_metadata()
            if metadata.get("issuer") != self.settings.issuer:
                raise Refused(
                    f"the provider calls itself {metadata.get('issuer')}: the issuer of sign_in.toml is another"
                )
            offered = metadata.get("id_token_signing_alg_values_supported", ())
            metadata["id_token_signing_alg_values_supported"] = [one for one in SIGNED if one in offered] or ["RS256"]
            return what()
        except (AuthlibBaseError, JoseError, RequestException, json.JSONDecodeError, ValueError, RuntimeError) as error:
            raise Refused("signing in did not come to its end: begin it again") from error
