"""From the lines that one step says to the turns in which they are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue.lines import joined
from bot.dialogue.types import Say, State


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line with its words."""

    line: str
    text: str
    interruptible: bool


def in_turns(spoken: Sequence[Spoken], channel: str, state: State, lang: str) -> list[Say]:
    """Lines that follow each other and may be cut short alike are one turn, and so is a text; the last one carries the question."""
    groups: list[list[Spoken]] = []
    for item in spoken:
        if groups and (channel == "sms" or groups[-1][-1].interruptible == item.interruptible):
            groups[-1].append(item)
        else:
            groups.append([item])
    return [
        Say(
            text=joined([item.text for item in group], lang),
            line="+".join(item.line for item in group),
            state=state["state"],
            expects=state["expects"] if group is groups[-1] else None,
            interruptible=group[0].interruptible,
        )
        for group in groups
    ]
