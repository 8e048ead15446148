"""What one script or text says and does that another does not, in words: for who has to approve a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

from pydantic import BaseModel

from bot.dialogue.schema import Line, ScriptFile, TemplateFile

_NAMES = {"format", "version", "id", "extends"}
"""Fields that name a file. What it extends is in it already as it is compared."""
_ENTRIES = {
    "lines": "line", "states": "state", "common": "always, on", "before": "before verification, on", "after": "after verification, on",
}  # fmt: skip


def differences(old: ScriptFile, new: ScriptFile) -> Iterator[str]:
    """Changed words first, then what is heard and what it leads to; nothing for files that differ in layout alone."""
    for kind, verb in _ENTRIES.items():
        yield from _entries(verb, getattr(old, kind), getattr(new, kind))
    yield from _fields(old, new, _NAMES | _ENTRIES.keys())


def text_differences(old: TemplateFile, new: TemplateFile) -> Iterator[str]:
    """Changed words, and everything else that decides when they are sent."""
    yield from _entries("text", {"words": old.text}, {"words": new.text})
    yield from _fields(old, new, _NAMES | {"text"})


def _fields(old: BaseModel, new: BaseModel, but: Set[str]) -> Iterator[str]:
    for key in type(old).model_fields:
        before, after = getattr(old, key), getattr(new, key)
        if key not in but and before != after:
            yield f"{key}: - {_short(before)}"
            yield f"{key}: + {_short(after)}"


def _entries(verb: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for name in dict.fromkeys((*old, *new)):
        before, after = _parts(old.get(name)), _parts(new.get(name))
        yield from (f"{verb} {name}: - {part}" for part in before if part not in after)
        yield from (f"{verb} {name}: + {part}" for part in after if part not in before)
        if isinstance(new.get(name), Line) and [part for part in before if part in after] != [part for part in after if part in before]:
            yield from (f"{verb} {name}: {place}. {part}" for place, part in enumerate(after, 1))


def _parts(entry: BaseModel | None) -> list[str]:
    """An entry in parts that change on their own: the variants of a line, the reactions of a state."""
    if entry is None:
        return []
    if isinstance(entry, Line):
        heard = "" if entry.interruptible else " (can't be interrupted)"
        heard += f" (the text {entry.template})" if entry.template else ""
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
