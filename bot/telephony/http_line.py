"""One connection pool to one carrier: each request is sent once, and a failure says how far it got."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from bot.base.config import is_loopback
from bot.base.errors import ConfigError
from bot.telephony.errors import AnswerLost, NotSent

CONNECT_S = 5.0
TOTAL_S = 15.0
"""How long a request may take in all; a carrier answers a create in well under a second."""


class HttpLine:
    """Sends to `base_url`, which has no slash at its end. Redirects are not followed: they would turn a POST into a GET.

    The session is opened with the first request and belongs to the event loop of that request; `close` it there. Raises `ConfigError` for
    an address that is none, or that would send what is secret in the clear.
    """

    def __init__(self, base_url: str, *, connect_s: float = CONNECT_S, total_s: float = TOTAL_S) -> None:
        base = urlsplit(base_url)
        if base.scheme not in ("http", "https") or not base.hostname:
            raise ConfigError("the carrier's base URL must look like https://api.twilio.com")
        if base.scheme == "http" and not is_loopback(base_url):
            raise ConfigError("the carrier's base URL must be https: the account's token would travel in the clear")
        self.base_url = f"{base.scheme}://{base.netloc}{base.path.rstrip('/')}"
        self._timeout = aiohttp.ClientTimeout(total=total_s, connect=connect_s)
        self._session: aiohttp.ClientSession | None = None

    async def send(self, method: str, target: str, body: bytes | None, headers: Mapping[str, str]) -> tuple[int, str, Mapping[str, str]]:
        """Status, text and headers of the answer to a request for `target`, a path with its query. Raises `NotSent` and `AnswerLost`."""
        failure: NotSent | AnswerLost
        try:
            url = URL(self.base_url + target, encoded=True)  # as it is: it may have been signed
            async with self._opened().request(method, url, data=body, headers=headers, allow_redirects=False) as answer:
                return answer.status, (await answer.read()).decode("utf-8", "replace"), answer.headers
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            failure = NotSent("the carrier cannot be reached: check the base URL and the network")
        except (aiohttp.ClientError, TimeoutError, OSError):
            failure = AnswerLost("the connection to the carrier broke, or took too long, before its answer came")
        raise failure  # outside the handler: the cause's text holds the URL, and with it the number that was asked for

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar(), trust_env=False)
        return self._session

    async def close(self) -> None:
        """Close the session. A later request opens a new one."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()
