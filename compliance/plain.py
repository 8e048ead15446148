"""Statements in plain words, in both languages of the product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import ConfigDict, Field

Text = Annotated[str, Field(min_length=3)]


@dataclass(frozen=True, slots=True)
class Plain:
    """One statement in both languages. It holds no personal data."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    en: Text
    zh: Text

    def in_language(self, language: str) -> str:
        """The text for a reader of a language (`zh-CN`, `en`, ...); English for those that we don't have."""
        return self.zh if language.lower().startswith("zh") else self.en
