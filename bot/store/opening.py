"""Opening the keys and the database that the configuration names."""

from __future__ import annotations

from bot.base.config import Config
from bot.base.keys import Keys, load_or_make_keys
from bot.store.engine import Store
from bot.store.migrate import check, is_new, upgrade


def open_keys(config: Config) -> Keys:
    """The keys of this configuration, made on the first start."""
    return load_or_make_keys(config.store.key_file)


def open_store(config: Config, keys: Keys) -> Store:
    """The database of this configuration. A new one is made; one that is not current is refused (`courtesy db upgrade`)."""
    store = Store(config.store.url, keys)
    try:
        if store.read_now(is_new):
            upgrade(store)
        store.read_now(check)
    except BaseException:
        store.close()
        raise
    return store
