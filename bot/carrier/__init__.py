from __future__ import annotations

from bot.carrier.errors import CarrierError
from bot.carrier.server import LOOPBACK, CarrierConfig, carrier, serve

__all__ = ["LOOPBACK", "CarrierConfig", "CarrierError", "carrier", "serve"]
