"""Where reports are laid, and how mails are sent that say where to read them, as delivery.toml of a council's folder
says. A mail has a link and no figure: what it leads to is read after signing in."""

import os
import smtplib
import ssl
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import quote

from dashboard import settings
from dashboard.errors import DefinitionError, Refused
from dashboard.home import sync

FILE = "delivery.toml"
PASSWORD = "GOLDEN_THREAD_MAIL_PASSWORD_FILE"
LOCAL = ("127.0.0.1", "::1", "localhost")
SECONDS = 30  # that a mail server may take to answer
SEVEN_BITS = policy.SMTP.clone(cte_type="7bit")  # every server takes it
WAYS = ("starttls", "tls", "none")


@dataclass(frozen=True)
class Mail:
    """A server that takes mails. The password lies in the file that GOLDEN_THREAD_MAIL_PASSWORD_FILE names."""

    host: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""
    sender: str = ""


@dataclass(frozen=True)
class Settings:
    """`folder` has a folder for each person who gets reports; `site` is the address of the dashboard for links."""

    folder: str = ""
    site: str = ""
    mail: Mail = field(default_factory=Mail)


def read(council):
    """The Settings of a council's folder; empty ones where it has no such file. Raises DefinitionError."""
    found = settings.read(Settings, Path(council) / FILE)
    mail = found.mail
    if mail.security not in WAYS:
        raise DefinitionError(f"{FILE}: security is '{mail.security}'; write one of {', '.join(WAYS)}")
    if mail.host and mail.security == "none" and mail.host not in LOCAL:
        raise DefinitionError(f"{FILE}: a mail goes to {mail.host} for anybody to read: write starttls or tls")
    if mail.host and not (mail.sender and found.site.startswith(("https://", "http://"))):
        raise DefinitionError(f"{FILE}: a mail needs a sender and the site (https://...) that its link leads to")
    if not 0 < mail.port < 65_536:
        raise DefinitionError(f"{FILE}: mail, port is {mail.port}; write one of 1 to 65535")
    return found


# ---- into a folder


def lay(folder, who, name, content):
    """Lay a file into somebody's folder, whole or not at all, once: one of that name stays. Gives its path. Raises
    Refused where it cannot be."""
    if not folder:
        raise Refused(f'no folder is named that reports are laid into: write folder = "..." in {FILE}')
    theirs = Path(folder) / _plain(who)
    try:
        return _laid(theirs, name, content)
    except OSError as why:
        raise Refused(f"nothing can be laid into {theirs}: {why.strerror}") from None


def _laid(theirs, name, content):
    path, unfinished = theirs / name, theirs / f".{name}.{os.getpid()}"
    theirs.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in theirs.glob(f".{name}.*"):
        left.unlink(missing_ok=True)  # of a runner that was ended: nobody lays this file but one at a time
    with open(unfinished, "wb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(unfinished, path)
    except FileExistsError:
        pass  # it was laid before the runner was ended that would have said so
    finally:
        unfinished.unlink(missing_ok=True)
    sync(theirs)
    return path


def _plain(who):
    """A person as the name of a folder: nothing in it leads elsewhere, and no two people have the same."""
    found = "".join(letter if letter.isalnum() or letter in "-_@." else quote(letter, safe="") for letter in who)
    return f"%2E{found[1:]}" if found.startswith(".") else found or "%"


# ---- by mail


def letter(settings, to, subject, lines, key, now):
    """The mail with a key of its own: sent again it would have the same, by which a mail server knows it."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = settings.mail.sender, to, subject
    made["Date"], made["Message-ID"] = format_datetime(now), f"<{key}@{settings.mail.sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"  # nobody's holiday answers it
    made.set_content("\n\n".join(lines) + "\n")
    return made


class Doubt(Exception):
    """The mail server was given a mail and has not said whether it took it."""


def post(settings, mail, about_to_go):
    """Send a mail. `about_to_go()` is called when the server has agreed to take it and nothing of it has left yet: what
    fails before has certainly not been sent. Raises Refused where it was not, Doubt where nobody knows."""
    if not settings.mail.host:
        raise Refused(f"no mail server is named: write [mail] with host and sender in {FILE}")
    went, server = False, None
    try:
        server = _connected(settings.mail)
        _answer(server.mail(mail["From"].addresses[0].addr_spec))
        _answer(server.rcpt(mail["To"].addresses[0].addr_spec))
        _answer(server.docmd("DATA"), 354)
        about_to_go()
        went = True
        server.send(smtplib.quotedata(mail.as_bytes(policy=SEVEN_BITS).decode("ascii")).encode("ascii") + b".\r\n")
        _answer(server.getreply())
    except (OSError, smtplib.SMTPException) as why:
        if went and not isinstance(why, smtplib.SMTPResponseException):
            raise Doubt(str(why)) from None
        said = f"{why.smtp_code} {why.smtp_error}" if isinstance(why, smtplib.SMTPResponseException) else why
        raise Refused(f"the mail server {settings.mail.host} did not take it: {said}") from None
    finally:
        if server is not None:
            server.close()  # whatever it says to a goodbye changes nothing


def _answer(said, wanted=250):
    code, words = said
    if code not in (wanted, 251):
        raise smtplib.SMTPResponseException(code, words.decode("utf-8", "replace"))


def _connected(mail):
    kind = smtplib.SMTP_SSL if mail.security == "tls" else smtplib.SMTP
    more = {"context": ssl.create_default_context()} if mail.security == "tls" else {}
    server = kind(mail.host, mail.port, timeout=SECONDS, **more)
    if mail.security == "starttls":
        server.starttls(context=ssl.create_default_context())
    if mail.user:
        server.login(mail.user, _password())
    server.ehlo_or_helo_if_needed()
    return server


def _password():
    path = os.environ.get(PASSWORD)
    if not path:
        raise Refused(f"the mail server asks for a password: name the file that holds it in {PASSWORD}")
    return Path(path).read_text(encoding="utf-8").strip()
