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
_MOST = 1000


def matching(items: Sequence[T], query: MultiMapping[str], when: str, instant: Callable[[T], datetime]) -> list[T]:
    """Those that fit `To`, `From`, `Status` and the date filters `when`, `when<`, `when>` (a day, or an instant); newest first."""
    to, from_, status = query.get("To"), query.get("From"), query.get("Status")
    before, after, on = query.get(f"{when}<"), query.get(f"{when}>"), query.get(when)

    def fits(item: T) -> bool:
        at = instant(item)
        return (
            (not to or item.to == to)
            and (not from_ or item.from_ == from_)
            and (not status or item.status == status)
            and (not before or at < _span(before)[1])
            and (not after or at >= _span(after)[0])
            and (not on or _span(on)[0] <= at < _span(on)[1])
        )

    return [item for item in reversed(items) if fits(item)]


def _span(text: str) -> tuple[datetime, datetime]:
    """A day in UTC, or the second of an instant."""
    try:
        if len(text) == 10:
            start = datetime.combine(date.fromisoformat(text), time(), UTC)
            return start, start + timedelta(days=1)
        start = datetime.fromisoformat(text)
    except ValueError as error:
        raise RestError(20404) from error
    start = start if start.tzinfo else start.replace(tzinfo=UTC)
    return start, start + timedelta(seconds=1)


def page(plural: str, items: Sequence[T], show: Callable[[T], dict[str, Any]], path: str, query: MultiMapping[str]) -> dict[str, Any]:
    """One page as Twilio lays it out. Its links carry the last sid before them, so that what is new since does not shift the pages."""
    size = min(max(_int(query, "PageSize", 50), 1), _MOST)
    number = _int(query, "Page", 0)
    token = query.get("PageToken", "")
    place = next((at + 1 for at, item in enumerate(items) if token == f"PA{item.sid}"), number * size)
    shown = items[place : place + size]
    kept = [(name, value) for name, value in query.items() if name not in ("Page", "PageSize", "PageToken")]

    def link(at: int, after: str | None) -> str:
        more = [("PageSize", str(size)), ("Page", str(at))]
        return f"{path}?{urlencode(kept + more + ([('PageToken', f'PA{after}')] if after else []))}"

    return {
        plural: [show(item) for item in shown],
        "page": number,
        "page_size": size,
        "start": place,
        "end": place + len(shown) - 1 if shown else place,
        "uri": link(number, None),
        "first_page_uri": link(0, None),
        "next_page_uri": link(number + 1, shown[-1].sid) if place + size < len(items) else None,
        "previous_page_uri": link(number - 1, None) if number else None,
    }


def _int(query: MultiMapping[str], name: str, default: int) -> int:
    text = query.get(name, "")
    return int(text) if text.isdecimal() else default
