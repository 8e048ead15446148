"""Why a reply was taken to mean what it was: what was read, which patterns, which features of the model, with what weight."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.understanding.entities import Entity
from bot.understanding.features import features
from bot.understanding.model import load
from bot.understanding.rules import Reading
from bot.understanding.types import INTENTS, Meaning

RUNNERS_UP = 3
"""How many intents are shown that were not chosen."""


def explain(reading: Reading, at: datetime, meaning: Meaning) -> dict[str, Any]:
    """What decided that `reading` means `meaning`, as plain data.

    `read` is the text the patterns saw (D, T, A and N stand for a date, a time, an amount, a count), `entities` what those letters are,
    `decided` the patterns or the model's intents that decided, `patterns` every pattern that was found. `model` holds, for each intent
    chosen and the nearest others, how likely it is present, how likely it is the first, and the features that speak for it with what each
    adds. A yes, a no or digits as a whole ask no model.
    """
    out: dict[str, Any] = {
        "read": reading.marked.text,
        "entities": [_entity(e, at) for e in reading.marked.entities],
        "decided": list(meaning.why),
        "patterns": [f.name for f in reading.found],
    }
    if reading.whole is None:
        out["model"] = _model(reading, meaning)
    return out


def _entity(entity: Entity, at: datetime) -> str:
    if entity.day is not None:
        ahead, behind = entity.day(at.date(), False), entity.day(at.date(), True)
        return f"{ahead}" if ahead == behind else f"{ahead} (past: {behind})"
    if moment := entity.moment(at):
        return f"{moment:%Y-%m-%d %H:%M}"
    if entity.hour is not None:
        return f"{entity.hour.value:%H:%M}"
    return str(entity.number)


def _model(reading: Reading, meaning: Meaning) -> list[dict[str, Any]]:
    model, names = load(reading.lang), features(reading)
    scores = model.scores(names)
    chosen = (meaning.intent, *meaning.also)
    others = [INTENTS[i] for i in (-(scores.present + scores.first)).argsort(kind="stable") if INTENTS[i] not in chosen]
    return [
        {
            "intent": intent,
            "present": round(float(scores.present[INTENTS.index(intent)]), 3),
            "first": round(float(scores.first[INTENTS.index(intent)]), 3),
            "features": {name: round(weight, 2) for name, weight in model.reasons(names, intent)},
        }
        for intent in (*chosen, *others[:RUNNERS_UP])
    ]
