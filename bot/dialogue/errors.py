"""What can be wrong with a script."""

from __future__ import annotations

from bot.base.errors import CourtesyError


class DialogueError(CourtesyError):
    """A script or a text template can't be used. The message names the file, the line and the nearest right name."""
