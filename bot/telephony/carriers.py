"""The carriers of a configuration, by name, and the ways that its routes make of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping

from bot.base.clock import Clock
from bot.base.config import Config, GatewayConfig
from bot.contact.gateway import Gateway
from bot.contact.pool import OurNumber
from bot.contact.routes import TWILIO, Route
from bot.contact.texts import Source
from bot.telephony.operator_gateway import OperatorGateway
from bot.telephony.twilio_gateway import TwilioGateway

BELOW_THE_LIMIT = 0.985
"""So far below the configured rate contacts go out, so that no second has more than it, whatever delays a request by a hair."""


def open_twilio(
    config: Config, clock: Clock, *, may_go_on: Callable[[str], Awaitable[bool]], staff: Collection[str]
) -> TwilioGateway:
    """Twilio, which may ring the numbers of `staff` too."""
    gateway = config.gateway
    return TwilioGateway(
        gateway.account_sid,
        gateway.auth_token,
        gateway.base_url,
        config.service.public_url,
        clock,
        caller_number=gateway.caller_number,
        other_numbers=[each.number for route in gateway.routes for each in route.numbers],
        calls_per_second=gateway.calls_per_second * BELOW_THE_LIMIT,
        texts_per_second=gateway.texts_per_second * BELOW_THE_LIMIT,
        messaging_service=gateway.messaging_service_sid or None,
        may_go_on=may_go_on,
        staff=staff,
    )


def open_carriers(
    twilio: TwilioGateway, config: Config, clock: Clock, *, code_of: Callable[[str, Source, int], Awaitable[str | None]]
) -> dict[str, Gateway]:
    """Twilio, and every operator. `code_of` says under which number an operator has approved a variant of a text."""
    gateway = config.gateway
    found: dict[str, Gateway] = {TWILIO: twilio}
    for name, operator in gateway.operators.items():
        slower = operator.model_copy(update={"texts_per_second": operator.texts_per_second * BELOW_THE_LIMIT})

        async def code(text: Source, version: int, name: str = name) -> str | None:
            return await code_of(name, text, version)

        found[name] = OperatorGateway(name, slower, clock, code)
    return found


def routes_of(gateway: GatewayConfig, carriers: Mapping[str, Gateway]) -> tuple[Route, ...]:
    """Contacts through Twilio share the account's pace, wherever they go; each operator has its own."""
    found = []
    ours: tuple[OurNumber, ...]
    for each in gateway.routes:
        if each.via == TWILIO:
            per_second = gateway.calls_per_second if each.channel == "voice" else gateway.texts_per_second
            numbers = [OurNumber(it.number, it.kind, it.a_day, it.a_person_a_day) for it in each.numbers]
            ours, queue = tuple(numbers) or (OurNumber(gateway.caller_number),), str(each.channel)
        else:
            operator = gateway.operators[each.via]
            per_second, ours, queue = operator.texts_per_second, (OurNumber(operator.number),), each.via
        templates_only = not carriers[each.via].capabilities.free_text
        found.append(Route(each.via, each.channel, ours, queue, per_second * BELOW_THE_LIMIT, each.prefix, templates_only))
    return tuple(found)
