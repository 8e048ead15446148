"""Our own HTTP transport under Twilio's official SDK.

The SDK's asynchronous one has no timeout in effect, repeats POST, loses `Retry-After`, leaks sessions and warns on every request;
this one sends each request once, on one session that it owns, and says how far a failed request got.
"""

from __future__ import annotations

import base64
import json
import logging
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp
from twilio.http import AsyncHttpClient
from twilio.http.response import Response

from bot.base.config import is_loopback
from bot.base.errors import ConfigError
from bot.telephony.errors import AnswerLost, NotSent, TooManyRequests

CONNECT_S = 5.0
TOTAL_S = 15.0
"""How long a request may take in all; Twilio answers a create in well under a second."""


class TwilioHttpClient(AsyncHttpClient):  # type: ignore[misc]  # the SDK is not typed
    """Sends what the SDK asks for to `base_url`, whatever host the SDK had in mind. Nothing is ever sent twice.

    Raises `NotSent`, `AnswerLost` and `TooManyRequests`; every other answer goes back to the SDK. The session is opened with the first
    request and belongs to the event loop of that request; `close` it there.
    """

    def __init__(self, base_url: str, *, connect_s: float = CONNECT_S, total_s: float = TOTAL_S) -> None:
        super().__init__(logging.getLogger(__name__), True, total_s)
        base = urlsplit(base_url)
        if base.scheme not in ("http", "https") or not base.hostname:
            raise ConfigError("the carrier's base URL must look like https://api.twilio.com")
        if base.scheme == "http" and not is_loopback(base_url):
            raise ConfigError("the carrier's base URL must be https: the account's token would travel in the clear")
        self._base = f"{base.scheme}://{base.netloc}{base.path.rstrip('/')}"
        self._timeout = aiohttp.ClientTimeout(total=total_s, connect=connect_s)
        self._session: aiohttp.ClientSession | None = None

    async def request(
        self,
        method: str,
        uri: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the SDK's signature; ours is set once, in the constructor
        allow_redirects: bool = False,
    ) -> Response:
        """One request, one answer. Redirects are not followed: they would turn a POST into a GET."""
        sent_headers = dict(headers or {})
        if auth is not None:
            sent_headers["Authorization"] = "Basic " + base64.b64encode(":".join(auth).encode()).decode()
        body = urlencode(data, doseq=True).encode() if data else None
        status, text, answer_headers = await self._send(method.upper(), self._url(uri, params), body, sent_headers)
        if status == 429:
            raise TooManyRequests(_code(text), answer_headers.get("Retry-After"))
        if 200 <= status < 300 and status != 204 and not isinstance(_json(text), dict):
            raise AnswerLost("the carrier's answer cannot be read")
        return Response(status, text, answer_headers)

    async def _send(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, str, Any]:
        failure: NotSent | AnswerLost
        try:
            async with self._opened().request(method, url, data=body, headers=headers, allow_redirects=False) as answer:
                return answer.status, (await answer.read()).decode("utf-8", "replace"), answer.headers
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            failure = NotSent("the carrier cannot be reached: check the base URL and the network")
        except (aiohttp.ClientError, TimeoutError, OSError):
            failure = AnswerLost("the connection to the carrier broke, or took too long, before its answer came")
        raise failure  # outside the handler: the cause's text holds the URL, and with it the number that was asked for

    def _url(self, uri: str, params: dict[str, object] | None) -> str:
        wanted = urlsplit(uri)
        query = "&".join(part for part in (wanted.query, urlencode(params or {}, doseq=True)) if part)
        return f"{self._base}{wanted.path}{'?' if query else ''}{query}"

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar(), trust_env=False)
        return self._session

    async def close(self) -> None:
        """Close the session. A later request opens a new one."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _code(text: str) -> str:
    answer = _json(text)
    code = answer.get("code") if isinstance(answer, dict) else None
    return str(code) if isinstance(code, int) else ""
