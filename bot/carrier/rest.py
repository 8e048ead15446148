"""Twilio's REST interface: calls and messages of one account."""

from __future__ import annotations

import hmac
from datetime import datetime

from aiohttp import encode_basic_auth, web
from aiohttp.typedefs import Handler, Middleware
from multidict import MultiDict, MultiMapping

from bot.carrier.call_life import CallLife
from bot.carrier.call_order import call_order, document_of
from bot.carrier.errors import RestError
from bot.carrier.exchange import Exchange
from bot.carrier.listing import matching, page
from bot.carrier.resources import API, Call, Message, call_json, message_json
from bot.carrier.text_life import new_text


class Rest:
    """The handlers. `lives` has the calls that have not ended, by sid."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self.lives: dict[str, CallLife] = {}

    def add_routes(self, app: web.Application) -> None:
        base = f"/{API}/Accounts/{{account}}"
        for path, handlers in {
            "/Calls.json": {"GET": self.list_calls, "POST": self.create_call},
            "/Calls/{sid}.json": {"GET": self.fetch_call, "POST": self.update_call, "DELETE": self.delete_call},
            "/Messages.json": {"GET": self.list_messages, "POST": self.create_message},
            "/Messages/{sid}.json": {"GET": self.fetch_message, "POST": self.update_message, "DELETE": self.delete_message},
        }.items():
            for method, handler in handlers.items():
                app.router.add_route(method, base + path, handler)

    def run(self, life: CallLife) -> None:
        """Let a call live; it is among `lives` until it has ended."""
        self.lives[life.call.sid] = life
        self._exchange.start(self._run(life))

    async def _run(self, life: CallLife) -> None:
        try:
            await life.run()
        finally:
            del self.lives[life.call.sid]

    # Calls

    async def create_call(self, request: web.Request) -> web.Response:
        order = call_order(await _form(request))
        call = self._exchange.registry.new_call(order.to, order.from_, order.callbacks, url=order.document.url)
        answer = web.json_response(call_json(call, self._exchange.account), status=201)
        self.run(CallLife(self._exchange, call, order))
        return answer

    async def fetch_call(self, request: web.Request) -> web.Response:
        return web.json_response(call_json(self._call(request), self._exchange.account))

    async def update_call(self, request: web.Request) -> web.Response:
        call, form = self._call(request), await _form(request)
        life = self.lives.get(call.sid)
        if life is None:
            raise RestError(21220)
        status = form.get("Status")
        if status in ("canceled", "completed"):
            life.end(status)
        elif status:
            raise RestError(21220)
        elif "Url" in form or "Twiml" in form:
            life.update(document_of(form))
        return web.json_response(call_json(call, self._exchange.account))

    async def delete_call(self, request: web.Request) -> web.Response:
        call = self._call(request)
        if not call.over:
            raise RestError(21220)
        del self._exchange.registry.calls[call.sid]
        return web.Response(status=204)

    async def list_calls(self, request: web.Request) -> web.Response:
        found = matching(list(self._exchange.registry.calls.values()), request.query, "StartTime", _call_instant)
        return web.json_response(page("calls", found, lambda it: call_json(it, self._exchange.account), request.path, request.query))

    def _call(self, request: web.Request) -> Call:
        call = self._exchange.registry.calls.get(request.match_info["sid"])
        if call is None:
            raise RestError(20404)
        return call

    # Messages

    async def create_message(self, request: web.Request) -> web.Response:
        message = new_text(self._exchange, await _form(request))
        return web.json_response(message_json(message, self._exchange.account), status=201)

    async def fetch_message(self, request: web.Request) -> web.Response:
        return web.json_response(message_json(self._message(request), self._exchange.account))

    async def update_message(self, request: web.Request) -> web.Response:
        """An empty Body redacts; Status=canceled stops what has not been sent."""
        message, form = self._message(request), await _form(request)
        if form.get("Status") == "canceled" and message.status in ("accepted", "queued"):
            self._exchange.registry.change_message(message, "canceled")
        if form.get("Body") == "":
            self._exchange.registry.change_message(message, message.status, body="")
        return web.json_response(message_json(message, self._exchange.account))

    async def delete_message(self, request: web.Request) -> web.Response:
        del self._exchange.registry.messages[self._message(request).sid]
        return web.Response(status=204)

    async def list_messages(self, request: web.Request) -> web.Response:
        found = matching(list(self._exchange.registry.messages.values()), request.query, "DateSent", _text_instant)
        return web.json_response(page("messages", found, lambda it: message_json(it, self._exchange.account), request.path, request.query))

    def _message(self, request: web.Request) -> Message:
        message = self._exchange.registry.messages.get(request.match_info["sid"])
        if message is None:
            raise RestError(20404)
        return message


def _call_instant(call: Call) -> datetime:
    return call.started or call.created  # one that is still queued has no start, and must be found all the same


def _text_instant(message: Message) -> datetime:
    return message.sent or message.created


async def _form(request: web.Request) -> MultiMapping[str]:
    """The form's fields; a file among them is none of ours and left out."""
    fields = await request.post()
    return MultiDict((name, value) for name, value in fields.items() if isinstance(value, str))


def authenticated(account: str, auth_token: str) -> Middleware:
    """Let in who knows the account and its token; all else gets Twilio's error bodies."""
    expected = encode_basic_auth(account, auth_token).encode()

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
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


def _refusal(error: RestError) -> web.Response:
    headers = {"WWW-Authenticate": 'Basic realm="Twilio API"'} if error.code == 20003 else None
    return web.json_response(error.body(), status=error.status, headers=headers)
