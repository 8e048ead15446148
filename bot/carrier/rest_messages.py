"""Messages by REST, their media and the feedback on them."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.carrier.errors import RestError
from bot.carrier.exchange import Exchange
from bot.carrier.listing import matching, page
from bot.carrier.resources import API, Message, message_json, rfc2822
from bot.carrier.rest import ACCOUNT_PATH, add_routes, form_of, gone
from bot.carrier.text_life import cancel, new_text


class RestMessages:
    """The handlers."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._account = exchange.account

    def add_routes(self, app: web.Application) -> None:
        one = "/Messages/{sid}"
        add_routes(app, ACCOUNT_PATH, {
            "/Messages.json": {"GET": self.listed, "POST": self.create},
            f"{one}.json": {"GET": self.fetch, "POST": self.update, "DELETE": self.delete},
            f"{one}/Media.json": {"GET": self.media},
            f"{one}/Media/{{media}}.json": {"GET": self.one_media, "DELETE": self.forget_media},
            f"{one}/Feedback.json": {"POST": self.feedback},
        })  # fmt: skip

    async def create(self, request: web.Request) -> web.Response:
        message = new_text(self._exchange, await form_of(request))
        return web.json_response(message_json(message, self._account), status=201)

    async def fetch(self, request: web.Request) -> web.Response:
        return web.json_response(message_json(self._message(request), self._account))

    async def update(self, request: web.Request) -> web.Response:
        """An empty Body redacts; Status=canceled stops what has not been sent."""
        message, form = self._message(request), await form_of(request)
        if status := form.get("Status"):
            if status != "canceled":
                raise RestError(20001)
            cancel(self._exchange, message)
        if form.get("Body") == "":
            self._exchange.registry.change_message(message, message.status, body="")
        return web.json_response(message_json(message, self._account))

    async def delete(self, request: web.Request) -> web.Response:
        del self._exchange.registry.messages[self._message(request).sid]
        return gone()

    async def listed(self, request: web.Request) -> web.Response:
        found = matching(list(self._exchange.registry.messages.values()), request.query, "DateSent", _instant)
        return web.json_response(page("messages", found, lambda it: message_json(it, self._account), request.path, request.query))

    async def media(self, request: web.Request) -> web.Response:
        message = self._message(request)
        found = [self._media_json(message, url) for url in message.media]
        return web.json_response(page("media_list", found, lambda it: it, request.path, request.query))

    async def one_media(self, request: web.Request) -> web.Response:
        message, url = self._one(request)
        return web.json_response(self._media_json(message, url))

    async def forget_media(self, request: web.Request) -> web.Response:
        message, url = self._one(request)
        self._exchange.registry.change_message(message, message.status, media=tuple(it for it in message.media if it != url))
        return gone()

    async def feedback(self, request: web.Request) -> web.Response:
        message, outcome = self._message(request), (await form_of(request)).get("Outcome", "confirmed")
        if outcome not in ("confirmed", "unconfirmed"):
            raise RestError(20001)
        now = rfc2822(self._exchange.clock.now())
        shown = {
            "account_sid": self._account, "message_sid": message.sid, "outcome": outcome, "date_created": now, "date_updated": now,
            "uri": f"/{API}/Accounts/{self._account}/Messages/{message.sid}/Feedback.json",
        }  # fmt: skip
        return web.json_response(shown)

    def _message(self, request: web.Request) -> Message:
        message = self._exchange.registry.messages.get(request.match_info["sid"])
        if message is None:
            raise RestError(20404)
        return message

    def _one(self, request: web.Request) -> tuple[Message, str]:
        message = self._message(request)
        for url in message.media:
            if _media_sid(url) == request.match_info["media"]:
                return message, url
        raise RestError(20404)

    def _media_json(self, message: Message, url: str) -> dict[str, Any]:
        sid = _media_sid(url)
        return {
            "sid": sid,
            "account_sid": self._account,
            "parent_sid": message.sid,
            "content_type": "image/jpeg",
            "date_created": rfc2822(message.created),
            "date_updated": rfc2822(message.created),
            "uri": f"/{API}/Accounts/{self._account}/Messages/{message.sid}/Media/{sid}.json",
        }


def _media_sid(url: str) -> str:
    return "ME" + hashlib.md5(url.encode(), usedforsecurity=False).hexdigest()


def _instant(message: Message) -> datetime:
    return message.sent or message.created
