"""What may not be said, and which words show that there is a debt; the words are data, in `compliance/phrases/`.

Used on scripts, templates, every text before it goes out, and transcripts. Texts are read in all languages at once: who writes
English to Beijing is held to the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from compliance.phrasebook import LANGUAGES, Language, fold, languages_of, phrases, prohibitions
from compliance.required import element
from compliance.schema import PhraseSet


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that was found, where (in the text as `fold` gives it), of which set, and what prohibits it."""

    set: PhraseSet
    phrase: str
    start: int
    citation: str


def prohibited(text: str, lang_or_place: str) -> list[Hit]:
    """What `text` says that nobody may say to a borrower. `lang_or_place` (`zh-CN`, `US-MA`, ...) picks the citation."""
    law = prohibitions()
    return find(text, law.always, law.citations.get(_country(lang_or_place)))


def find(text: str, sets: Iterable[PhraseSet], citation: str | None = None) -> list[Hit]:
    """The phrases of these sets that stand in a text, in their order there; what is said not to be done is left out."""
    folded = fold(text)
    spoken = languages_of(folded)
    hits = {
        (match.start(), name): Hit(name, match.group().strip(), match.start(), citation or prohibitions().elsewhere)
        for name in sets
        for match in _said(folded, name, spoken)
    }
    return [hits[key] for key in sorted(hits)]


def reveals_debt(text: str) -> list[str]:
    """The words of a text that show that there is a debt (contract of rehearsals, rule 1), in Chinese and English."""
    return _found(text, "debt")


def shows_trade(text: str) -> list[str]:
    """Words that show that the caller's business is collecting, such as in a firm's name; a machine must not hear them."""
    return _found(text, "trade")


def opts_out(text: str) -> bool:
    """Whether a message of the borrower's is an opt-out: nothing but one of the words that always work, or as plain as they are."""
    folded = fold(text)
    return any(pattern.search(folded) for language in LANGUAGES for pattern in _patterns(language, "stops"))


def more_than_confirmation(text: str) -> list[str]:
    """The words of a text that hold more than that an opt-out was heard: a debt, an offer, or a wish that the reader call or reconsider.

    That it comes from a debt collector, and what to answer to come back, is no more than that (47 CFR 64.1200(a)(12)).
    """
    rest = element("debt_collector").left_out_of(text)
    offers = (hit.phrase for hit in find(rest, ("advertising", "new_borrowing")))
    return [*reveals_debt(rest), *offers, *(match.group().strip() for match in _said(rest, "invitations", LANGUAGES))]


def _said(folded: str, name: str, languages: Iterable[Language]) -> Iterator[re.Match[str]]:
    """What stands in a text of a list of phrases, and is not denied there."""
    for language in languages:
        for pattern in _patterns(language, name):
            for match in pattern.finditer(folded):
                if not any(denial.search(folded, 0, match.start()) for denial in _patterns(language, "denials")):
                    yield match


def _found(text: str, name: str) -> list[str]:
    folded = fold(text)
    patterns = (pattern for language in languages_of(folded) for pattern in _patterns(language, name))
    return [match.group().strip() for pattern in patterns for match in pattern.finditer(folded)]


def _country(lang_or_place: str) -> str:
    """`zh-CN` and `en-US` name a language by its country; a place begins with the country."""
    first, _, rest = lang_or_place.partition("-")
    return rest if first.islower() else first


@lru_cache(maxsize=64)
def _patterns(language: Language, name: str) -> tuple[re.Pattern[str], ...]:
    """The phrases of a set, or of one of the other lists of a file."""
    file = phrases()[language]
    found = getattr(file, name) if name in _LISTS else file.sets.get(name, ())  # type: ignore[call-overload]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in found)


_LISTS = frozenset({"debt", "denials", "invitations", "stops", "trade"})
