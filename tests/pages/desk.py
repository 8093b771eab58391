"""An app with a journal of its own, whose forms are opened and sent as a browser does."""

import json
import re

import app as web
from dashboard.journal import Journal

AT = {"unit": "op-eastgate", "measure": "clients_reviewed", "month": "2026-09"}
OUTPUTS = ("writing.is_open", "writing-heading.children", "writing-body.children", "writing-done.data")


class Desk:
    """An app with a journal of its own, and what its forms answer."""

    def __init__(self, store, path):
        store.journal = self.journal = Journal(f"sqlite:///{path}")
        self.app = web.serving(store)
        self.client = self.app.server.test_client()

    def get(self, address):
        return self.client.get(address).get_data(as_text=True)

    def _ask(self, asked, sent):
        answer = self.client.post(
            "/_dash-update-component",
            json={
                "output": f"..{'...'.join(OUTPUTS)}..",
                "outputs": [dict(zip(("id", "property"), one.split("."), strict=True)) for one in OUTPUTS],
                "inputs": [
                    {"id": "writing-asked", "property": "data", "value": asked},
                    {"id": "writing-sent", "property": "data", "value": sent},
                ],
                "changedPropIds": ["writing-sent.data" if sent is not None else "writing-asked.data"],
            },
        )
        found = json.loads(answer.data)["response"]
        self.is_open = found["writing"]["is_open"]
        self.done = found.get("writing-done", {}).get("data")
        body = found["writing-body"]["children"]
        self.html = body["props"]["html"] if body else ""
        return self.html

    def open(self, search):
        return self._ask({"search": search}, None)

    def hidden(self):
        """What the form that is open gives back unseen."""
        found = re.search(r'data-writing="([^"]*)"', self.html)[1]
        return json.loads(found.replace("&#34;", '"'))

    def send(self, move, fields, **changed):
        """Press a button of the form that is open."""
        seen, id, warned, *_ = (self.hidden()[name] for name in ("seen", "id", "warned"))
        words = {name: text for name, text in self.hidden().items() if name not in ("seen", "id", "warned")}
        said = {"words": words, "fields": fields, "move": move, "seen": seen, "id": id, "warned": warned, **changed}
        return self._ask(None, said)

    def begin(self, move, fields, at=AT):
        self.open(f"?kind={move}&" + "&".join(f"{word}={text}" for word, text in at.items()))
        return self.send(move, fields)
