"""What stands before every page: the right host, a session, a form that is ours, and the headers that keep a browser strict."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from aiohttp import web
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from yarl import URL

from bot.base.errors import CourtesyError
from bot.contact.stops import Stop, active
from bot.web.errors import WebError
from bot.web.people import SESSION_LASTS, Person, person_of
from bot.web.site import SITE, VISIT, Visit, answer, as_json, wants_json
from bot.web.texts import choose_language

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
log = structlog.get_logger(__name__)

SESSION = "courtesy_session"
VISITOR = "courtesy_visitor"
LANGUAGE = "courtesy_language"
OPEN = frozenset({"sign_in", "setup", "language", "static"})
"""The routes, by name, that are there without signing in. All others need it, so that a new page can't forget to."""

_CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not `no-referrer`: with that, browsers send `Origin: null` with our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


async def strict_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Signal: what every response carries."""
    response.headers.update(_HEADERS)
    response.headers.setdefault("Cache-Control", "no-cache" if request.path.startswith("/static/") else "no-store")


@web.middleware
async def known_host(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse any name for us that is not ours: a page elsewhere may point its own name at our address (DNS rebinding)."""
    if _host_name(request.host) not in request.app[SITE].hosts:
        text = "This name is not one of the console's."
        return as_json({"ok": False, "error": text, "status": 403}, 403) if wants_json(request) else web.Response(text=text, status=403)
    return await handler(request)


@web.middleware
async def know_visitor(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Find out who asks and in which language, and explain what goes wrong in it."""
    site = request.app[SITE]
    token = request.cookies.get(SESSION, "")
    person, stops = await site.store.read(_circumstances, token, site.clock.now())
    secret = token if person else request.cookies.get(VISITOR, "")
    fresh = not secret
    language = choose_language(request.cookies.get(LANGUAGE), request.headers.get("Accept-Language", ""))
    request[VISIT] = Visit(person, site.texts[language], secret or secrets.token_urlsafe(32), tuple(stops))
    try:
        response = await handler(request)
    except WebError as problem:
        response = _explain(request, problem.status, problem.key)
        response.headers.update(problem.headers)
    except web.HTTPNotFound:
        response = _explain(request, 404, "not_found")
    except web.HTTPMethodNotAllowed:
        response = _explain(request, 405, "method")
    except (CourtesyError, SQLAlchemyError) as problem:
        log.error("console page failed", route=_route(request), problem=type(problem).__name__)
        response = _explain(request, 500, "ours")
    if fresh and person is None and not response.prepared:
        set_cookie(response, VISITOR, request[VISIT].secret)
    return response


@web.middleware
async def own_forms(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a change that does not come from a form of ours: both the `Origin` and the form's token must be right."""
    if request.method in _CHANGES:
        if request.headers.get("Origin", "").partition("://")[2] != request.host:
            raise WebError(403, "origin")
        token = str((await request.post()).get("csrf", ""))
        if not hmac.compare_digest(token.encode(), request[VISIT].csrf.encode()):
            raise WebError(403, "csrf")
    return await handler(request)


@web.middleware
async def signed_in(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Send whoever is not signed in to do so."""
    if request[VISIT].person is None and _route(request) not in OPEN:
        if wants_json(request) or request.method != "GET":
            raise WebError(401, "sign_in")
        raise web.HTTPSeeOther(URL.build(path="/sign-in", query={"next": request.path_qs}))
    return await handler(request)


def set_cookie(response: web.StreamResponse, name: str, value: str, *, lasts_s: int | None = None) -> None:
    """A cookie that scripts can't read and that no other site makes the browser send."""
    response.set_cookie(name, value, max_age=lasts_s, httponly=True, samesite="Strict", path="/")


def set_session(response: web.StreamResponse, token: str) -> None:
    """Sign the browser in."""
    set_cookie(response, SESSION, token, lasts_s=int(SESSION_LASTS.total_seconds()))


def _circumstances(conn: Connection, token: str, now: datetime) -> tuple[Person | None, list[Stop]]:
    return person_of(conn, token, now), active(conn)


def _explain(request: web.Request, status: int, key: str) -> web.Response:
    text = request[VISIT].texts(f"error.{key}")
    if wants_json(request):
        return as_json({"ok": False, "error": text, "status": status}, status)
    return answer(request, "error.html", status=status, error=text, code=status)


def _route(request: web.Request) -> str | None:
    return request.match_info.route.name


def _host_name(host: str) -> str:
    """`127.0.0.1:8011` without its port; an IPv6 address keeps its brackets."""
    return host.lower() if host.endswith("]") else host.lower().rpartition(":")[0] or host.lower()
