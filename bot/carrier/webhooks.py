"""Signed requests to whoever uses the carrier: documents are fetched, changes are told; what was asked and answered is kept a while."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urldefrag, urlencode, urljoin, urlsplit

import aiohttp
from twilio.request_validator import RequestValidator

from bot.base.clock import Clock
from bot.base.ids import new_id
from bot.carrier.errors import TwimlError
from bot.carrier.faults import FaultSwitch
from bot.carrier.resources import new_sid

_LOG = logging.getLogger(__name__)
READ_TIMEOUT_S = 15.0
"""Twilio's ceiling for a voice request."""
_KEPT = 2000
_LARGEST = 64 * 1024
"""Twilio's limit for a document, in bytes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a webhook answered."""

    status: int
    content_type: str
    text: str


@dataclass(frozen=True, slots=True)
class Exchanged:
    """One request of a call's, and what was answered: a row of its Events."""

    call_sid: str
    url: str
    method: str
    params: Mapping[str, str]
    answer: Answer | None
    took_ms: int


@dataclass(frozen=True, slots=True)
class Noted:
    """What went wrong in a call: a row of its Notifications."""

    sid: str
    call_sid: str
    url: str
    method: str
    code: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _Retries:
    """Twilio's connection overrides, from a URL's fragment: `#rc=2&rp=5xx,ct&ct=2000&rt=5000`."""

    count: int
    on: frozenset[str]
    connect_s: float
    read_s: float
    total_s: float

    @classmethod
    def of(cls, fragment: str) -> _Retries:
        given = {name: values[-1] for name, values in parse_qs(fragment).items()}

        def seconds(name: str, default: float) -> float:
            return int(given[name]) / 1000 if given.get(name, "").isdecimal() else default

        count = int(given["rc"]) if given.get("rc", "") in tuple("012345") else 1
        on = frozenset(given.get("rp", "ct").split(","))
        return cls(count, on, seconds("ct", 5.0), seconds("rt", READ_TIMEOUT_S), seconds("tt", READ_TIMEOUT_S))

    def again(self, status: int) -> bool:
        return bool(self.on & {f"{status // 100}xx", "all"}) and status >= 400


class Webhooks:
    """Sends forms, signed with the account's token as Twilio signs; by default one retry, and only where no connection could be made."""

    def __init__(self, auth_token: str, clock: Clock, faults: FaultSwitch) -> None:
        self._validator = RequestValidator(auth_token)
        self._clock = clock
        self._faults = faults
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.exchanged: deque[Exchanged] = deque(maxlen=_KEPT)
        self.noted: deque[Noted] = deque(maxlen=_KEPT)

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

    async def ask(self, url: str, params: Mapping[str, str], method: str = "POST", call_sid: str = "") -> Answer:
        """Fetch a document; raises `TwimlError` 11205 where nobody can be reached and 11200 where nothing proper comes back."""
        await self._faults.delay(callback=False)
        return await self._ask(url, params, method, call_sid)

    async def _ask(self, url: str, params: Mapping[str, str], method: str, call_sid: str) -> Answer:
        url, fragment = urldefrag(url)
        retries = _Retries.of(fragment)
        token = new_id("idt")
        began = self._clock.monotonic()
        answer: Answer | None = None
        try:
            async with asyncio.timeout(retries.total_s):
                for left in range(retries.count, -1, -1):
                    try:
                        answer = await self._once(url, params, method, token, retries)
                    except aiohttp.ClientConnectorError:
                        if left and retries.on & {"ct", "all"}:
                            continue
                        raise
                    except TimeoutError:
                        if left and retries.on & {"rt", "all"}:
                            continue
                        raise
                    if not (left and retries.again(answer.status)):
                        return answer
        except aiohttp.ClientConnectorError as error:
            raise TwimlError(11205, "a webhook cannot be reached") from error
        except (aiohttp.ClientError, TimeoutError, LookupError, ValueError) as error:  # a wrong charset or wrong text among them
            raise TwimlError(11200, "a webhook did not answer properly") from error
        finally:
            took = int((self._clock.monotonic() - began) * 1000)
            self.exchanged.append(Exchanged(call_sid, url, method, dict(params), answer, took))
        raise AssertionError("unreachable")

    async def _once(self, url: str, params: Mapping[str, str], method: str, token: str, retries: _Retries) -> Answer:
        if method == "GET" and params:
            url, params = f"{url}{'&' if '?' in url else '?'}{urlencode(params)}", {}
        headers = {"X-Twilio-Signature": self.signature(url, params), "I-Twilio-Idempotency-Token": token}
        patience = aiohttp.ClientTimeout(sock_connect=retries.connect_s, sock_read=retries.read_s)
        request = self.session.request(method, url, data=params or None, headers=headers, allow_redirects=False, timeout=patience)
        async with request as response:
            if response.status in (301, 302, 303, 307, 308) and (where := response.headers.get("Location")):
                return await self._redirected(urljoin(url, where), token, patience)
            return await _read(response)

    async def _redirected(self, url: str, token: str, patience: aiohttp.ClientTimeout) -> Answer:
        """Redirects are followed with GET, and what was posted is lost."""
        headers = {"X-Twilio-Signature": self.signature(url, {}), "I-Twilio-Idempotency-Token": token}
        async with self.session.get(url, headers=headers, max_redirects=5, timeout=patience) as response:
            return await _read(response)

    def tell(self, url: str | None, params: Mapping[str, str], method: str = "POST", call_sid: str = "") -> None:
        """Send a callback; nobody waits for it, and what it answers does not matter."""
        if not url:
            return
        copies = self._faults.copies()
        if not copies:  # lost on its way: the carrier's own record has it all the same
            self.exchanged.append(Exchanged(call_sid, url, method, dict(params), None, 0))
        for _ in range(copies):
            self._start(self._tell(url, params, method, call_sid))

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell(self, url: str, params: Mapping[str, str], method: str, call_sid: str) -> None:
        await self._faults.delay(callback=True)
        try:
            answer = await self._ask(url, params, method, call_sid)
        except TwimlError as error:
            _LOG.warning("callback lost: %s", error)
            self.note(call_sid, url, method, error)
            return
        if answer.status >= 400:
            _LOG.warning("a callback was answered with status %d", answer.status)

    def note(self, call_sid: str, url: str, method: str, error: TwimlError) -> None:
        """Keep what went wrong, as Twilio's debugger does."""
        self.noted.append(Noted(new_sid("NO"), call_sid, url, method, error.code, str(error), self._clock.now()))

    async def close(self) -> None:
        """Give what is on its way a moment, then stop."""
        if self._tasks:
            _, late = await asyncio.wait(set(self._tasks), timeout=2)
            for task in late:
                task.cancel()
        if self._session is not None:
            await self._session.close()


async def _read(response: aiohttp.ClientResponse) -> Answer:
    body = await response.content.read(_LARGEST)
    while more := await response.content.read(_LARGEST):
        body += more
        if len(body) > _LARGEST:
            raise TwimlError(11750, "a document is longer than 64 KiB")
    return Answer(response.status, response.content_type, body.decode(response.charset or "utf-8"))


def event_json(it: Exchanged) -> dict[str, Any]:
    """A row of a call's Events."""
    answer = it.answer
    return {
        "request": {"method": it.method, "url": it.url, "parameters": dict(it.params)},
        "response": {
            "response_code": answer.status if answer else None,
            "content_type": answer.content_type if answer else None,
            "response_body": answer.text if answer else None,
            "request_duration": it.took_ms,
        },
    }


def notification_json(it: Noted, account: str, api: str, date: str | None, *, whole: bool) -> dict[str, Any]:
    """A row of a call's Notifications; `whole` is the resource by itself, which has the request's texts too."""
    url = it.url if urlsplit(it.url).scheme in ("http", "https") else None
    shown: dict[str, Any] = {
        "account_sid": account,
        "api_version": api,
        "call_sid": it.call_sid,
        "date_created": date,
        "date_updated": date,
        "error_code": str(it.code),
        "log": "0",
        "message_date": date,
        "message_text": json.dumps(it.text)[1:-1],
        "more_info": f"https://www.twilio.com/docs/errors/{it.code}",
        "request_method": it.method,
        "request_url": url,
        "sid": it.sid,
        "uri": f"/{api}/Accounts/{account}/Calls/{it.call_sid}/Notifications/{it.sid}.json",
    }
    return shown | ({"request_variables": "", "response_body": "", "response_headers": ""} if whole else {})
