"""What the commands share: the configuration, and the database once it is asked for."""

from __future__ import annotations

import getpass
import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.base.clock import Clock
from bot.base.config import Config, load_config
from bot.base.keys import Keys
from bot.base.resources import default_config

if TYPE_CHECKING:
    from bot.store import Store


_LONGEST_NAME = 100


class Session:
    """One run of a command. The store is opened on first use and closed by `close`."""

    def __init__(self, config_path: Path | None, by: str | None) -> None:
        self._config_path = config_path
        self._by = by

    @cached_property
    def config(self) -> Config:
        """`--config`, else `config.yaml` of the working directory, else the one that ships with the program."""
        here = Path("config.yaml")
        return load_config(self._config_path or (here if here.exists() else default_config()))

    @cached_property
    def clock(self) -> Clock:
        return self.config.make_clock()

    @cached_property
    def keys(self) -> Keys:
        from bot.store.opening import open_keys  # the database's libraries take a third of a second; not every command needs them

        return open_keys(self.config)

    @cached_property
    def store(self) -> Store:
        from bot.store.opening import open_store

        return open_store(self.config, self.keys)

    @property
    def by(self) -> str:
        """The person who acts: `--as`, else COURTESY_USER, else this machine's user; a stop must never fail for want of a name."""
        return (self._by or os.environ.get("COURTESY_USER") or getpass.getuser())[:_LONGEST_NAME]

    def close(self) -> None:
        if "store" in self.__dict__:
            self.store.close()


pass_session = click.make_pass_decorator(Session)
