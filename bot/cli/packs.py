"""`courtesy guard packs`: the rule packs, as a compliance officer checks them."""

from __future__ import annotations

import json
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from compliance import Plain, load_packs
from compliance.describe import contacts, means, terms
from compliance.pack import PackFile
from compliance.schema import Rule
from compliance.vocabulary import STRENGTHS, SURE

_EVERYWHERE = Plain("everywhere", "所有地区")
_HEADINGS = (
    Plain("rule", "规则"), Plain("how binding, how sure", "效力与依据可靠程度"), Plain("what it says", "内容"), Plain("citation", "出处"),
)  # fmt: skip
_FROM, _TO = Plain("from {day}", "自 {day} 起"), Plain("until {day}", "至 {day} 止")
_READ = Plain("read: {where}", "查阅：{where}")
_HELPLINE = Plain(
    "In a crisis: {number}, {name} ({source}, checked {checked})", "危机热线：{number}，{name}（{source}，{checked} 核对）"
)
_EMERGENCY = Plain("In danger: {number}, {name} ({source}, checked {checked})", "紧急求助：{number}，{name}（{source}，{checked} 核对）")


@click.command()
@click.argument("names", nargs=-1, metavar="[PACK]...")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One pack a line, with all its rules.")
def packs(names: tuple[str, ...], lang: str, as_json: bool) -> None:
    """List the rule packs [all]: whom they bind, what each rule says exactly, how binding and how sure it is, and where it was read."""
    shown = load_packs().files
    if unknown := set(names) - {pack.pack for pack in shown}:
        raise click.UsageError(f"there is no pack {', '.join(sorted(unknown))}; there are {', '.join(pack.pack for pack in shown)}")
    out = Console(highlight=False)
    for pack in shown:
        if names and pack.pack not in names:
            continue
        if as_json:
            click.echo(json.dumps(_as_json(pack), ensure_ascii=False))
        else:
            _print(out, pack, lang)


def _as_json(pack: PackFile) -> dict[str, Any]:
    document = pack.model_dump(mode="json", by_alias=True, exclude_none=True)
    for written, rule in zip(document["rules"], pack.rules, strict=True):
        written["terms"] = _both(terms(rule))
        written["means"] = _both(means(rule))
    return document


def _both(words: Plain) -> dict[str, str]:
    return {"en": words.en, "zh": words.zh}


def _print(out: Console, pack: PackFile, lang: str) -> None:
    def say(words: Plain, **values: object) -> str:
        return escape(words.in_language(lang).format(**values) if values else words.in_language(lang))

    places = ", ".join(say(_EVERYWHERE) if place == "*" else place for place in pack.places)
    whom = say(contacts(pack.binds))
    out.print(f"[bold]{pack.pack}@{pack.version}[/] ({places}{'; ' + whom if whom else ''}) {say(pack.says)}")
    table = Table(show_lines=True, expand=True)
    for heading, ratio in zip(_HEADINGS, (4, 3, 10, 5), strict=True):
        table.add_column(say(heading), ratio=ratio, overflow="fold")
    for rule in pack.rules:
        binding = [say(STRENGTHS[rule.strength]), say(SURE[rule.sure]), *_validity(rule, say)]
        says = [say(rule.says), f"[dim]{say(terms(rule))}[/]", *([f"[dim]{means_}[/]"] if (means_ := say(means(rule))) else [])]
        table.add_row(
            rule.id,
            "\n".join(binding),
            "\n".join(says),
            f"{escape(rule.citation)}\n[dim]{say(_READ, where=rule.read.in_language(lang))}[/]",
        )
    out.print(table)
    for words, line in ((_HELPLINE, pack.helpline), (_EMERGENCY, pack.emergency)):
        if line is not None:
            out.print(say(words, **line.model_dump()))
    out.print()


def _validity(rule: Rule, say: Any) -> list[str]:
    first = [say(_FROM, day=rule.valid_from)] if rule.valid_from else []
    return first + ([say(_TO, day=rule.valid_to)] if rule.valid_to else [])
