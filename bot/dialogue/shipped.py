"""Which scripts and texts are as they were shipped: those are approved. Whoever changes a word of one needs an approval of their own."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from bot.dialogue.load import Script, Template

LIST = Path(__file__).with_name("shipped.json")


def name_of(work: Script | Template) -> str:
    """What a script or a text is called where both, in all languages, are named: `script en-US/reminder`, `text zh-CN/contact_request`."""
    return f"{'script' if isinstance(work, Script) else 'text'} {work.lang}/{work.id}"


def as_shipped(work: Script | Template) -> bool:
    """Whether it is, word for word, what came with the program."""
    return _digests().get(name_of(work)) == work.digest


@cache
def _digests() -> dict[str, str]:
    found: dict[str, str] = json.loads(LIST.read_text(encoding="utf-8"))
    return found
