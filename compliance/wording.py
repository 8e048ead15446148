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
    folded, names = fold(text), tuple(sets)
    small = _small(folded)
    spoken = [language for language in languages_of(folded) if _together(language, *names).search(small)]
    citation = citation or prohibitions().elsewhere
    hits = {
        (match.start(), name): Hit(name, folded[match.start() : match.end()].strip(), match.start(), citation)
        for name in names
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
    small = _small(fold(text))
    return any(_together(language, "stops").search(small) for language in LANGUAGES)


def more_than_confirmation(text: str) -> list[str]:
    """The words of a text that hold more than that an opt-out was heard: a debt, an offer, or a wish that the reader call or reconsider.

    That it comes from a debt collector, and what to answer to come back, is no more than that (47 CFR 64.1200(a)(12)). The signature that
    a text in China begins with is a name, and wishes nothing of the reader.
    """
    rest = element("debt_collector").left_out_of(text)
    unsigned = element("debt_collector").left_out_of(_SIGNATURE.sub("", text))
    offers = (hit.phrase for hit in find(rest, ("advertising", "new_borrowing")))
    return [*reveals_debt(rest), *offers, *(match.group().strip() for match in _said(unsigned, "invitations", LANGUAGES))]


_SIGNATURE = re.compile(r"\A\s*【[^【】]{1,20}】")


def _said(folded: str, name: str, languages: Iterable[Language]) -> Iterator[re.Match[str]]:
    """What stands in a folded text of a list of phrases, and is not denied there; the matches are in small letters."""
    small = _small(folded)
    for language in languages:
        for match in _matches(small, language, name):
            if not _denied(small, match, language, name):
                yield match


def _denied(small: str, match: re.Match[str], language: Language, name: str) -> bool:
    """Whether its sentence says that it is not done, or warns of those who do it, and does not make that depend on payment."""
    start = max(small.rfind(end, 0, match.start()) for end in _SENTENCE_ENDS) + 1
    lists = ("denials", "advice") if name in _ADVISED_ON else ("denials",)
    if not any(_together(language, each).search(small, start, match.start()) for each in lists):
        return False
    end = _SENTENCE_END.search(small, match.end())
    return not _together(language, "conditions").search(small, start, end.start() if end else len(small))


def _found(text: str, name: str) -> list[str]:
    folded = fold(text)
    small = _small(folded)
    return [folded[match.start() : match.end()].strip() for language in languages_of(folded) for match in _matches(small, language, name)]


def _matches(small: str, language: Language, name: str) -> Iterator[re.Match[str]]:
    """All places of the phrases of a list; most texts hold none, which one search shows."""
    if _together(language, name).search(small):
        for pattern in _patterns(language, name):
            yield from pattern.finditer(small)


def _small(folded: str) -> str:
    """In small letters, each at its place."""
    small = folded.lower()
    return small if len(small) == len(folded) else "".join(low if len(low := each.lower()) == 1 else each for each in folded)


def _country(lang_or_place: str) -> str:
    """`zh-CN` and `en-US` name a language by its country; a place begins with the country."""
    first, _, rest = lang_or_place.partition("-")
    return rest if first.islower() else first


@lru_cache(maxsize=64)
def _patterns(language: Language, name: str) -> tuple[re.Pattern[str], ...]:
    """The phrases of a set, or of one of the other lists of a file, in small letters: that is faster than to ignore their case."""
    file = phrases()[language]
    found = getattr(file, name) if name in _LISTS else file.sets.get(name, ())  # type: ignore[call-overload]
    return tuple(re.compile(_CAPITAL.sub(lambda each: each[1] or each[0].lower(), pattern)) for pattern in found)


@lru_cache(maxsize=64)
def _together(language: Language, *names: str) -> re.Pattern[str]:
    """One pattern for all of a list, or of several."""
    patterns = [each for name in names for each in _patterns(language, name)]
    if not patterns:
        return re.compile("(?!)")
    start = _WORD if all(each.pattern.startswith(r"\b") for each in patterns) else ""
    return re.compile(f"{start}(?:{'|'.join(f'(?:{each.pattern})' for each in patterns)})")


_WORD = r"\b(?=\w)"
"""Where a word begins: phrases that all begin with `\\b` are not tried at its end too, which halves the time."""
_CAPITAL = re.compile(r"(\\.)|[A-Z]")
"""Capital letters of a pattern, those left alone that say what kind of character is meant."""
_SENTENCE_ENDS = ".!?。;"
"""As they stand in a folded text."""
_SENTENCE_END = re.compile(f"[{_SENTENCE_ENDS}]")
_ADVISED_ON = frozenset({"impersonation", "insults", "new_borrowing", "advertising", "tricks", "false_claims"})
_LISTS = frozenset({"debt", "denials", "advice", "conditions", "invitations", "stops", "trade"})
