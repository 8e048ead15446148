"""Signed requests to whoever uses the carrier: documents are fetched, changes are told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag, urlencode

import aiohttp
from twilio.request_validator import RequestValidator

from bot.base.ids import new_id
from bot.carrier.errors import TwimlError

_LOG = logging.getLogger(__name__)
READ_TIMEOUT_S = 15.0
"""Twilio's ceiling for a voice request."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a webhook answered."""

    status: int
    content_type: str
    text: str


class Webhooks:
    """Posts forms, signed with the account's token as Twilio signs; one retry, and only where the connection could not be made."""

    def __init__(self, auth_token: str) -> None:
        self._validator = RequestValidator(auth_token)
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                # no limit: every live stream holds a connection; no reuse: one that the service has just closed would lose a callback
                connector=aiohttp.TCPConnector(limit=0, force_close=True),
                timeout=aiohttp.ClientTimeout(total=None, sock_read=READ_TIMEOUT_S, sock_connect=5),
                headers={"User-Agent": "TwilioProxy/1.1"},
            )
        return self._session

    def signature(self, url: str, params: Mapping[str, str]) -> str:
        """The value of X-Twilio-Signature for `url` (its fragment is no part of it) and form fields."""
        return str(self._validator.compute_signature(urldefrag(url).url, dict(params)))

    async def ask(self, url: str, params: Mapping[str, str], method: str = "POST") -> Answer:
        """Fetch a document; raises `TwimlError` 11205 where nobody can be reached and 11200 where nothing proper comes back."""
        url = urldefrag(url).url
        if method == "GET":
            url, params = f"{url}{'&' if '?' in url else '?'}{urlencode(params)}", {}
        headers = {"X-Twilio-Signature": self.signature(url, params), "I-Twilio-Idempotency-Token": new_id("idt")}
        for last in (False, True):
            try:
                async with self.session.request(method, url, data=params or None, headers=headers, allow_redirects=False) as response:
                    return Answer(response.status, response.content_type, await response.text())
            except aiohttp.ClientConnectorError as error:
                if last:
                    raise TwimlError(11205, "a webhook cannot be reached") from error
            except (aiohttp.ClientError, TimeoutError, UnicodeDecodeError, ValueError) as error:
                raise TwimlError(11200, "a webhook did not answer properly") from error
        raise AssertionError("unreachable")

    def tell(self, url: str | None, params: Mapping[str, str], method: str = "POST") -> None:
        """Send a callback; nobody waits for it, and what it answers does not matter."""
        if url:
            task = asyncio.create_task(self._tell(url, params, method))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _tell(self, url: str, params: Mapping[str, str], method: str) -> None:
        try:
            answer = await self.ask(url, params, method)
        except TwimlError as error:
            _LOG.warning("callback lost: %s", error)
            return
        if answer.status >= 400:
            _LOG.warning("a callback was answered with status %d", answer.status)

    async def close(self) -> None:
        """Give what is on its way a moment, then stop."""
        if self._tasks:
            _, late = await asyncio.wait(set(self._tasks), timeout=2)
            for task in late:
                task.cancel()
        if self._session is not None:
            await self._session.close()
