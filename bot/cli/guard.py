"""`courtesy guard`: decide guard cases, see the rules, run the rules' own worked examples; its other commands have modules of their own."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import click

from bot.cli.lazy import LazyGroup
from compliance import CaseError, Packs, decide, load_packs, parse_case
from compliance.examples import find_gaps, run_examples
from compliance.packs import SHIPPED

_COMMANDS = {
    "check": ("bot.cli.guard:check", "decide guard cases from a file"),
    "explain": ("bot.cli.explain:explain", "why this borrower may or may not be contacted, and when next"),
    "counts": ("bot.cli.counts:counts", "what callers for the same lender share about contacts, by salted hashes"),
    "packs": ("bot.cli.packs:packs", "list the rule packs"),
    "replay": ("bot.cli.replay:replay", "decide old decisions again, under the packs of then and of now"),
    "test": ("bot.cli.guard:test_examples", "run the rules' own worked examples"),
}


@click.group(cls=LazyGroup, where=_COMMANDS)
def guard() -> None:
    """What the rules say about a contact."""


@click.command()
@click.argument("file", type=click.File("rb"))
def check(file: BinaryIO) -> None:
    """Decide guard cases: JSON Lines in, one decision a line out. `-` reads standard input.

    A line that is no valid case gets {"id", "error"}, the others are still decided, and the exit status is 1.
    """
    packs = load_packs()
    refused = False
    for answer in _answers(file, packs):
        refused = refused or "error" in answer
        click.echo(_written(answer))
    if refused:
        sys.exit(1)


def _answers(lines: BinaryIO, packs: Packs) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _answer(line, number, packs)


def _answer(line: bytes, number: int, packs: Packs) -> dict[str, Any]:
    name: Any = None
    try:
        case = json.loads(line.decode("utf-8-sig"))
        name = case.get("id") if isinstance(case, dict) else None
        return decide(parse_case(case), packs).as_json(name)
    except CaseError as problem:
        return {"id": name, "error": str(problem)}
    except (ValueError, RecursionError):
        return {"id": name, "error": f"line {number} is not a JSON object in UTF-8"}


def _written(answer: dict[str, Any]) -> bytes:
    try:
        return json.dumps(answer, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # an id with half a surrogate pair in it
        return json.dumps(answer).encode()


@click.command(name="test")
@click.option("--packs", "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder of packs. [shipped]")
def test_examples(folder: Path | None) -> None:
    """Run the worked examples that stand beside the packs; exit status 1 if one comes out otherwise.

    Also said is which rules they leave out: every rule should be seen objecting to a contact, and letting one through that it means.
    """
    packs, beside = load_packs(folder), folder or SHIPPED
    results = list(run_examples(packs, beside))
    for each in results:
        if each.problem is not None:
            click.echo(f"{each.pack}.examples.jsonl:{each.line}: {each.id}: {each.problem}")
    gaps = list(find_gaps(packs, beside))
    for gap in gaps:
        click.echo(f"{gap.rule}: no worked example shows it {gap.shows}")
    failed = sum(each.problem is not None for each in results)
    click.echo(f"{len(results)} worked examples, {failed} came out otherwise; {len(gaps)} are missing", err=True)
    if failed:
        sys.exit(1)
