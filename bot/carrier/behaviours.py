"""What a number does whose owner stands in no directory: its last digits say. So a test needs no files."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML

from bot.carrier.directory import Subscriber
from bot.carrier.errors import CarrierError
from bot.carrier.persona import Persona

_FILE = Path(__file__).with_name("behaviours.yaml")
_PATTERNS = {"en-US": re.compile(r"\+1\d{3}55501(\d\d)"), "zh-CN": re.compile(r"\+86138000090(\d\d)")}
_ORDINARY = "00"


def stranger(number: str) -> Subscriber:
    """Who has `number` if no directory says: the behaviour of its last two digits; any other number picks up and says nothing."""
    for lang, pattern in _PATTERNS.items():
        found = pattern.fullmatch(number)
        if found and (lang, found[1]) in behaviours():
            return _subscriber(number, lang, found[1])
    return _subscriber(number, "zh-CN" if number.startswith("+86") else "en-US", _ORDINARY)


def _subscriber(number: str, lang: str, code: str) -> Subscriber:
    return Subscriber(number, behaviours()[lang, code], "Echo Sample", "0000", "1980")


@cache
def behaviours() -> dict[tuple[str, str], Persona]:
    """All behaviours, by language and the two digits."""
    content: dict[str, dict[str, Any]] = YAML(typ="safe", pure=True).load(_FILE)
    found: dict[tuple[str, str], Persona] = {}
    for code, entry in content.items():
        by_language = entry.pop("in", {})
        for lang in _PATTERNS:
            try:
                made = Persona.model_validate({"id": f"behaviour_{code}", "lang": lang} | entry | by_language.get(lang, {}))
            except ValidationError as error:
                raise CarrierError(f"{_FILE.name}: {code}: {error.errors()[0]['msg']}") from error
            found[lang, code] = made
    return found
