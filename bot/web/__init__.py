"""The supervisors' pages."""

from __future__ import annotations

from bot.web.app import console
from bot.web.errors import WebError
from bot.web.passwords import hash_password
from bot.web.people import Person, add_user, setup_link

__all__ = ["Person", "WebError", "add_user", "console", "hash_password", "setup_link"]
