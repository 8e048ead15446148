"""What one script or text says and does that another does not, in words: for who has to approve a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from bot.dialogue.schema import Line, ScriptFile, TemplateFile


def differences(old: ScriptFile, new: ScriptFile) -> Iterator[str]:
    """Changed words first, then what is heard and what it leads to; nothing for files that differ in layout alone."""
    for kind, verb in (("lines", "line"), ("states", "state"), ("common", "always, on"), ("before", "before verification, on"),
                       ("after", "after verification, on")):  # fmt: skip
        yield from _entries(verb, getattr(old, kind), getattr(new, kind))
    for key in ("start", "products", "text_footer", "debt_footer"):
        if getattr(old, key) != getattr(new, key):
            yield f"{key}: - {_short(getattr(old, key))}"
            yield f"{key}: + {_short(getattr(new, key))}"


def text_differences(old: TemplateFile, new: TemplateFile) -> Iterator[str]:
    """Changed words, and whether it is sent unasked."""
    yield from _entries("text", {"words": old.text}, {"words": new.text})
    if old.unsolicited != new.unsolicited:
        yield f"unsolicited: - {old.unsolicited}"
        yield f"unsolicited: + {new.unsolicited}"


def _entries(verb: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for name in dict.fromkeys((*old, *new)):
        before, after = _parts(old.get(name)), _parts(new.get(name))
        yield from (f"{verb} {name}: - {part}" for part in before if part not in after)
        yield from (f"{verb} {name}: + {part}" for part in after if part not in before)


def _parts(entry: BaseModel | None) -> list[str]:
    """An entry in parts that change on their own: the variants of a line, the reactions of a state."""
    if entry is None:
        return []
    if isinstance(entry, Line):
        heard = "" if entry.interruptible else " (can't be interrupted)"
        return [f"{each.text}{f'  when {_short(each.when)}' if _set(each.when) else ''}{heard}" for each in entry.variants]
    given = _set(entry)
    reactions = given.pop("on", {})
    return ([_short(given)] if given else []) + [f"on {name}: {_short(reaction)}" for name, reaction in reactions.items()]


def _set(model: BaseModel) -> dict[str, Any]:
    return model.model_dump(exclude_defaults=True)


def _short(value: Any) -> str:
    """A value as a script would have it, on one line."""
    if isinstance(value, BaseModel):
        value = _set(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_short(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return _short(value[0]) if len(value) == 1 else "[" + ", ".join(map(_short, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
