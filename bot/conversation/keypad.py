"""Keys of the telephone: single ones at once, a code when it is whole."""

from __future__ import annotations

CODE_LENGTH = 4
"""The last four of an ID, or a birth year."""
BETWEEN_KEYS_MS = 2500
"""A code that is not finished after such a pause is taken as it is."""


class Keypad:
    """Collects keys. Times are on the stream's sample clock."""

    def __init__(self) -> None:
        self._keys = ""
        self._last_ms = 0

    @property
    def pending(self) -> bool:
        """Whether a code has been begun."""
        return bool(self._keys)

    def press(self, key: str, now_ms: int, *, expects_digits: bool) -> str | None:
        """A key was pressed. Returns what is complete with it, if anything. `*` is an X in a code, `#` ends one."""
        if not expects_digits:
            self._keys = ""
            return key
        self._last_ms = now_ms
        if key == "#":
            return self._flush()
        self._keys += "X" if key == "*" else key
        return self._flush() if len(self._keys) >= CODE_LENGTH else None

    def timed_out(self, now_ms: int) -> str | None:
        """What was keyed so far, once nothing more comes."""
        return self._flush() if self._keys and now_ms - self._last_ms >= BETWEEN_KEYS_MS else None

    def _flush(self) -> str | None:
        keys, self._keys = self._keys, ""
        return keys or None
