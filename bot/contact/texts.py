"""Texts: a message is always (template, version, variables), and the rendered words are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.base.errors import CourtesyError
from bot.contact.scene import build_scene
from bot.dialogue import Template, render_template

if TYPE_CHECKING:
    from bot.contact.requests import Request
    from bot.portfolio.accounts import AccountFile


class TextError(CourtesyError):
    """A text can't be made: there is no such template, or it needs something that is not on file."""


@dataclass(frozen=True, slots=True)
class TextSource:
    """The approved templates, by (language, name). `about_amount` names those that speak of the debt."""

    templates: Mapping[tuple[str, str], Template]
    about_amount: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The words of a text, and what they were made from."""

    text: str
    template: str
    version: int


def render(source: TextSource, file: AccountFile, wished: Request, now: datetime) -> Rendered:
    """The text of a request. Raises `TextError` if the template does not exist in the borrower's language."""
    template = source.templates.get((file.language, wished.template or ""))
    if template is None:
        raise TextError(f"there is no text template `{wished.template}` in {file.language}")
    scene = build_scene(file, channel="sms", direction="outbound", now=now)
    return Rendered(render_template(template, scene, wished.variables), template.id, template.version)
