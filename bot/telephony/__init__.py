"""Adapters to carriers: what goes out (`TwilioGateway`), what comes back (`routes`), and what comes back as (`bot.telephony.events`)."""

from __future__ import annotations

from bot.telephony.loopback import tell_time
from bot.telephony.twilio_codes import error_class
from bot.telephony.twilio_gateway import TwilioGateway
from bot.telephony.webhooks import routes

__all__ = ["TwilioGateway", "error_class", "routes", "tell_time"]
