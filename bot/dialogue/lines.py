"""From a line of a script to words: which variant fits, its slots filled, and how words are cut into sentences for audio."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.dialogue.errors import DialogueError
from bot.dialogue.load import Script, Template
from bot.dialogue.schema import Conditions, Line
from bot.dialogue.slots import SLOTS, Filling, most_instalments, secret_kind, slots_of
from bot.dialogue.types import Scene

_ABBREVIATED = "".join(rf"(?<!\b{word}\.)" for word in ("Mr", "Ms", "Mrs", "Dr", "St", "Inc", "Co", "Ltd", "No"))
_SENTENCE_END = re.compile(rf"(?<=[。！？；!?])\s*|{_ABBREVIATED}(?<=\.)\s+")


def holds(when: Conditions, filling: Filling) -> bool:
    """Whether a variant's conditions hold."""
    scene, account = filling.scene, filling.scene.account
    allowed = set(account.allowed_consequences) or {"none"}
    wanted = (filling.draft.get("opt_out") or {}).get("channel")
    return (
        (not when.place or any(scene.place == place or scene.place.startswith(f"{place}-") for place in when.place))
        and when.channel in (None, scene.channel)
        and when.direction in (None, scene.direction)
        and (not when.product or account.product in when.product)
        and when.recorded in (None, scene.recorded)
        and when.secret in (None, secret_kind(scene))
        and (not when.allows or bool(allowed & set(when.allows)))
        and all(SLOTS[slot].fill(filling) for slot in when.has)
        and when.instalments in (None, most_instalments(scene) > 1)
        and when.opt_out in (None, wanted)
    )


@dataclass(frozen=True, slots=True)
class Made:
    """Words, which of a line's variants they were made of, and what its slots were filled with."""

    text: str
    variant: int
    slots: Mapping[str, str]


def words(line: Line, filling: Filling) -> str | None:
    """What is said for a line: its first fitting variant, filled. `None` where none fits or a slot is empty."""
    made = _made(line, filling)
    return None if made is None else made.text


def _made(line: Line, filling: Filling) -> Made | None:
    for number, variant in enumerate(line.variants):
        if holds(variant.when, filling):
            slots = _slots(variant.text, filling)
            return None if slots is None else Made(variant.text.format(**slots), number, slots)
    return None


def filled(text: str, filling: Filling) -> str | None:
    """A variant's text with its slots filled; `None` where one is empty."""
    slots = _slots(text, filling)
    return None if slots is None else text.format(**slots)


def _slots(text: str, filling: Filling) -> dict[str, str] | None:
    values = {slot: SLOTS[slot].fill(filling) for slot in slots_of(text)}
    known = {slot: value for slot, value in values.items() if value is not None}
    return known if len(known) == len(values) else None


def joined(parts: list[str], lang: str) -> str:
    return ("" if lang == "zh-CN" else " ").join(parts)


def sentences(text: str) -> list[str]:
    """A text cut into the sentences that are synthesized one by one; joined again they are the text, but for spaces."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part and part.strip()]


def filling_of(script: Script, scene: Scene, now: datetime, draft: Mapping[str, Any] | None = None) -> Filling:
    return Filling(scene, script.lang, script.file.products, now, draft or {})


def prompts(script: Script, scene: Scene) -> tuple[str, ...]:
    """Every sentence that can be said with what is known before dialling, without what is yet to be agreed."""
    filling = filling_of(script, scene, scene.at)
    found: dict[str, None] = {}
    for line in script.file.lines.values():
        if line.template and scene.channel == "voice":
            continue  # a text's words, which no call says
        for variant in line.variants:
            # What the borrower will ask to stop is not known yet: all of its variants can come.
            if not holds(variant.when.model_copy(update={"opt_out": None}), filling):
                continue
            for sentence in sentences(variant.text):
                said = filled(sentence, filling)
                if said:
                    found.update(dict.fromkeys(sentences(said)))
            if variant.when.opt_out is None:
                break
    return tuple(found)


def render_template(template: Template, scene: Scene, variables: Mapping[str, Any]) -> Made:
    """The words of a text. `variables` is what was agreed, as the dialogue's state has it: `{"promise": {"date", "amount"}}`.

    Raises `DialogueError` where a slot that the text needs is empty: nothing is sent rather than half a text.
    """
    made = _made(template.file.text, filling_of_text(template, scene, variables))
    if made is None:
        raise DialogueError(f"text {template.id} ({template.lang}): something that it needs is not known for this account")
    return made


def filling_of_text(template: Template, scene: Scene, variables: Mapping[str, Any]) -> Filling:
    """What the slots of a text are filled from."""
    return Filling(replace(scene, channel="sms"), template.lang, template.file.products, scene.at, variables)
