from __future__ import annotations

from bot.carrier.behaviours import behaviours
from bot.carrier.errors import CarrierError
from bot.carrier.faults import Faults
from bot.carrier.server import LOOPBACK, CarrierConfig, carrier, serve

__all__ = ["LOOPBACK", "CarrierConfig", "CarrierError", "Faults", "behaviours", "carrier", "serve"]
