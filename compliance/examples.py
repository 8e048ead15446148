"""Worked examples that stand beside the packs: guard cases with the answer that the law gives, one a line in `PACK.examples.jsonl`.

An example's `gold` holds `decision`, and where it matters `not_before` (compared as an instant) and `rule` (an id that must be
among the reasons), and `why`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from compliance.errors import CaseError, PackError
from compliance.guard import decide
from compliance.packs import SHIPPED, Packs
from compliance.parse import parse_case


@dataclass(frozen=True, slots=True)
class Example:
    """How one example came out; `problem` is None where the guard says what the example says."""

    pack: str
    line: int
    id: str
    problem: str | None


def run_examples(packs: Packs, folder: Path = SHIPPED) -> Iterator[Example]:
    """Decide every worked example of a folder and compare. Raises PackError with file and line for one that can't be read."""
    for path in sorted(folder.glob("*.examples.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                yield _run(packs, path, number, line)


def _run(packs: Packs, path: Path, number: int, line: str) -> Example:
    try:
        case = json.loads(line)
        gold = case["gold"]
        expected = gold["decision"]
        decided = decide(parse_case(case), packs)
    except (ValueError, KeyError, TypeError) as problem:
        raise PackError(f"{path}:{number}: is no worked example with a `gold` decision: {problem}") from None
    except CaseError as problem:
        raise PackError(f"{path}:{number}: {problem}") from None
    name = path.name.removesuffix(".examples.jsonl")
    if decided.outcome != expected:
        named = ", ".join(reason.rule for reason in decided.reasons if reason.outcome != "allow")
        return Example(name, number, case["id"], f"{expected} expected, {decided.outcome} decided ({named or 'no rule objects'})")
    return Example(name, number, case["id"], _difference(gold, decided.not_before, {reason.rule for reason in decided.reasons}))


def _difference(gold: dict[str, Any], not_before: datetime | None, rules: set[str]) -> str | None:
    wanted = gold.get("not_before")
    if wanted is not None and not_before != datetime.fromisoformat(wanted):
        return f"not before {wanted} expected, {not_before and not_before.isoformat()} decided"
    if "rule" in gold and gold["rule"] not in rules:
        return f"the rule {gold['rule']} should be among the reasons; they are {', '.join(sorted(rules))}"
    return None
