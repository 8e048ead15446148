"""Fetching the TwiML that leads a call: signed, with its fallback, and on the call's record."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from bot.carrier.errors import TwimlError
from bot.carrier.exchange import Exchange
from bot.carrier.resources import Call
from bot.carrier.twiml import parse
from bot.carrier.verbs import Action, Verb

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Document:
    """Where a call's TwiML comes from: `text` as given, or fetched from `url` with `more` beside the call's own fields."""

    url: str | None = None
    method: str = "POST"
    text: str | None = None
    fallback: str | None = None
    fallback_method: str = "POST"
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A document that was read, and the URL that others are relative to."""

    verbs: list[Verb]
    base: str | None

    def following(self, action: Action, more: Mapping[str, str]) -> Document | None:
        """The document that an action asks for; without one this page's own URL, if it has one, is asked again."""
        if action.url is not None:
            return Document(urljoin(self.base, action.url) if self.base else action.url, action.method, more=more)
        return Document(self.base, action.method, more=more) if self.base else None


class Documents:
    """One call's."""

    def __init__(self, exchange: Exchange, call: Call) -> None:
        self._exchange = exchange
        self._call = call

    async def get(self, document: Document, status: str, base: str | None = None) -> Page:
        """Fetch and read; where that fails, its fallback, told what was wrong. Raises `TwimlError`."""
        if document.url is None:
            return Page(parse(document.text or ""), base)
        url = urljoin(base, document.url) if base else document.url
        try:
            return Page(parse(await self._fetch(url, document.method, document.more, status)), url)
        except TwimlError as error:
            self._exchange.webhooks.note(self._call.sid, url, document.method, error)
            if document.fallback is None:
                raise
            _LOG.warning("call %s: %s; its fallback is asked", self._call.sid, error)
            more = {"ErrorCode": str(error.code), "ErrorUrl": url}
            text = await self._fetch(document.fallback, document.fallback_method, more, status)
            return Page(parse(text), document.fallback)

    async def _fetch(self, url: str, method: str, more: Mapping[str, str], status: str) -> str:
        fields = self._exchange.call_fields(self._call, status) | dict(more)
        if self._call.answered_by:
            fields["AnsweredBy"] = self._call.answered_by
        answer = await self._exchange.webhooks.ask(url, fields, method, call_sid=self._call.sid)
        if answer.status == 204:
            return ""
        if answer.status != 200:
            raise TwimlError(11200, f"a document was answered with status {answer.status}")
        if answer.content_type not in ("text/xml", "application/xml", "text/html"):
            raise TwimlError(12300, f"a document is not XML but {answer.content_type}")
        return answer.text
