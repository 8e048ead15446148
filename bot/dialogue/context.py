"""What a check of a script sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.dialogue.slots import Agreed
from bot.dialogue.types import Account, Scene, State
from bot.understanding import Meaning


@dataclass(frozen=True, slots=True)
class Context:
    """What a check sees. `languages`: those that the script is there in."""

    scene: Scene
    state: State
    meaning: Meaning
    now: datetime
    languages: tuple[str, ...]

    @property
    def account(self) -> Account:
        return self.scene.account

    def slot(self, name: str) -> str | None:
        return self.meaning.slots.get(name)

    def draft(self, kind: Agreed) -> dict[str, Any]:
        return self.state["draft"].setdefault(kind, {})  # type: ignore[no-any-return]

    def time_of(self, key: str) -> int:
        """How often this has come up, this time included."""
        counts = self.state["counts"]
        counts[key] = counts.get(key, 0) + 1
        return int(counts[key])
