"""Covering what tells who a borrower is, in what was said and in stored values.

A cover has the length of what it covers, so that words keep their places. What recognition misheard (a name by its homophones) can't be
found this way; it is not the borrower's name either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_ZH_DIGIT = "[零〇一二三四五六七八九幺洞两叉]"
_EN_DIGIT = r"(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|double|triple)"
_EN_NUMERAL = (
    r"\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|double|triple|x)\b"
)
_DATE = r"\d{4}-\d{2}-\d{2}"
_LONG = re.compile(rf"(?P<keep>{_DATE})|(?<![\d.,])\+?\d(?:[ \-()]{{0,2}}\d){{6,}}(?!\d|[.,]\d)")
"""Seven digits and more that are neither a date nor an amount: a telephone number, an ID, a card."""
_SPOKEN = (
    re.compile(rf"{_ZH_DIGIT}(?:\s*{_ZH_DIGIT}){{3,}}(?!\s*年)"),
    re.compile(rf"\b{_EN_DIGIT}(?:[\s\-]+{_EN_DIGIT}){{3,}}\b", re.IGNORECASE),
)
_NUMERALS = re.compile(rf"\d|{_ZH_DIGIT}|[十百千]|{_EN_NUMERAL}|\bX\b", re.IGNORECASE)
_CLOCK = re.compile(r"\d\d:\d\d")
"""`from` and `to` of hours, not of numbers."""
_FIRST_HAN = "⺀"
_PRIVATE = frozenset({"name", "number", "phone", "digits", "id_last4", "birth_year", "to", "from"})


class Cover:
    """Covers one borrower's name, and numbers whoever's they are.

    `keep` are names of companies, which stay readable even where they share a word with the borrower's.
    """

    def __init__(self, name: str | None, keep: Iterable[str] = ()) -> None:
        self._names = [re.compile(pattern, re.IGNORECASE) for pattern in _name_patterns(name or "")]
        self._keep = [re.compile(re.escape(each), re.IGNORECASE) for each in keep if each]

    def text(self, text: str, *, identity: bool = False) -> str:
        """`text` with `*` for what is covered, of the same length. `identity`: it answers the identity check, so every numeral goes."""
        out = list(text)
        for start, end in self._spans(text, identity):
            for place in range(start, end):
                if not text[place].isspace():
                    out[place] = "*"
        return "".join(out)

    def value(self, value: Any, key: str = "") -> Any:
        """The same for JSON: values of keys that name something personal go whole, strings are covered."""
        if isinstance(value, Mapping):
            return {str(name): self.value(each, str(name)) for name, each in value.items()}
        if isinstance(value, list):
            return [self.value(each, key) for each in value]
        if key in _PRIVATE and value is not None and not (isinstance(value, str) and _CLOCK.fullmatch(value)):
            return "***"
        return self.text(value) if isinstance(value, str) else value

    def _spans(self, text: str, identity: bool) -> Iterator[tuple[int, int]]:
        kept = [match.span() for pattern in self._keep for match in pattern.finditer(text)]
        for pattern in self._names:
            for match in pattern.finditer(text):
                if not any(start <= match.start() and match.end() <= end for start, end in kept):
                    yield match.start() + 1, match.end()  # the first letter stays, as in `mask_name`
        for match in _LONG.finditer(text):
            if match["keep"] is None:
                yield match.span()
        for pattern in (*_SPOKEN, _NUMERALS) if identity else _SPOKEN:
            for match in pattern.finditer(text):
                yield match.span()


def _name_patterns(name: str) -> Iterator[str]:
    for word in name.split():
        if word[0] >= _FIRST_HAN:
            yield r"\s*".join(map(re.escape, word))
            if len(word) > 2:  # the given name alone
                yield r"\s*".join(map(re.escape, word[1:]))
        elif len(word) > 1:
            yield rf"\b{re.escape(word)}\b"
