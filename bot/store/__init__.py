"""Tables, migrations, and transactions."""

from __future__ import annotations

from bot.store.engine import Store
from bot.store.migrate import upgrade
from bot.store.types import StoreError, Unavailable, blind

__all__ = ["Store", "StoreError", "Unavailable", "blind", "upgrade"]
