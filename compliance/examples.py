"""Worked examples that stand beside the packs: guard cases with the answer that the law gives, one a line in `PACK.examples.jsonl`.

An example's `gold` holds `decision`, and where it matters `not_before` (compared as an instant; null where nobody can know it) and `rule`
(an id that must be among the reasons), and `why`. A pack is whole where its own examples show every rule of it both objecting and letting
through.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from compliance.case import Case
from compliance.decision import Decision
from compliance.errors import CaseError, PackError
from compliance.guard import decide
from compliance.packs import SHIPPED, Packs
from compliance.parse import parse_case
from compliance.review import review
from compliance.schema import NumberRule, Rule

_SUFFIX = ".examples.jsonl"


@dataclass(frozen=True, slots=True)
class Example:
    """How one example came out; `problem` is None where the guard says what the example says."""

    pack: str
    line: int
    id: str
    problem: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A rule that no example of its own pack shows objecting, or none letting a contact through that it means."""

    rule: str
    shows: str


@dataclass(frozen=True, slots=True)
class _Written:
    pack: str
    line: int
    case: Case
    gold: dict[str, Any]


def run_examples(packs: Packs, folder: Path = SHIPPED) -> Iterator[Example]:
    """Decide every worked example of a folder and compare. Raises PackError with file and line for one that can't be read."""
    for each in _read(folder):
        yield Example(each.pack, each.line, each.case.id, _problem(each.gold, decide(each.case, packs)))


def find_gaps(packs: Packs, folder: Path = SHIPPED) -> Iterator[Gap]:
    """The rules that the examples of their pack leave out. Raises PackError with file and line for an example that can't be read."""
    shown = {(each.pack, finding.rule.id, finding.outcome == "allow") for each in _read(folder) for finding in review(each.case, packs)}
    for pack in packs.files:
        for rule in pack.rules:
            if (pack.pack, rule.id, False) not in shown:
                yield Gap(rule.id, "objecting")
            if (pack.pack, rule.id, True) not in shown and not _always_objects(rule):
                yield Gap(rule.id, "letting a contact through")


def _always_objects(rule: Rule) -> bool:
    """A rule on a kind of numbers means only those that it bars."""
    return isinstance(rule, NumberRule) and not rule.wrong


def _read(folder: Path) -> Iterator[_Written]:
    for path in sorted(folder.glob(f"*{_SUFFIX}")):
        name = path.name.removesuffix(_SUFFIX)
        seen: set[str] = set()
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            if line.strip():
                each = _parsed(f"{path}:{number}", name, number, line)
                if each.case.id in seen:
                    raise PackError(f"{path}:{number}: the id `{each.case.id}` is there twice")
                seen.add(each.case.id)
                yield each


def _parsed(where: str, pack: str, number: int, line: bytes) -> _Written:
    try:
        raw = json.loads(line.decode())
        gold = raw["gold"]
        if gold["decision"] not in ("allow", "defer", "block"):
            raise PackError(f"{where}: `gold.decision` should be allow, defer or block")
        if gold.get("not_before") is not None:
            datetime.fromisoformat(gold["not_before"])
        return _Written(pack, number, parse_case(raw), gold)
    except CaseError as problem:
        raise PackError(f"{where}: {problem}") from None
    except KeyError as problem:
        raise PackError(f"{where}: a worked example needs {problem}: a guard case with `gold`, and in it `decision`") from None
    except (ValueError, TypeError) as problem:
        raise PackError(f"{where}: is no worked example: {problem}") from None


def _problem(gold: dict[str, Any], decided: Decision) -> str | None:
    if decided.outcome != gold["decision"]:
        named = ", ".join(reason.rule for reason in decided.reasons if reason.outcome != "allow")
        return f"{gold['decision']} expected, {decided.outcome} decided ({named or 'no rule objects'})"
    found = decided.not_before
    if "not_before" in gold and found != (wanted := gold["not_before"] and datetime.fromisoformat(gold["not_before"])):
        return f"not before {wanted and wanted.isoformat()} expected, {found and found.isoformat()} decided"
    rules = {reason.rule for reason in decided.reasons}
    if "rule" in gold and gold["rule"] not in rules:
        return f"the rule {gold['rule']} should be among the reasons; they are {', '.join(sorted(rules))}"
    return None
