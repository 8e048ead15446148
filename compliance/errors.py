"""What this package raises. It imports nothing of bot, so it has a base exception of its own."""

from __future__ import annotations


class ComplianceError(Exception):
    """Something that we can explain to the person who ran into it. The message holds no personal data."""

    exit_status = 2


class CaseError(ComplianceError):
    """An object is not a valid guard case. The message names the field and what is allowed there."""


class PackError(ComplianceError):
    """A rule pack can't be used. The message names the file, the line and, where it has one, the rule."""
