"""What text operators post to us: batches of receipts, late or not, and of replies. What is not signed has no effect."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from aiohttp import web

from bot.base.clock import Clock
from bot.base.config import OperatorConfig
from bot.base.signed_request import Signer
from bot.telephony.allowance import Allowance
from bot.telephony.errors import WebhookRefused
from bot.telephony.events import CallHandler, TextEvent
from bot.telephony.operator_codes import error_class
from bot.telephony.operator_gateway import as_code, read_reply

_BODY_S = 10.0
_ATTEMPT = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_STATUSES = frozenset({"accepted", "sent", "delivered", "undelivered", "failed"})

_TAKEN, _READ_NOT, _FAILED = "taken", "refused", "failed"
_Take = Callable[[str, OperatorConfig, dict[str, Any]], Awaitable[bool]]

_log = structlog.get_logger(__name__)


class OperatorWebhooks:
    """`/operator/NAME/receipts` and `/operator/NAME/replies` for each of `operators`; `public_url` is where they find us."""

    def __init__(
        self, handler: CallHandler, clock: Clock, operators: Mapping[str, OperatorConfig], public_url: str, allowed: Allowance
    ) -> None:
        self._handler = handler
        self._clock = clock
        self._operators = operators
        self._public_url = public_url.rstrip("/")
        self._allowed = allowed

    def routes(self) -> list[web.RouteDef]:
        path = "/operator/{name:[a-z][a-z0-9_]{0,29}}"
        return [
            web.post(f"{path}/receipts", self._batch("receipts", self._receipt)),
            web.post(f"{path}/replies", self._batch("replies", self._reply)),
        ]

    def _batch(self, kind: str, take: _Take) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            name = request.match_info["name"]
            said = await self._signed(request, name)
            batch = said.get(kind)
            if not isinstance(batch, list):
                raise WebhookRefused(400, f"no {kind}")
            done = [await self._one(take, name, each) for each in batch]
            if _READ_NOT in done:
                _log.warning("operator.not_read", operator=name, kind=kind, count=done.count(_READ_NOT))
            shown = {each: done.count(each) for each in (_TAKEN, _READ_NOT, _FAILED)}
            # Where we failed the operator is told so, and all of it comes again: what was taken changes nothing twice.
            return web.json_response(shown, status=500 if _FAILED in done else 200)

        return answer

    async def _one(self, take: _Take, name: str, item: object) -> str:
        """One that can't be read, or that we fail at, holds up no other."""
        if not isinstance(item, dict):
            return _READ_NOT
        try:
            return _TAKEN if await take(name, self._operators[name], item) else _READ_NOT
        except Exception as problem:  # noqa: BLE001 - whatever is wrong with one, an opt-out may stand behind it
            _log.error("operator.failed", operator=name, problem=type(problem).__name__)
            return _FAILED

    async def _signed(self, request: web.Request, name: str) -> dict[str, Any]:
        """The JSON object that the operator signed. Raises `WebhookRefused`: 404, 403, 408, 429 or 400."""
        config = self._operators.get(name)
        if config is None:
            raise WebhookRefused(404, "no such operator")
        try:
            async with asyncio.timeout(_BODY_S):
                body = await request.read()
        except TimeoutError:
            raise WebhookRefused(408, "the body did not come") from None
        signer = Signer(config.key_id, config.secret)
        if not signer.accepts(request.method, self._public_url + request.raw_path, request.headers, body, self._clock.now()):
            raise WebhookRefused(403, "no signature, a wrong one, or an old one")
        if not self._allowed.take(f"operator {name}"):
            raise WebhookRefused(429, "too many of this operator")
        try:
            said = json.loads(body)
        except (ValueError, RecursionError):
            raise WebhookRefused(400, "not JSON") from None
        if not isinstance(said, dict):
            raise WebhookRefused(400, "not a JSON object")
        return said

    async def _receipt(self, name: str, config: OperatorConfig, said: dict[str, Any]) -> bool:
        ref, status, code = (said.get(key) for key in ("ref", "status", "code"))
        if not (isinstance(ref, str) and _ATTEMPT.fullmatch(ref) and isinstance(status, str) and status in _STATUSES):
            return False
        code = as_code(code)
        opted_out = "STOP" if code is not None and error_class(code, config.codes) == "opted_out" else None
        raw = {key: ascii(value) for key, value in said.items()}
        event = TextEvent(ref, status, "", config.number, error_code=code, opt_out_type=opted_out, via=name, raw=raw)
        await self._handler.text_status(ref, event)
        return True

    async def _reply(self, name: str, config: OperatorConfig, said: dict[str, Any]) -> bool:
        reply = read_reply(said, name, config)
        if reply is None:
            return False
        await self._handler.text(TextEvent.of(reply))
        return True
