"""What a place adds to a conversation: whom to call in a crisis, and in which hours a call-back can be booked.

The guard decides on every contact at the moment it is made; these hours only keep us from agreeing to a time that it would refuse.
"""

from __future__ import annotations

from datetime import time
from functools import lru_cache, reduce

from compliance import civil
from compliance.pack import Helpline
from compliance.packs import load_packs
from compliance.schema import HoursRule
from compliance.select import plan
from compliance.view import Facts

_ORDINARY = Facts(
    channel="voice", person="borrower", purpose="collect", number_kind="mobile", voice="artificial", role="agency", lender="other",
    products=frozenset({"other"}), reply=None, states_debt=False, time_barred=False,
)  # fmt: skip
"""A call such as most are."""
_CAUTIOUS = (time(9), time(19))
"""Hours for a place that the packs don't know."""


def helpline(place: str) -> Helpline | None:
    """The helpline for somebody in a crisis; None where the packs have none for the place."""
    return next((pack.helpline for pack in load_packs().of_place(place) if pack.helpline is not None), None)


def emergency(place: str) -> Helpline | None:
    """The number for somebody in danger right now."""
    return next((pack.emergency for pack in load_packs().of_place(place) if pack.emergency is not None), None)


@lru_cache(maxsize=1024)
def calling_hours(place: str) -> tuple[time, time]:
    """The first instant in and the first instant out again of the hours that all packs of a place leave to an ordinary call."""
    packs = load_packs()
    known = packs.places.resolve(place)
    rules = [bound.rule for bound in plan(packs, known, _ORDINARY).rules] if known is not None else []
    hours = [civil.weekly(rule.start, rule.end) for rule in rules if isinstance(rule, HoursRule)]
    spans = reduce(civil.both, hours, civil.ALWAYS)[0] if hours else ()
    return (_time(spans[0][0]), _time(spans[0][1])) if len(spans) == 1 else _CAUTIOUS


def _time(second: int) -> time:
    return time.max if second >= civil.DAY else time(second // 3600, second // 60 % 60, second % 60)
