"""What a page answers instead of what was asked for."""

from __future__ import annotations

from bot.base.errors import CourtesyError


class WebError(CourtesyError):
    """A request that is answered with `status`. `key` names the explanation among the texts (`error.<key>`)."""

    def __init__(self, status: int, key: str, **headers: str) -> None:
        super().__init__(f"{status}: {key.replace('_', ' ')}")
        self.status = status
        self.key = key
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
