"""Finding the account that a person names."""

from __future__ import annotations

from bot.base.errors import CourtesyError
from bot.base.phone import normalise
from bot.cli.session import Session
from bot.portfolio.accounts import find_accounts


def one_account(session: Session, who: str) -> str:
    """The id of the one account that `who` means: our id, the lender's reference, or a phone number. Raises `CourtesyError` otherwise."""
    found = session.store.read_now(find_accounts, normalise(who) if who.startswith("+") else who)
    if not found:
        raise CourtesyError("there is no such account: use the lender's reference, our id, or a number with its country code")
    if len(found) > 1:
        raise CourtesyError(f"that means {len(found)} accounts: name one by its reference")
    return found[0]
