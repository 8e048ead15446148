"""The one base exception. Each room derives its own from it, so that an edge can catch what is ours and let bugs through."""

from __future__ import annotations


class CourtesyError(Exception):
    """Something that we can explain to the person who ran into it.

    The message says what is wrong, where, and what to do; it never holds a phone number, a name, ID digits or an amount.
    `exit_status` is what a command returns for it (2: wrong use or configuration, see the contract of commands).
    """

    exit_status = 2


class ConfigError(CourtesyError):
    """The configuration is wrong; nothing was started."""
