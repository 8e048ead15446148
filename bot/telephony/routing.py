"""Several carriers behind the one port: a new contact goes where its reservation says, a question to the carrier that has the contact."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.contact.gateway import CallOrder, Capabilities, Found, Gateway, GatewayError, Receipt, Received, TextOrder
from bot.contact.permit import Channel, Permit


class RoutedGateway:
    """`carriers` by their names in the configuration; `carrier_of` says which of them has an attempt, by our name or by the carrier's."""

    def __init__(self, carriers: Mapping[str, Gateway], carrier_of: Callable[[str], Awaitable[str]]) -> None:
        self._carriers = carriers
        self._carrier_of = carrier_of

    @property
    def capabilities(self) -> Capabilities:
        """What every one of them can do."""
        each = [carrier.capabilities for carrier in self._carriers.values()]
        return Capabilities(**{name: all(getattr(it, name) for it in each) for name in Capabilities.__dataclass_fields__})

    async def call(self, permit: Permit, order: CallOrder) -> Receipt:
        return await self._named(order.via).call(permit, order)

    async def text(self, permit: Permit, order: TextOrder) -> Receipt:
        return await self._named(order.via).text(permit, order)

    async def hang_up(self, sid: str) -> None:
        await (await self._having(sid)).hang_up(sid)

    async def find(self, attempt_id: str, channel: Channel, number: str, since: datetime) -> Found | None:
        return await (await self._having(attempt_id)).find(attempt_id, channel, number, since)

    async def status(self, sid: str, channel: Channel) -> Found | None:
        return await (await self._having(sid)).status(sid, channel)

    async def received(self, since: datetime) -> list[Received]:
        """Of all of them; one that does not answer leaves the question unanswered, so who listens asks each by itself."""
        return [text for carrier in self._carriers.values() for text in await carrier.received(since)]

    async def close(self) -> None:
        """Close all of them."""
        for carrier in self._carriers.values():
            await carrier.close()

    async def _having(self, name: str) -> Gateway:
        return self._named(await self._carrier_of(name))

    def _named(self, via: str) -> Gateway:
        found = self._carriers.get(via)
        if found is None:
            raise GatewayError(f"`gateway.operators` has no {via} any more: put it back until its contacts are over", kind="temporary")
        return found
