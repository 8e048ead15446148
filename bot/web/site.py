"""What every page has at hand, and how it answers: as HTML, or as its `.json` twin."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.base.clock import Clock
from bot.base.keys import Keys
from bot.contact.staff import Staff
from bot.contact.stops import Stop
from bot.store import Store
from bot.web.errors import WebError
from bot.web.format import FILTERS, Times
from bot.web.people import Person
from bot.web.texts import LANGUAGES, Texts
from bot.web.throttle import Throttle

_HERE = Path(__file__).parent
STATIC = _HERE / "static"


@dataclass(frozen=True, slots=True)
class Site:
    """The console's surroundings. `zone` is the office's: the campaign's times are shown in it, beside the borrower's."""

    store: Store
    keys: Keys
    clock: Clock
    recordings: Path
    zone: ZoneInfo
    hosts: frozenset[str]
    texts: Mapping[str, Texts]
    throttle: Throttle
    templates: Environment
    staff: Staff
    listen: Callable[[str, int], tuple[bytes, int] | None]
    """The sound of a live call since a time in ms, and until when; `None` where there is none to be heard."""
    hashing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))
    """A password hash takes 64 MiB; so many at once, whoever asks."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request's circumstances: who, in which language, and the secret that its forms carry."""

    person: Person | None
    texts: Texts
    secret: str
    """The session's token, or, before signing in, that of a cookie of its own."""
    stops: tuple[Stop, ...]

    @property
    def csrf(self) -> str:
        """What a form must send back. It can't be made without the cookie, nor the cookie be found from it."""
        return hashlib.sha256(f"csrf:{self.secret}".encode()).hexdigest()

    @property
    def stopped(self) -> bool:
        """Whether a stop of everything is in force."""
        return any(stop.scope == "everything" for stop in self.stops)

    def who(self) -> Person:
        """Who is signed in; the gate lets nobody else through to the pages that ask."""
        if self.person is None:
            raise WebError(401, "sign_in")
        return self.person


SITE = web.AppKey("site", Site)
VISIT = web.RequestKey("visit", Visit)


def environment() -> Environment:
    """The templates: everything escaped, a name that is missing is an error."""
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters.update(FILTERS)
    return made


def wants_json(request: web.Request) -> bool:
    """Whether the page's twin was asked for."""
    return request.path.endswith(".json")


def answer(request: web.Request, template: str, *, status: int = 200, **data: Any) -> web.Response:
    """The page `template` filled with `data`, or `data` itself where the `.json` twin was asked for."""
    if wants_json(request):
        return as_json({"ok": True, **data}, status)
    site, visit = request.app[SITE], request[VISIT]
    html = site.templates.get_template(template).render(
        **data,
        t=visit.texts,
        visit=visit,
        times=Times(site.zone),
        languages=LANGUAGES,
        path=request.path,
        path_qs=request.path_qs,
        query=request.query,
    )
    return web.Response(text=html, content_type="text/html", status=status)


def as_json(data: Mapping[str, Any], status: int = 200) -> web.Response:
    """Instants are ISO 8601 in UTC, amounts decimal strings."""
    return web.json_response(data, status=status, dumps=lambda value: json.dumps(value, default=_plain, ensure_ascii=False))


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
