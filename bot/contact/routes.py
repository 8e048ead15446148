"""Which carrier takes a contact, and from which numbers of ours: by the beginning of the borrower's number, and the channel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from bot.contact.permit import Channel
from bot.contact.pool import OurNumber

TWILIO = "twilio"
"""The carrier of whatever no route says otherwise of, and of what came in before there were routes."""


@dataclass(frozen=True, slots=True)
class Route:
    """How contacts over `channel` go to numbers that begin with `prefix` (E.164; empty: all).

    `via` is the carrier's name in the configuration, `numbers` are those of ours that they are made from. Contacts of one `queue` are
    spaced out together, `per_second` of them. With `templates_only` that carrier takes approved templates and no words of our own.
    """

    via: str
    channel: Channel
    numbers: tuple[OurNumber, ...]
    queue: str
    per_second: float
    prefix: str = ""
    templates_only: bool = False


def choose(routes: Iterable[Route], channel: Channel, number: str, otherwise: Route) -> Route:
    """The route with the longest prefix that fits."""
    fitting = (each for each in routes if each.channel == channel and number.startswith(each.prefix))
    return max(chain([otherwise], fitting), key=lambda each: len(each.prefix))
