"""An instant as a person types it."""

from __future__ import annotations

from datetime import datetime

import click

from compliance.case import EARLIEST, LATEST


def instant(text: str) -> datetime:
    """ISO 8601 with an offset, for an option's `type`; a time without one would be read differently by whoever reads it."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise click.BadParameter("write a time with its offset, such as 2026-11-24T20:00:00+08:00")
    if not EARLIEST <= at < LATEST:
        raise click.BadParameter("that is too near the calendar's ends to be computed with")
    return at
