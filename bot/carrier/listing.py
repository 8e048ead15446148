"""Lists of resources: filters, newest first, pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode

from multidict import MultiMapping

from bot.carrier.errors import RestError
from bot.carrier.resources import Call, Message

T = TypeVar("T", Call, Message)
A = TypeVar("A")
_MOST = 1000


def matching(items: Sequence[T], query: MultiMapping[str], when: str, instant: Callable[[T], datetime]) -> list[T]:
    """Those that fit `To`, `From`, `Status` and the date filters `when`, `when<`, `when>` (a day, or an instant); newest first."""
    to, from_, status = query.get("To"), query.get("From"), query.get("Status")

    def fits(item: T) -> bool:
        return (not to or item.to == to) and (not from_ or item.from_ == from_) and (not status or item.status == status)

    return between([item for item in reversed(items) if fits(item)], query, when, instant)


def between(items: Sequence[A], query: MultiMapping[str], when: str, instant: Callable[[A], datetime | None]) -> list[A]:
    """Those that fit the date filters `when`, `when<`, `when>` (both ends belong to it): a day in UTC, or an instant."""
    before, after, on = (_span(query[name]) if query.get(name) else None for name in (f"{when}<", f"{when}>", when))
    if not (before or after or on):
        return list(items)

    def fits(at: datetime | None) -> bool:
        if at is None:
            return False
        return (not before or at < before[1]) and (not after or at >= after[0]) and (not on or on[0] <= at < on[1])

    return [item for item in items if fits(instant(item))]


def _span(text: str) -> tuple[datetime, datetime]:
    """A day in UTC, or the second of an instant."""
    try:
        if len(text) == 10:
            start = datetime.combine(date.fromisoformat(text), time(), UTC)
            return start, start + timedelta(days=1)
        start = datetime.fromisoformat(text)
    except ValueError as error:
        raise RestError(20001) from error
    start = start if start.tzinfo else start.replace(tzinfo=UTC)
    return start, start + timedelta(seconds=1)


def page(plural: str, items: Sequence[A], show: Callable[[A], dict[str, Any]], path: str, query: MultiMapping[str]) -> dict[str, Any]:
    """One page as Twilio lays it out. Its links carry the last sid before them, so that what is new since does not shift the pages."""
    size = min(max(_int(query, "PageSize", 50), 1), _MOST)
    number = _int(query, "Page", 0)
    token = query.get("PageToken", "")
    place = next((at + 1 for at, item in enumerate(items) if token and token == _token(item)), number * size)
    shown = items[place : place + size]
    kept = [(name, value) for name, value in query.items() if name not in ("Page", "PageSize", "PageToken")]

    def link(at: int, after: str) -> str:
        more = [("PageSize", str(size)), ("Page", str(at))]
        return f"{path}?{urlencode(kept + more + ([('PageToken', after)] if after else []))}"

    return {
        plural: [show(item) for item in shown],
        "page": number,
        "page_size": size,
        "start": place,
        "end": place + len(shown) - 1 if shown else place,
        "uri": link(number, token),
        "first_page_uri": link(0, ""),
        "next_page_uri": link(number + 1, _token(shown[-1])) if place + size < len(items) else None,
        "previous_page_uri": link(number - 1, "") if number else None,
    }


def _int(query: MultiMapping[str], name: str, default: int) -> int:
    text = query.get(name, "")
    return int(text) if text.isdecimal() else default


def _token(item: object) -> str:
    """What stands for an item in a page's links; a thing without a name has none, and its pages are counted."""
    sid = getattr(item, "sid", "")
    return f"PA{sid}" if sid else ""
