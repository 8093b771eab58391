"""What goes out of each subscription for each period: claimed by whoever adds its row, then sending, then sent.

The row is the claim: of several that add it at once one succeeds, in SQLite and in PostgreSQL. A runner that was killed
leaves its row as it stood. One that had only claimed it is taken over after a while: nothing had left yet. One that was
*sending* is never taken over by a program: whether the mail went, only somebody who looks can say.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

PATIENCE = timedelta(minutes=15)  # after which a runner that says nothing has ended: a report takes seconds
CLAIMED, SENDING, SENT, FAILED = "claimed", "sending", "sent", "failed"


@dataclass(frozen=True)
class Delivery:
    """How far a subscription's report of a period is, since when (UTC), and the file, or why it did not go."""

    subscription: str
    period: str
    state: str
    runner: str
    said: str
    at: datetime

    def is_unsure(self, now=None, patience=PATIENCE):
        """Whether it was being sent by a runner that has ended since: it may have gone, or not."""
        return self.state == SENDING and self.at < (now or datetime.now(UTC)) - patience


class Taken(Exception):
    """Another runner has it now: this one does no more about it."""


def claim(journal, subscription, period, runner, patience=PATIENCE):
    """Whether a runner has the report of a period to send now: nobody had it, or whoever had it ended or failed."""
    import sqlalchemy as sa

    from dashboard.journal.database import DELIVERIES, adding

    now = datetime.now(UTC)
    row = {"subscription": subscription, "period": period, "state": CLAIMED, "runner": runner, "said": "", "at": now}
    with journal.opened().writing() as connection:
        added = adding(connection, DELIVERIES).values(row).on_conflict_do_nothing().returning(DELIVERIES.c.period)
        if connection.execute(added).first():
            return True
        left = DELIVERIES.c.state.in_((CLAIMED, FAILED)) & (DELIVERIES.c.at < now - patience)
        taken = sa.update(DELIVERIES).where(*_key(subscription, period), left)
        return connection.execute(taken.values(state=CLAIMED, runner=runner, said="", at=now)).rowcount == 1


def move(journal, subscription, period, runner, before, after, said=""):
    """Say how far the report of a period is, which a runner holds. Raises Taken where another has it since."""
    import sqlalchemy as sa

    from dashboard.journal.database import DELIVERIES

    held = (DELIVERIES.c.runner == runner, DELIVERIES.c.state == before)
    change = sa.update(DELIVERIES).where(*_key(subscription, period), *held)
    with journal.opened().writing() as connection:
        if connection.execute(change.values(state=after, said=said, at=datetime.now(UTC))).rowcount != 1:
            raise Taken(subscription, period)


def decide(journal, subscription, period, went):
    """What somebody found out of a report in doubt: it `went`, or it is to be sent again. False where none is."""
    import sqlalchemy as sa

    from dashboard.journal.database import DELIVERIES

    unsure = sa.and_(*_key(subscription, period), DELIVERIES.c.state == SENDING)
    found = sa.update(DELIVERIES).where(unsure).values(state=SENT, said="somebody looked")
    with journal.opened().writing() as connection:
        return connection.execute(found if went else sa.delete(DELIVERIES).where(unsure)).rowcount == 1


def every(journal):
    """{(subscription, period): Delivery} of all that there are."""
    if not journal.is_there():
        return {}
    import sqlalchemy as sa

    from dashboard.journal.database import DELIVERIES

    names = [DELIVERIES.c[name] for name in Delivery.__dataclass_fields__]
    with journal.opened().reading() as connection:
        found = [Delivery(*row) for row in connection.execute(sa.select(*names))]
    return {(one.subscription, one.period): one for one in found}


def _key(subscription, period):
    from dashboard.journal.database import DELIVERIES

    return DELIVERIES.c.subscription == subscription, DELIVERIES.c.period == period
