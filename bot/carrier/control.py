"""What a test, a demo or a person tells the carrier beside Twilio's protocol: its clock, its numbers, borrowers who call or write."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.carrier.call_life import CallLife
from bot.carrier.call_order import CallOrder, Document
from bot.carrier.exchange import Exchange, Number
from bot.carrier.resources import Callbacks, call_json, is_number, message_json
from bot.carrier.rest import Rest
from bot.carrier.text_life import receive_text


class Control:
    """`/_carrier/...`, JSON in and out, behind the same credentials as the rest."""

    def __init__(self, exchange: Exchange, rest: Rest) -> None:
        self._exchange = exchange
        self._rest = rest

    def add_routes(self, app: web.Application) -> None:
        app.router.add_post("/_carrier/clock", self.clock)
        app.router.add_post("/_carrier/numbers", self.numbers)
        app.router.add_get("/_carrier/calls", self.calls)
        app.router.add_post("/_carrier/calls", self.call_in)
        app.router.add_post("/_carrier/texts", self.text_in)

    async def clock(self, request: web.Request) -> web.Response:
        """`{"now": ISO time with an offset}`: from here on the carrier's dates count from there."""
        try:
            self._exchange.clock.set(datetime.fromisoformat(str((await _json(request))["now"])))
        except (KeyError, ValueError) as error:
            raise _bad('send {"now": an ISO time with an offset}') from error
        return web.json_response({"now": self._exchange.clock.now().isoformat()})

    async def numbers(self, request: web.Request) -> web.Response:
        """`{"number", "sms_url", "voice_url"}`: where to tell of what comes in on one of the service's numbers (without: on any other)."""
        given = await _json(request)
        number = str(given.get("number", ""))
        if number and not is_number(number):
            raise _bad("number is a plus and digits")
        self._exchange.numbers[number] = Number(given.get("sms_url"), given.get("voice_url"))
        return web.json_response({"number": number})

    async def calls(self, _: web.Request) -> web.Response:
        """The calls that have not ended, oldest first."""
        return web.json_response({"calls": [call_json(life.call, self._exchange.account) for life in self._rest.lives.values()]})

    async def call_in(self, request: web.Request) -> web.Response:
        """`{"from", "to"}`: the borrower of that number calls one of the service's."""
        from_, to = _pair(await _json(request))
        url = self._exchange.number(to).voice_url
        if url is None or self._exchange.callee(from_) is None:
            raise _bad("that number has no voice_url, or nobody in the directory has the caller's number")
        call = self._exchange.registry.new_call(to, from_, Callbacks(), "inbound")
        self._rest.run(CallLife(self._exchange, call, CallOrder(to, from_, Document(url), Callbacks())))
        return web.json_response(call_json(call, self._exchange.account), status=201)

    async def text_in(self, request: web.Request) -> web.Response:
        """`{"from", "to", "body"}`: a borrower writes to one of the service's numbers."""
        given = await _json(request)
        from_, to = _pair(given)
        message = receive_text(self._exchange, from_=from_, to=to, body=str(given.get("body", "")))
        return web.json_response(message_json(message, self._exchange.account), status=201)


def _pair(given: dict[str, Any]) -> tuple[str, str]:
    from_, to = str(given.get("from", "")), str(given.get("to", ""))
    if not (is_number(from_) and is_number(to)):
        raise _bad("from and to are a plus and digits")
    return from_, to


async def _json(request: web.Request) -> dict[str, Any]:
    try:
        given = json.loads(await request.text())
    except ValueError as error:
        raise _bad("send a JSON object") from error
    if not isinstance(given, dict):
        raise _bad("send a JSON object")
    return given


def _bad(message: str) -> web.HTTPBadRequest:
    return web.HTTPBadRequest(text=json.dumps({"message": message}), content_type="application/json")
