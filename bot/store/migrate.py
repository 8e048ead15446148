"""Bringing a database to the shape that this version of the program knows."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from bot.store.engine import Store
from bot.store.locks import alone
from bot.store.types import StoreError

_FOLDER = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("path_separator", "os")
    return config


def head() -> str:
    """The newest migration's name."""
    name = ScriptDirectory.from_config(_config()).get_current_head()
    if name is None:
        raise StoreError("this installation has no migrations: install courtesy-outreach again")
    return name


def version(conn: Connection) -> str | None:
    """The migration that this database is at; `None` for an empty one."""
    return MigrationContext.configure(conn).get_current_revision()


def upgrade(store: Store) -> None:
    """Run what is missing. Nothing happens where the database is current."""
    if store.read_now(version) != head():
        store.write_now(_upgrade)


def is_new(conn: Connection) -> bool:
    """Whether there is nothing at all in this database."""
    return not inspect(conn).get_table_names()


def _upgrade(conn: Connection) -> None:
    alone(conn, "upgrade")
    config = _config()
    config.attributes["connection"] = conn
    command.upgrade(config, "head")


def check(conn: Connection) -> None:
    """Raise `StoreError` unless this database has exactly the shape that the program knows."""
    found = version(conn)
    if found != head():
        raise StoreError(f"the database is at migration {found or 'none'}, this program needs {head()}: run `courtesy db upgrade`")
