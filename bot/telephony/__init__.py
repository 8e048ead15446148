"""Adapters to carriers: what goes out (`open_carriers`, behind `RoutedGateway`), what comes back (`routes`), as `bot.telephony.events`."""

from __future__ import annotations

from bot.telephony.carriers import BELOW_THE_LIMIT, open_carriers, open_twilio, routes_of
from bot.telephony.loopback import register_template, tell_time
from bot.telephony.routing import RoutedGateway
from bot.telephony.twilio_codes import error_class
from bot.telephony.twilio_gateway import TwilioGateway
from bot.telephony.webhooks import routes

__all__ = [
    "BELOW_THE_LIMIT", "RoutedGateway", "TwilioGateway", "error_class", "open_carriers", "open_twilio", "register_template", "routes",
    "routes_of", "tell_time",
]  # fmt: skip
