"""Tables of patterns: how they are written, compiled and searched.

A table maps an intent to lines `name | regex` or `name=value | regex` (the value is the slot that the words themselves name: a channel, a
language). A line `- name | regex` is an exception: what it covers is not read for that intent. Under the key `*` stand idioms and other
people's affairs, which are read for no intent. `{word}` in a regex is one of the table's macros. Dates, times, amounts and counts are
already the letters D, T, A and N. A line that is indented goes on with the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

LOOP = 10
"""Words in a row that a `(...)*` or `(...)+` of a table may take: bounded, so that no reply takes long to refuse."""

CONTINUED = "\n    "
"""A line of a table that begins with four spaces goes on with the one before it."""

COVER = "X"
"""What stands where an exception was: no pattern looks for it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say an intent; `value` fills the intent's own slot (a channel, a language)."""

    intent: str
    name: str
    regex: re.Pattern[str]
    value: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A pattern found in a reply; `start` and `end` are places in the marked text."""

    intent: str
    name: str
    start: int
    end: int
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A language's patterns, compiled once."""

    neutral: tuple[re.Pattern[str], ...]
    exceptions: Mapping[str, tuple[re.Pattern[str], ...]]
    patterns: Mapping[str, tuple[Pattern, ...]]

    def search(self, marked: str) -> list[Finding]:
        """Every pattern's first place in the text, exceptions aside."""
        text = cover(marked, self.neutral)
        found: list[Finding] = []
        for intent, patterns in self.patterns.items():
            read = cover(text, self.exceptions.get(intent, ()))
            for pattern in patterns:
                at = pattern.regex.search(read)
                if at is not None:
                    found.append(Finding(intent, pattern.name, at.start(), at.end(), pattern.value))
        return found


def cover(text: str, patterns: tuple[re.Pattern[str], ...]) -> str:
    """The text with what the patterns match made unreadable, its length kept."""
    for pattern in patterns:
        text = pattern.sub(lambda m: COVER * len(m[0]), text)
    return text


_MACRO = re.compile(r"\{([a-z_]+)\}")


def compile_table(lang: str, macros: Mapping[str, str], *tables: Mapping[str, str]) -> Table:
    """Compile the lines of `tables`; a later table adds to an earlier one's intents."""
    neutral: list[re.Pattern[str]] = []
    exceptions: dict[str, list[re.Pattern[str]]] = {}
    patterns: dict[str, list[Pattern]] = {}
    for table in tables:
        for intent, lines in table.items():
            for line in filter(None, lines.replace(CONTINUED, "").splitlines()):
                head, _, source = line.partition(" | ")
                regex = re.compile(_expand(source.strip(), macros))
                if head.startswith("-"):
                    (neutral if intent == "*" else exceptions.setdefault(intent, [])).append(regex)
                    continue
                name, _, value = head.strip().partition("=")
                patterns.setdefault(intent, []).append(Pattern(intent, f"{lang}.{intent}.{name}", regex, value or None))
    covered = {intent: tuple(regexes) for intent, regexes in exceptions.items()}
    return Table(tuple(neutral), covered, {intent: tuple(found) for intent, found in patterns.items()})


def _expand(source: str, macros: Mapping[str, str]) -> str:
    while _MACRO.search(source):
        source = _MACRO.sub(lambda m: f"(?:{macros[m[1]]})", source)
    return source.replace(")*", f"){{0,{LOOP}}}").replace(")+", f"){{1,{LOOP}}}")
