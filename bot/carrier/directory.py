"""Who has which number: the carrier's own telephone book of made-up people."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.carrier.errors import CarrierError
from bot.carrier.persona import Persona, personas
from bot.carrier.resources import is_number

_COLUMNS = ("number", "persona", "name", "id_last4", "birth_year")
_SPOKEN = {
    "zh-CN": dict(enumerate("零一二三四五六七八九")),
    "en-US": dict(enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))),
}


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One row: a number, who answers it, and what they know of themselves."""

    number: str
    persona: Persona
    name: str = field(repr=False)
    id_last4: str = field(repr=False)
    birth_year: str = field(repr=False)

    def words(self, template: str) -> str:
        """A line of the persona with this person's facts: `{name}`, `{id_last4}`, `{id_last4_spoken}`, `{birth_year}`."""
        spoken = _SPOKEN[self.persona.lang]
        return template.format(
            name=self.name,
            id_last4=self.id_last4,
            id_last4_spoken=" ".join(spoken[int(digit)] if digit.isdecimal() else digit for digit in self.id_last4),
            birth_year=self.birth_year,
        )


def read_directory(path: Path, known: Mapping[str, Persona] | None = None) -> dict[str, Subscriber]:
    """The directory by number. CSV in UTF-8 with the columns number, persona, name, id_last4, birth_year; a faulty row is an error."""
    known = personas() if known is None else known
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise CarrierError(f"the directory {path} cannot be read: {error}") from error
    found: dict[str, Subscriber] = {}
    for line, row in enumerate(rows, start=2):
        values = [(row.get(column) or "").strip() for column in _COLUMNS]
        number, persona = values[0], known.get(values[1])
        if not is_number(number):
            raise CarrierError(f"{path.name}, line {line}: number is not E.164 (a plus and digits)")
        if persona is None:
            raise CarrierError(f"{path.name}, line {line}: there is no persona {values[1]!r}")
        if number in found:
            raise CarrierError(f"{path.name}, line {line}: the number stands there twice")
        found[number] = Subscriber(number, persona, *values[2:])
    return found
