"""What can go wrong with sound, in words that help."""

from __future__ import annotations

from bot.base.errors import CourtesyError


class SpeechError(CourtesyError):
    """Speech could not be made, read or recognised. The message never holds the text itself: it may name a person or a debt."""
