"""A mail server of the tests, on this machine alone, that keeps what it took and can be told to misbehave."""

from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

from dashboard.packs.sending import Mail, Settings


class Box:
    """Keeps the mails that it took. `refuses` answers the next recipients, `hangs_up` drops the line after a mail."""

    def __init__(self):
        self.mails, self.refuses, self.hangs_up = [], "", False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.hangs_up:
            server.transport.close()
        return "250 taken"

    @property
    def keys(self):
        return [mail["Message-ID"] for mail in self.mails]


class OnAnyPort(Controller):
    """aiosmtpd's own looks for itself at port 0."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def served():
    """(a Box, the port at which it is served)."""
    box = Box()
    server = OnAnyPort(box, hostname="127.0.0.1", port=0)
    server.start()
    try:
        yield box, server.port
    finally:
        server.stop()


def settings(port, folder=""):
    mail = Mail("127.0.0.1", port, "none", sender="reports@council.example")
    return Settings(str(folder), "https://thread.council.example", mail)
