"""A text operator that carries approved templates only, as a `Gateway`, over the HTTP protocol of docs/operators.md."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode

import structlog

from bot.base.clock import Clock
from bot.base.config import OperatorConfig, is_loopback
from bot.base.errors import CourtesyError
from bot.base.pace import Pace
from bot.base.phone import from_national, to_national
from bot.base.signed_request import Signer
from bot.contact.gateway import CallOrder, Capabilities, Found, GatewayError, LostAnswer, Receipt, Received, TextOrder
from bot.contact.permit import Channel, Permit
from bot.contact.texts import Source
from bot.telephony.errors import AnswerLost, NotSent
from bot.telephony.http_line import HttpLine
from bot.telephony.operator_codes import error_class
from bot.telephony.twilio_answers import wait_s

_SIGNED = re.compile(r"【([^【】]+)】(.+)", re.DOTALL)
_LONGEST_ID, _LONGEST_CODE = 80, 20
_YEARS = range(2020, 2100)

log = structlog.get_logger(__name__)


class OperatorGateway:
    """Texts through the operator that the configuration calls `name`.

    `code_of` says under which number the operator has approved a variant of a text; without one nothing is sent. A text is known by our
    name for it on both sides: operators' own ids are not unique beside another carrier's.
    """

    def __init__(self, name: str, config: OperatorConfig, clock: Clock, code_of: Callable[[Source, int], Awaitable[str | None]]) -> None:
        self._name = name
        self._config = config
        self._clock = clock
        self._code_of = code_of
        self._line = HttpLine(config.base_url)
        self._signer = Signer(config.key_id, config.secret)
        self._pace = Pace(clock, config.texts_per_second)
        self._samples_allowed = is_loopback(config.base_url)

    @property
    def capabilities(self) -> Capabilities:
        """Approved templates one way; what borrowers write comes as an upstream reply, which only a template can answer."""
        return Capabilities(
            free_text=False, raw_audio=False, keypad=False, machine_detection=False, transfer=False, two_way_text=False
        )

    async def call(self, permit: Permit, order: CallOrder) -> Receipt:
        raise GatewayError(f"{self._name} carries no calls", kind="policy")

    async def hang_up(self, sid: str) -> None:
        raise GatewayError(f"{self._name} carries no calls", kind="policy")

    async def text(self, permit: Permit, order: TextOrder) -> Receipt:
        """Hand over a text, if it is approved word for word. The operator sends the template with our values in it, or refuses."""
        signature, words = self._signed(order)
        code = await self._approved(order)
        if order.valid_s < 1:
            raise GatewayError("there is no time left to deliver this text: plan it again", kind="policy")
        await self._pace.turn()
        if permit.sample and not self._samples_allowed:
            raise GatewayError("made-up borrowers are for a carrier on this machine only: nothing was sent", kind="policy")
        number = permit.use(channel="sms", now=self._clock.now())
        wanted = {
            "ref": permit.attempt_id,
            "to": to_national(number, self._config.country_code),
            "signature": signature,
            "template": code,
            "values": {slot: value for slot, value in (order.source.slots if order.source else {}).items() if slot != "agency"},
            "text": words,
            "extension": order.extension,
            "valid_s": order.valid_s,
        }
        made = await self._create(wanted)
        log.info("operator.took", attempt=permit.attempt_id, operator=self._name, id=str(made.get("id"))[:_LONGEST_ID])
        return Receipt(permit.attempt_id, str(made.get("status") or "accepted"))

    def _signed(self, order: TextOrder) -> tuple[str, str]:
        """The signature that a text begins with, and the words after it."""
        found = _SIGNED.fullmatch(order.text)
        if found is None:
            raise self._refusal("the text does not begin with a signature in 【】", "SIGNATURE_MISSING")
        if found[1] not in self._config.signatures:
            raise self._refusal("its signature is none of `signatures`", "SIGNATURE_UNAPPROVED")
        return found[1], found[2]

    async def _approved(self, order: TextOrder) -> str:
        if order.source is None:
            raise self._refusal("it is in words of our own, and only templates are carried", "FREE_TEXT")
        code = await self._code_of(order.source, order.version)
        if code is None:
            what = f"{order.source.object}, version {order.version}, variant {order.source.variant + 1}"
            raise self._refusal(f"{what}, is not approved there (`courtesy template operator`)", "TEMPLATE_UNAPPROVED")
        return code

    def _refusal(self, why: str, code: str) -> GatewayError:
        return GatewayError(f"{self._name}: not sent: {why}", kind="policy", code=code)

    async def find(self, attempt_id: str, channel: Channel, number: str, since: datetime) -> Found | None:
        """What became of an attempt: our own name stands with it at the operator, so nothing has to be guessed."""
        return await self.status(attempt_id, channel)

    async def status(self, sid: str, channel: Channel) -> Found | None:
        """What the operator says now of a text; `None` if it has none of that name."""
        made = await self._ask(f"/v1/texts/{quote(sid, safe='')}")
        if made is not None and not (made.get("ref") == sid and isinstance(made.get("status"), str)):
            raise GatewayError("the operator's answer cannot be read", kind="temporary")
        return None if made is None else Found(sid, made["status"], as_code(made.get("code")))

    async def received(self, since: datetime) -> list[Received]:
        """The replies that came for us since then, the oldest first. What can't be read is left out."""
        answer = await self._ask(f"/v1/replies?{urlencode({'since': since.astimezone(UTC).isoformat()})}")
        listed = (answer or {}).get("replies")
        replies = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
        read = [read_reply(each, self._name, self._config) for each in replies]
        return sorted((each for each in read if each is not None), key=lambda each: each.at)

    async def close(self) -> None:
        """Close the connections to the operator."""
        await self._line.close()

    async def _create(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """The operator's record of what it took. Raises the port's two errors: only a 4xx, or no connection, says that nothing was done."""
        failure: CourtesyError
        try:
            status, answer, headers = await self._send("POST", "/v1/texts", json.dumps(wanted, ensure_ascii=False).encode())
        except NotSent as error:
            failure = GatewayError(f"the text was not sent: {error}", kind="temporary")
        except AnswerLost as error:
            failure = LostAnswer(f"the text may have been sent: {error}")
        else:
            if 200 <= status < 300 and answer is not None:
                return answer
            if not 400 <= status < 500:
                raise LostAnswer(f"the text may have been sent: the operator answered with HTTP {status}")
            raise self._said_no(status, answer, headers.get("Retry-After"))
        raise failure

    async def _ask(self, target: str) -> dict[str, Any] | None:
        """The answer to a question; `None` for what the operator does not know. Nothing is lost when a question gets no answer."""
        try:
            status, answer, headers = await self._send("GET", target, b"")
        except (NotSent, AnswerLost) as error:
            raise GatewayError(f"the operator could not be asked: {error}", kind="temporary") from error
        if status == 404:
            return None
        if 400 <= status < 500:
            raise self._said_no(status, answer, headers.get("Retry-After"))
        if not 200 <= status < 300 or answer is None:
            raise GatewayError("the operator's answer cannot be read", kind="temporary")
        return answer

    async def _send(self, method: str, target: str, body: bytes) -> tuple[int, dict[str, Any] | None, Any]:
        headers = self._signer.headers(method, self._line.base_url + target, body, self._clock.now())
        status, text, answer_headers = await self._line.send(method, target, body or None, headers | {"Content-Type": "application/json"})
        try:
            answer = json.loads(text)
        except ValueError:
            answer = None
        return status, answer if isinstance(answer, dict) else None, answer_headers

    def _said_no(self, status: int, answer: dict[str, Any] | None, retry_after: str | None) -> GatewayError:
        """In the port's words. The operator's own message stays out: it may repeat the number."""
        code = as_code((answer or {}).get("code")) or str(status)
        kind = error_class(code, self._config.codes, status)
        wait = wait_s(retry_after, self._clock.now())
        return GatewayError(f"{self._name} refused: {code}", kind=kind, code=code, retry_after_s=wait)


def as_code(said: object) -> str | None:
    """An operator's error code, as far as it can be kept; `None` for none."""
    kept = re.sub(r"[^\x21-\x7e]", "", str(said))[:_LONGEST_CODE] if isinstance(said, str | int) else ""
    return kept or None


def read_reply(said: dict[str, Any], via: str, config: OperatorConfig) -> Received | None:
    """An upstream reply, as it comes in a callback or a list; `None` for what is none."""
    sid, sender, text, at = (said.get(name) for name in ("id", "from", "text", "at"))
    if not (isinstance(sid, str) and sid and isinstance(sender, str) and isinstance(text, str) and isinstance(at, str)):
        return None
    number = from_national(sender, config.country_code)
    try:
        f"{sid}{text}".encode()  # JSON can hold halves of characters, which nothing else can
        when = datetime.fromisoformat(at)
    except ValueError:
        return None
    if number is None or when.tzinfo is None or when.year not in _YEARS:
        return None
    extension = said.get("extension")
    name = "up_" + sha256(f"{via} {sid}".encode()).hexdigest()[:32]
    return Received(name, number, config.number, text, when, via, extension if isinstance(extension, str) else "")
