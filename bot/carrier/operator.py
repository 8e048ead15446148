"""A text operator that carries approved templates only, beside Twilio's protocol: the one of docs/operators.md."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

import aiohttp
import phonenumbers
from aiohttp import web

from bot.base.phone import from_national, to_national
from bot.base.signed_request import Signer
from bot.carrier.exchange import Exchange
from bot.carrier.resources import OperatorText, new_sid
from bot.carrier.rest import add_routes

COUNTRY = "86"
ROOT = "/operator"
_STEP_S = 0.05
_BATCH_S = 0.3
"""So long reports and replies are collected before they are posted together."""
_BATCH = 100
_TRIES = 5
_AGAIN_S = 1.0
_CODES = {30003: "HANDSET_OFF", 30005: "NUMBER_UNASSIGNED", 30006: "NUMBER_UNASSIGNED", 30007: "CONTENT_REFUSED"}
"""What Twilio's codes of a persona's fate are called here."""


class Refused(Exception):
    """The request is answered with this status and code."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@dataclass(slots=True)
class Desk:
    """What the operator has on file, and what it has yet to post. `number` is the one that its texts come from."""

    exchange: Exchange
    number: str
    url: str | None
    """Where receipts and replies are posted: `.../operator/NAME`."""
    templates: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Signature and wording by the template's number. All are approved at once."""
    _waiting: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def _signer(self) -> Signer:
        return Signer(self.exchange.account, self.exchange.auth_token)

    def add_routes(self, app: web.Application) -> None:
        add_routes(app, f"{ROOT}/v1", {
            "/texts": {"POST": self._checked(self.create)},
            "/texts/{ref}": {"GET": self._checked(self.fetch)},
            "/replies": {"GET": self._checked(self.replies)},
        })  # fmt: skip
        add_routes(app, "/_carrier/operator", {"/templates": {"POST": self.register}})

    def _checked(
        self, handler: Callable[[web.Request, bytes], Awaitable[web.Response]]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def checked(request: web.Request) -> web.StreamResponse:
            body, url = await request.read(), self.exchange.base_url + request.raw_path
            if not self._signer.accepts(request.method, url, request.headers, body, self.exchange.clock.now()):
                return _refusal(Refused(401, "KEY_INVALID"))
            try:
                return await handler(request, body)
            except Refused as refused:
                return _refusal(refused)

        return checked

    async def register(self, request: web.Request) -> web.Response:
        """`{"signature", "text"}`, the text with `{slots}` and without the signature: approved at once, and known by the number it gets.

        The same again has the same number.
        """
        try:
            given = await request.json()
            signature, text = str(given["signature"]), str(given["text"])
        except (ValueError, KeyError, TypeError) as error:
            raise web.HTTPBadRequest(text='{"message": "send signature and text"}', content_type="application/json") from error
        code = "T" + sha256(f"{signature} {text}".encode()).hexdigest()[:8]
        self.templates[code] = (signature, text)
        return web.json_response({"template": code}, status=201)

    async def create(self, request: web.Request, body: bytes) -> web.Response:
        try:
            given = json.loads(body)
            ref, to, signature, template, text = (str(given[name]) for name in ("ref", "to", "signature", "template", "text"))
            values, extension = {str(name): str(value) for name, value in given["values"].items()}, str(given.get("extension", ""))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refused(400, "REQUEST_INVALID") from error
        if (known := self.exchange.registry.operator_texts.get(ref)) is not None:
            return _shown(known, 200)  # asked for twice, sent once
        number = from_national(to, COUNTRY)
        if number is None or not phonenumbers.is_possible_number(phonenumbers.parse(number)):
            raise Refused(400, "NUMBER_INVALID")
        if all(signature != each for each, _ in self.templates.values()):
            raise Refused(403, "SIGNATURE_UNAPPROVED")
        approved = self.templates.get(template)
        if approved is None or approved[0] != signature:
            raise Refused(403, "TEMPLATE_UNAPPROVED")
        if _filled(approved[1], values) != text:
            raise Refused(403, "TEMPLATE_MISMATCH")
        body_as_read, now = f"【{signature}】{text}", self.exchange.clock.now()
        made = OperatorText(new_sid("OP"), number, self.number, body_as_read, now, status="accepted", ref=ref, extension=extension)
        self.exchange.registry.new_operator_text(made)
        self.exchange.start(self._deliver(made))
        return _shown(made, 201)

    async def fetch(self, request: web.Request, _body: bytes) -> web.Response:
        found = self.exchange.registry.operator_texts.get(request.match_info["ref"])
        if found is None:
            raise Refused(404, "NOT_FOUND")
        return _shown(found, 200)

    async def replies(self, request: web.Request, _body: bytes) -> web.Response:
        """The replies since an instant, whether or not they could be posted."""
        try:
            since = datetime.fromisoformat(request.query["since"])
        except (KeyError, ValueError) as error:
            raise Refused(400, "REQUEST_INVALID") from error
        found = [it for it in self.exchange.registry.operator_texts.values() if it.direction == "inbound" and it.created >= since]
        return web.json_response({"replies": [_reply_json(it) for it in found]})

    async def _deliver(self, text: OperatorText) -> None:
        clock = self.exchange.clock
        callee = self.exchange.callee(text.to, None)
        await clock.sleep(_STEP_S)
        self._change(text, "sent")
        await clock.sleep(_STEP_S)
        fate = callee.text_fate
        if fate.status == "none":
            return
        if callee.on_ring == "unassigned":
            self._change(text, "undelivered", "NUMBER_UNASSIGNED")
            return
        self._change(text, fate.status, None if fate.code is None else _CODES.get(fate.code, "UNKNOWN"))
        if fate.status == "delivered" and callee.replies_by_text is not None and not self._has_replied(text.to):
            await clock.sleep(callee.replies_by_text.after_s)
            self.receive(text.to, text.extension, callee.replies_by_text.say)

    def _has_replied(self, number: str) -> bool:
        return any(it.direction == "inbound" and it.from_ == number for it in self.exchange.registry.operator_texts.values())

    def _change(self, text: OperatorText, status: str, code: str | None = None) -> None:
        self.exchange.registry.change_operator_text(text, status, **({} if code is None else {"code": code}))
        self._post("receipts", _text_json(text))

    def receive(self, from_: str, extension: str, body: str) -> OperatorText:
        """A borrower writes to the operator's number with an extension behind it: an upstream reply."""
        name = new_sid("UP")
        reply = OperatorText(
            name, self.number, from_, body, self.exchange.clock.now(), "inbound", "received", ref=name, extension=extension
        )
        self.exchange.registry.new_operator_text(reply)
        self._post("replies", _reply_json(reply))
        return reply

    def _post(self, kind: str, item: dict[str, Any]) -> None:
        """Collect it for the next batch, as often as the faults will have it."""
        if self.url is None:
            return
        waiting = self._waiting.setdefault(kind, [])
        if not waiting:
            self.exchange.start(self._flush(kind))
        waiting.extend([item] * self.exchange.faults.copies())

    async def _flush(self, kind: str) -> None:
        await self.exchange.clock.sleep(_BATCH_S)
        await self.exchange.faults.delay(callback=True)
        items = self._waiting.pop(kind, [])
        for at in range(0, len(items), _BATCH):
            await self._deliver_batch(kind, items[at : at + _BATCH])

    async def _deliver_batch(self, kind: str, items: list[dict[str, Any]]) -> None:
        """Posted until it is taken; what nobody takes is asked for by whoever wants to know."""
        url, body = f"{self.url}/{kind}", json.dumps({kind: items}, ensure_ascii=False).encode()
        for _ in range(_TRIES):
            headers = self._signer.headers("POST", url, body, self.exchange.clock.now()) | {"Content-Type": "application/json"}
            try:
                async with self.exchange.webhooks.session.post(url, data=body, headers=headers, allow_redirects=False) as answer:
                    if answer.status < 300:
                        return
            except (aiohttp.ClientError, TimeoutError):
                pass  # as good as a refusal: tried again
            await asyncio.sleep(_AGAIN_S)


def _filled(text: str, values: Mapping[str, str]) -> str | None:
    try:
        return text.format(**values)
    except (KeyError, IndexError, ValueError):
        return None


def _text_json(text: OperatorText) -> dict[str, Any]:
    shown = {"id": text.sid, "ref": text.ref, "status": text.status, "at": (text.updated or text.created).isoformat()}
    return shown | ({"code": text.code} if text.code else {})


def _reply_json(reply: OperatorText) -> dict[str, Any]:
    sender = to_national(reply.from_, COUNTRY)
    return {"id": reply.sid, "from": sender, "extension": reply.extension, "text": reply.body, "at": reply.created.isoformat()}


def _shown(text: OperatorText, status: int) -> web.Response:
    return web.json_response(_text_json(text), status=status)


def _refusal(refused: Refused) -> web.Response:
    return web.json_response({"code": refused.code}, status=refused.status)
