"""Our own HTTP transport under Twilio's official SDK.

The SDK's asynchronous one has no timeout in effect, repeats POST, loses `Retry-After`, leaks sessions and warns on every request;
this one sends each request once, on one session that it owns, and says how far a failed request got.
"""

from __future__ import annotations

import base64
import json
import logging
from urllib.parse import urlencode, urlsplit

from twilio.http import AsyncHttpClient
from twilio.http.response import Response

from bot.telephony.errors import AnswerLost, TooManyRequests
from bot.telephony.http_line import CONNECT_S, TOTAL_S, HttpLine


class TwilioHttpClient(AsyncHttpClient):  # type: ignore[misc]  # the SDK is not typed
    """Sends what the SDK asks for to `base_url`, whatever host the SDK had in mind. Nothing is ever sent twice.

    Raises `NotSent`, `AnswerLost` and `TooManyRequests`; every other answer goes back to the SDK. The session is opened with the first
    request and belongs to the event loop of that request; `close` it there.
    """

    def __init__(self, base_url: str, *, connect_s: float = CONNECT_S, total_s: float = TOTAL_S) -> None:
        super().__init__(logging.getLogger(__name__), True, total_s)
        self._line = HttpLine(base_url, connect_s=connect_s, total_s=total_s)

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
        status, text, answer_headers = await self._line.send(method.upper(), _target(uri, params), body, sent_headers)
        if status == 429:
            raise TooManyRequests(_code(text), answer_headers.get("Retry-After"))
        if 200 <= status < 300 and status != 204 and not isinstance(_json(text), dict):
            raise AnswerLost("the carrier's answer cannot be read")
        return Response(status, text, answer_headers)

    async def close(self) -> None:
        """Close the session. A later request opens a new one."""
        await self._line.close()


def _target(uri: str, params: dict[str, object] | None) -> str:
    wanted = urlsplit(uri)
    query = "&".join(part for part in (wanted.query, urlencode(params or {}, doseq=True)) if part)
    return f"{wanted.path}{'?' if query else ''}{query}"


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _code(text: str) -> str:
    answer = _json(text)
    code = answer.get("code") if isinstance(answer, dict) else None
    return str(code) if isinstance(code, int) else ""
