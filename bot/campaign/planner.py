"""A campaign: a text and a call for every open account of a mandate, planned with the guard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, insert, select, update

from bot.base.errors import CourtesyError
from bot.base.ids import new_id
from bot.contact.requests import Wish, ask_for
from bot.portfolio.accounts import load_mandate
from bot.store.locks import alone
from bot.store.tables import account, campaign, request

CALL_AFTER_TEXT = timedelta(minutes=5)
"""The text says who will ring; it should be there first."""
_LONGEST_NAME = 200
Status = Literal["running", "paused", "stopped", "done"]


class CampaignError(CourtesyError):
    """A campaign that can't be made or moved as asked."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign on file."""

    id: str
    name: str
    mandate_id: str
    status: str


def create(conn: Connection, *, name: str, mandate_id: str, channels: tuple[str, ...], now: datetime, at_most: int | None = None) -> str:
    """Plan to contact the accounts of a mandate (`at_most` so many) over `channels`, from now on. The dispatcher asks the guard about each.

    Accounts that may not be contacted are planned too: that they were not contacted, and why, is part of the record.
    """
    allowed = load_mandate(conn, mandate_id).document["channels"]
    for channel in channels:
        if channel not in allowed:
            raise CampaignError(f"the mandate `{mandate_id}` does not cover {channel}")
    if not 0 < len(name) <= _LONGEST_NAME:
        raise CampaignError(f"a campaign needs a name, of at most {_LONGEST_NAME} characters")
    alone(conn, "campaign")
    if conn.execute(select(campaign.c.id).where(campaign.c.name == name)).first() is not None:
        raise CampaignError(f"there is a campaign `{name}`: a name must say which one is meant when it is paused or stopped")
    made = new_id("cmp")
    conn.execute(
        insert(campaign).values(id=made, name=name, mandate_id=mandate_id, channels=list(channels), status="running", created_at=now)
    )
    accounts = conn.execute(
        select(account.c.id)
        .where(account.c.mandate_id == mandate_id, account.c.status != "withdrawn")
        .order_by(account.c.ref)
        .limit(at_most)
    )
    for account_id in accounts.scalars().all():
        if "sms" in channels:
            ask_for(conn, Wish(account_id, "sms", "campaign", now, template="contact_request", campaign_id=made, cause=f"{made}:sms"), now)
        if "voice" in channels:
            later = now + CALL_AFTER_TEXT if "sms" in channels else now
            ask_for(conn, Wish(account_id, "voice", "campaign", later, campaign_id=made, cause=f"{made}:voice"), now)
    return made


def find(conn: Connection, name: str) -> Campaign:
    """A campaign by its id or name. Raises `CampaignError` if there is none."""
    row = conn.execute(
        select(campaign.c.id, campaign.c.name, campaign.c.mandate_id, campaign.c.status).where(
            (campaign.c.id == name) | (campaign.c.name == name)
        )
    ).first()
    if row is None:
        raise CampaignError(f"there is no campaign `{name}`")
    return Campaign(*row)


def move(conn: Connection, name: str, status: Status, now: datetime) -> Campaign:
    """Pause, resume or stop a campaign. A stopped one stays stopped, and its requests are cancelled."""
    alone(conn, "campaign")
    found = find(conn, name)
    if found.status in ("stopped", "done") and found.status != status:
        raise CampaignError(f"the campaign `{found.name}` is {found.status}")
    conn.execute(update(campaign).where(campaign.c.id == found.id).values(status=status))
    if status == "stopped":
        open_states = request.c.state.in_(("wished", "planned"))
        conn.execute(update(request).where(request.c.campaign_id == found.id, open_states).values(state="cancelled", closed_at=now))
    return find(conn, found.id)
