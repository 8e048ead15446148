"""What has to be said: by which law, where, when, and in which words it counts as said; the words are data, `phrases/required.yaml`.

The scripts' verifier and the checks after a conversation ask here; of a single contact the packs' `notice` rules decide.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from compliance.errors import PackError
from compliance.phrasebook import FOLDER, LANGUAGES, Language, Patterns, fold
from compliance.places import load_places
from compliance.plain import Plain, Text
from compliance.reading import read_model
from compliance.schema import Part, Sure, some

Moment = Literal["opening", "recorded", "debt", "later", "message"]
"""The first words; those of a call that is recorded; where the debt is first named; what speaks of it after; an unasked message."""
Medium = Literal["voice", "sms", "email", "letter"]


class Element(Part):
    """One thing that has to be said. `by_name`: it is said by the caller's own name, which no pattern knows."""

    id: Text
    moments: Annotated[tuple[Moment, ...], AfterValidator(some)]
    media: Annotated[tuple[Medium, ...], AfterValidator(some)]
    places: Annotated[tuple[str, ...], AfterValidator(some)]
    citation: Text
    says: Plain
    sure: Sure
    read: Plain
    by_name: bool = False
    words: dict[Language, Patterns] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _can_be_said(self) -> Element:
        if self.by_name == bool(self.words) or (self.words and set(self.words) != set(LANGUAGES)):
            raise ValueError(f"`{self.id}` is said by name, or in words of each language: {', '.join(LANGUAGES)}")
        return self

    def said_in(self, text: str, caller: str | None = None) -> bool:
        """Whether a text says it, in whichever language; `caller`: the name by which it is said where it is said by name."""
        if self.by_name:
            return bool(caller) and str(caller) in text
        folded = fold(text)
        return any(pattern.search(folded) for pattern in _patterns(self.id))

    def left_out_of(self, text: str) -> str:
        """A text, folded, without the words that say it."""
        folded = fold(text)
        for pattern in _patterns(self.id):
            folded = pattern.sub("", folded)
        return folded


class _RequiredFile(Part):
    elements: tuple[Element, ...]


def missing(text: str, moment: Moment, medium: Medium, place: str, caller: str | None = None) -> list[Element]:
    """What a text should say at this moment in this place, and does not. `caller`: by what name the caller is called in it."""
    return [each for each in required(moment, medium, place) if not each.said_in(text, caller)]


@lru_cache(maxsize=1024)
def required(moment: Moment, medium: Medium, place: str) -> tuple[Element, ...]:
    """What has to be said at this moment; in a place that is not known only what has to be said everywhere."""
    steps = {"*", *load_places().within(place)}
    return tuple(each for each in _elements() if moment in each.moments and medium in each.media and not steps.isdisjoint(each.places))


def element(name: str) -> Element:
    """The element of that id. Raises KeyError."""
    return _by_id()[name]


@lru_cache(maxsize=1)
def _elements() -> tuple[Element, ...]:
    path = FOLDER / "required.yaml"
    found = read_model(path, _RequiredFile).elements
    for each in found:
        for place in each.places:
            if place != "*" and not load_places().known(place):
                raise PackError(f"{path}: element `{each.id}`: `{place}` is no place that is known")
    return found


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Element]:
    return {each.id: each for each in _elements()}


@lru_cache(maxsize=64)
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for patterns in element(name).words.values() for pattern in patterns)
