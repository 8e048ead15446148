"""What a test, a demo or a person tells the carrier beside Twilio's protocol: its clock, its faults, borrowers who call or write."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from aiohttp import web
from multidict import MultiDict
from pydantic import ValidationError

from bot.carrier.behaviours import behaviours
from bot.carrier.call_life import CallLife
from bot.carrier.call_order import CallOrder
from bot.carrier.documents import Document
from bot.carrier.errors import CarrierError
from bot.carrier.exchange import Exchange
from bot.carrier.faults import Faults
from bot.carrier.operator import Desk
from bot.carrier.resources import Callbacks, call_json, is_number, message_json
from bot.carrier.rest import add_routes
from bot.carrier.shelves import setting_json
from bot.carrier.text_life import receive_text

ANONYMOUS = "+266696687"
"""What Twilio gives as From where a caller's number is withheld: the keys that spell ANONYMOUS."""
_KEPT_CALLS = 200


class Control:
    """`/_carrier/...`, JSON in and out, behind the same credentials as the rest."""

    def __init__(self, exchange: Exchange, desk: Desk) -> None:
        self._exchange = exchange
        self._desk = desk

    def add_routes(self, app: web.Application) -> None:
        add_routes(app, "/_carrier", {
            "/clock": {"POST": self.clock},
            "/numbers": {"POST": self.numbers},
            "/faults": {"GET": self.faults, "POST": self.set_faults},
            "/behaviours": {"GET": self.behaviours},
            "/calls": {"GET": self.calls, "POST": self.call_in},
            "/texts": {"POST": self.text_in},
        })  # fmt: skip

    async def clock(self, request: web.Request) -> web.Response:
        """`{"now": ISO time with an offset}`: from here on the carrier's dates count from there."""
        try:
            self._exchange.clock.set(datetime.fromisoformat(str((await _json(request))["now"])))
        except (KeyError, ValueError) as error:
            raise _bad('send {"now": an ISO time with an offset}') from error
        return web.json_response({"now": self._exchange.clock.now().isoformat()})

    async def numbers(self, request: web.Request) -> web.Response:
        """`{"number", "sms_url", "voice_url"}`: where to tell of what comes in on one of the service's numbers (without: on any other).

        The same as creating or changing an IncomingPhoneNumber.
        """
        given, shelves = await _json(request), self._exchange.shelves
        number = str(given.get("number", ""))
        if number and not is_number(number):
            raise _bad("number is a plus and digits")
        urls = {name: given.get(name) for name in ("sms_url", "voice_url")}
        found = shelves.number(number)
        if number and not found.sid:
            found = shelves.numbers.make(MultiDict({"PhoneNumber": number}), self._exchange.clock.now())
        found.values |= urls
        return web.json_response(setting_json(shelves.numbers.kind, found, self._exchange.account) if found.sid else urls)

    async def faults(self, _: web.Request) -> web.Response:
        return web.json_response(self._exchange.faults.faults.model_dump())

    async def set_faults(self, request: web.Request) -> web.Response:
        """The whole of `Faults`; what is not named is well. `{}` mends everything."""
        try:
            self._exchange.faults.set(Faults.model_validate(await _json(request)))
        except ValidationError as error:
            first = error.errors()[0]
            raise _bad(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
        return await self.faults(request)

    async def behaviours(self, _: web.Request) -> web.Response:
        """What the numbers do whose owner stands in no directory, by language and last two digits."""
        found = [{"lang": lang, "digits": code, "about": it.about} for (lang, code), it in behaviours().items()]
        return web.json_response({"behaviours": found})

    async def calls(self, request: web.Request) -> web.Response:
        """The calls that have not ended, oldest first; with `?all=1` the last 200 that have, too."""
        live = [life.call for life in self._exchange.lives.values()]
        shown = list(self._exchange.registry.calls.values())[-_KEPT_CALLS:] if request.query.get("all") else live
        return web.json_response({"calls": [call_json(call, self._exchange.account) for call in shown]})

    async def call_in(self, request: web.Request) -> web.Response:
        """`{"from", "to", "persona"?}`: somebody calls one of the service's numbers; `"from": "anonymous"` withholds theirs."""
        given = await _json(request)
        from_, to = _pair(given)
        number = self._exchange.shelves.number(to)
        if number["voice_url"] is None:
            raise _bad("that number has no voice_url")
        try:
            callee = self._exchange.callee(from_, given.get("persona"))
        except CarrierError as error:
            raise _bad(str(error)) from error
        url, method = number["voice_url"], number["voice_method"]
        document = Document(url, method, None, number["voice_fallback_url"], number["voice_fallback_method"])
        callbacks = Callbacks(number["status_callback"], number["status_callback_method"])
        call = self._exchange.registry.new_call(to, from_, callbacks, "inbound")
        call.number_sid = number.sid or None
        self._exchange.run(CallLife(self._exchange, call, CallOrder(to, from_, document, callbacks), callee))
        return web.json_response(call_json(call, self._exchange.account), status=201)

    async def text_in(self, request: web.Request) -> web.Response:
        """`{"from", "to", "body", "stop_words"?}`: a borrower writes. With `stop_words` the account has Advanced Opt-Out with those.

        What goes to the operator's number, with an extension behind it, is an upstream reply.
        """
        given = await _json(request)
        from_, to = str(given.get("from", "")), str(given.get("to", ""))
        if to.startswith(self._desk.number) and is_number(from_):
            reply = self._desk.receive(from_, to.removeprefix(self._desk.number), str(given.get("body", "")))
            return web.json_response({"id": reply.sid}, status=201)
        from_, to = _pair(given)
        words = given.get("stop_words")
        stop = None if words is None else frozenset(str(word).upper() for word in words)
        message = receive_text(self._exchange, from_=from_, to=to, body=str(given.get("body", "")), stop_words=stop)
        return web.json_response(message_json(message, self._exchange.account), status=201)


def _pair(given: dict[str, Any]) -> tuple[str, str]:
    from_, to = str(given.get("from", "")), str(given.get("to", ""))
    from_ = ANONYMOUS if from_ == "anonymous" else from_
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

