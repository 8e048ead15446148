"""Twilio's REST interface: what its resources share. Who may ask, what goes wrong, forms, lists."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import encode_basic_auth, web
from aiohttp.typedefs import Handler, Middleware
from multidict import MultiDict, MultiMapping

from bot.carrier.errors import RestError
from bot.carrier.faults import FaultSwitch
from bot.carrier.resources import API

ACCOUNT_PATH = f"/{API}/Accounts/{{account}}"
Handlers = Mapping[str, Mapping[str, Callable[[web.Request], Awaitable[web.StreamResponse]]]]


def add_routes(app: web.Application, base: str, handlers: Handlers) -> None:
    """`handlers` by path below `base`, and by method."""
    for path, by_method in handlers.items():
        for method, handler in by_method.items():
            app.router.add_route(method, base + path, handler)


async def form_of(request: web.Request) -> MultiMapping[str]:
    """The form's fields; a file among them is none of ours and left out."""
    fields = await request.post()
    return MultiDict((name, value) for name, value in fields.items() if isinstance(value, str))


def flag(form: MultiMapping[str], name: str) -> bool | None:
    """A boolean field; `None` if it is not there."""
    value = form.get(name)
    return None if value is None else value.lower() == "true"


def gone() -> web.Response:
    """What a DELETE is answered with."""
    return web.Response(status=204)


def authenticated(account: str, auth_token: str) -> Middleware:
    """Let in who knows the account and its token; all else gets Twilio's error bodies."""
    expected = encode_basic_auth(account, auth_token).encode()

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith("/operator/"):
            return await handler(request)  # signed, not behind a password
        try:
            given = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
            if not hmac.compare_digest(given, expected) or request.match_info.get("account", account) != account:
                raise RestError(20003)
            return await handler(request)
        except RestError as error:
            return _refusal(error)
        except web.HTTPMethodNotAllowed:
            return _refusal(RestError(20004))
        except web.HTTPNotFound:
            return _refusal(RestError(20404))

    return middleware


def faulty(switch: FaultSwitch) -> Middleware:
    """What the fault switch has in store for a REST request; the carrier's own `/_carrier/` is never faulty."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith("/_carrier/"):
            return await handler(request)
        if switch.faults.latency_s:
            await asyncio.sleep(switch.faults.latency_s)
        match switch.rest(request.method):
            case "busy_429":
                wait = switch.faults.retry_after_s
                raise RestError(20429, headers={} if wait is None else {"Retry-After": str(wait)})
            case "error_500":
                raise RestError(20500)
            case "drop_before":
                return _dropped(request)
            case "error_500_after":
                await handler(request)
                raise RestError(20500)
            case "drop_after":
                await handler(request)
                return _dropped(request)
        return await handler(request)

    return middleware


def _dropped(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _refusal(error: RestError) -> web.Response:
    headers = error.headers | ({"WWW-Authenticate": 'Basic realm="Twilio API"'} if error.code == 20003 else {})
    return web.json_response(error.body(), status=error.status, headers=headers)
