"""Whether a request really comes from Twilio: its signature, over the address that we gave it, with a token that only we share."""

from __future__ import annotations

import asyncio
import hmac
import json
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import parse_qs, parse_qsl, urlsplit

from aiohttp import web
from multidict import MultiDict
from twilio.request_validator import RequestValidator

from bot.base.errors import ConfigError
from bot.telephony.errors import WebhookRefused

HEADER = "X-Twilio-Signature"
MAX_BODY_BYTES = 64 * 1024
_MAX_FIELDS = 500
_BODY_S = 10.0
"""How long a request may take to hand over its body."""
_DEFAULT_PORTS = {"http": 80, "ws": 80, "https": 443, "wss": 443}


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """Checks signatures against `tokens`: the account's auth token, and the second one while they are being changed over.

    `public_url` and `media_url` are the bases of the addresses that Twilio was given (`https://...` and `wss://...`). The request's own
    `Host` and `X-Forwarded-*` are the caller's to choose, and are never looked at. Bases end without a slash; where one has a path, the
    proxy in front strips it. Raises `ConfigError` for anything that would make the check meaningless.
    """

    public_url: str
    media_url: str
    tokens: tuple[str, ...] = field(repr=False)

    def __post_init__(self) -> None:
        for name, base, schemes in (("public", self.public_url, ("https", "http")), ("media", self.media_url, ("wss", "ws"))):
            if urlsplit(base).scheme not in schemes or not urlsplit(base).hostname:
                raise ConfigError(f"the {name} URL of the webhooks must start with {schemes[0]}:// and name a host")
        if not self.tokens or not all(self.tokens):
            raise ConfigError("the account's auth token is empty: anybody could sign with it")

    def form(self, raw_path: str, params: MultiDict[str], signature: str) -> bool:
        """A form: signed over the address and every name and value, repeated names included."""
        return self._signed(self.public_url, raw_path, params, signature)

    def body(self, raw_path: str, body: bytes, signature: str) -> bool:
        """Any other body: signed over the address, which holds the body's hash as `bodySHA256`."""
        expected = parse_qs(urlsplit(raw_path).query).get("bodySHA256", [""])[0]
        intact = hmac.compare_digest(sha256(body).hexdigest().encode(), expected.encode())
        return self._signed(self.public_url, raw_path, MultiDict(), signature) and intact

    def upgrade(self, raw_path: str, signature: str) -> bool:
        """A WebSocket: signed over the `wss://` address as TwiML gave it."""
        return self._signed(self.media_url, raw_path, MultiDict(), signature)

    def _signed(self, base: str, raw_path: str, params: MultiDict[str], signature: str) -> bool:
        if not raw_path.isascii():
            return False
        given = signature.encode("utf-8", "surrogateescape")
        # A list, not a generator: every comparison is made, so the time taken says nothing about which of them held.
        matches = [
            hmac.compare_digest(RequestValidator(token).compute_signature(address + raw_path, params).encode(), given)
            for token in self.tokens
            for address in _with_and_without_port(base)
        ]
        return any(matches)


def _with_and_without_port(base: str) -> tuple[str, ...]:
    """Twilio signs an address with its port or without it, and says itself that it is not consistent in that."""
    parts = urlsplit(base)
    other = parts.netloc.removesuffix(f":{parts.port}") if parts.port else f"{parts.netloc}:{_DEFAULT_PORTS[parts.scheme]}"
    return base, parts._replace(netloc=other).geturl()


async def signed_params(request: web.Request, check: SignatureCheck) -> MultiDict[str]:
    """The parameters of a signed webhook: a form's fields, or the members of a flat JSON object.

    Raises `WebhookRefused`: 403 without a right signature, 415 for another content type, 408 for a body that does not come, 400 for one
    that cannot be read. A body above 64 KiB is refused by aiohttp with 413.
    """
    signature = request.headers.get(HEADER)
    if not signature:
        raise WebhookRefused(403, "no signature")
    if request.content_type not in ("application/x-www-form-urlencoded", "application/json"):
        raise WebhookRefused(415, "neither a form nor JSON")
    try:
        async with asyncio.timeout(_BODY_S):
            body = await request.read()
    except TimeoutError:
        raise WebhookRefused(408, "the body did not come") from None
    if request.content_type == "application/json":
        signed = check.body(request.raw_path, body, signature)
        params = _json_params(body) if signed else MultiDict[str]()
    else:
        params = _form_params(body)
        signed = check.form(request.raw_path, params, signature)
    if not signed:
        raise WebhookRefused(403, "wrong signature")
    return params


def _form_params(body: bytes) -> MultiDict[str]:
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError:
        raise WebhookRefused(400, "not a form in UTF-8") from None
    return MultiDict(pairs)


def _json_params(body: bytes) -> MultiDict[str]:
    try:
        members = json.loads(body)
    except (ValueError, RecursionError):
        raise WebhookRefused(400, "not JSON") from None
    if not isinstance(members, dict) or any(isinstance(value, dict | list) for value in members.values()):
        raise WebhookRefused(400, "not a flat JSON object")
    return MultiDict({name: "" if value is None else str(value) for name, value in members.items()})
