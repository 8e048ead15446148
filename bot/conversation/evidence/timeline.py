"""The account's entries as a story that can be read: what happened, when, and why it was allowed or not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, StrictUndefined
from ruamel.yaml import YAML

Line = dict[str, Any]
LANGUAGES = {"en": "en-US", "zh": "zh-CN"}


def event(entry: Mapping[str, Any], conversations: Mapping[str, Mapping[str, Any]], zone: str) -> Line:
    """One entry of the ledger, told. `conversations` are by attempt."""
    said = json.loads(entry["payload"]) if entry["payload"] is not None else {}
    local = datetime.fromisoformat(entry["at"]).astimezone(ZoneInfo(zone))
    told: Line = {"seq": entry["seq"], "at": entry["at"], "local": f"{local:%Y-%m-%d %H:%M:%S} ({zone})"}
    told |= {"kind": entry["kind"], "subject": entry["subject"], "erased": entry["payload"] is None}
    told |= {"title": _title(entry["kind"], said), "text": said.get("text"), "lines": [], "reasons": [], "packs": [], "turns": []}
    if entry["kind"].startswith("decision."):
        told |= {"reasons": [_reason(each) for each in said.get("reasons", ())], "packs": said.get("packs", [])}
        if said.get("not_before"):
            told["lines"].append({"en": f"not before {said['not_before']}", "zh": f"不早于 {said['not_before']}"})
    if said.get("data"):
        written = json.dumps(said["data"], ensure_ascii=False, sort_keys=True)
        told["lines"].append({"en": written, "zh": written})
    if entry["kind"] == "conversation.ended" and (talk := conversations.get(entry["subject"])) is not None:
        told |= {"turns": [_turn(each, talk["corrections"]) for each in talk["turns"]]}
        told["broken"] = [[each["rule"], each["citation"]] for each in talk["findings"] if not each["ok"]]
    return told


def _title(kind: str, said: Mapping[str, Any]) -> Line:
    texts = _words()["entries"].get(kind, {"en": kind, "zh": kind})
    return {lang: text.format_map(_Values(lang, said)) for lang, text in texts.items()}


class _Values(dict[str, str]):
    """What an entry says, in the words of a language; what it does not say is a dash."""

    def __init__(self, lang: str, said: Mapping[str, Any]) -> None:
        super().__init__({name: _word(lang, value) for name, value in said.items()})
        self["decision_id"] = str(said.get("decision", "–"))

    def __missing__(self, _key: str) -> str:
        return "–"


def _word(lang: str, value: Any) -> str:
    """A value's own word; of an effect such as `frozen:dispute` too. What has none is shown as it is on file."""
    text = str(value if value is not None else "–")
    known = _words()["values"].get(text)
    return str(known[lang]) if known else text


def _reason(each: Mapping[str, Any]) -> Line:
    said = {"en": each["detail"], "zh": each.get("detail_zh", each["detail"])}
    if (past := each.get("overridden")) is not None:
        said = {lang: f"{text} – {_words()['page'][lang]['overridden'].format_map(past)}" for lang, text in said.items()}
    return {"rule": each["rule"], "citation": each["citation"], "outcome": _both(each["outcome"]), "says": said}


def _both(value: str) -> Line:
    return {lang: _word(lang, value) for lang in LANGUAGES}


def _turn(turn: Mapping[str, Any], corrections: Iterable[Mapping[str, Any]]) -> Line:
    """A line of the bot counts as far as it was heard."""
    text = turn["heard_text"] if turn["heard_text"] is not None else turn["text"]
    corrected = [[each["by"], each["text"]] for each in corrections if each["turn"] == turn["seq"]]
    started = "" if turn["from_ms"] is None else f"{turn['from_ms'] / 1000:.1f}"
    return {"side": turn["side"], "text": text, "intent": turn["intent"], "from_s": started, "corrected": corrected}


def page(lang: str, account: Mapping[str, Any], events: Iterable[Line]) -> Iterator[str]:
    """The page for reading, piece by piece."""
    yield from _template().generate(lang=lang, page=_words()["page"][lang], account=account, events=events)


@lru_cache(maxsize=1)
def _words() -> Any:
    return YAML(typ="safe", pure=True).load((files(__package__) / "words.yaml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _template() -> Any:
    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return made.from_string((files(__package__) / "timeline.html").read_text("utf-8"))
