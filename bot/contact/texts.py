"""Texts: a message is always (template, version, variables), and the rendered words are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.base.errors import CourtesyError
from bot.contact.scene import build_scene
from bot.dialogue import Template, name_of, render_template
from bot.portfolio.accounts import AccountFile


class TextError(CourtesyError):
    """A text can't be made: there is no such template, or it needs something that is not on file."""


Templates = Mapping[tuple[str, str], Template]
"""The text templates in use, by (language, name)."""
OPT_OUT_CONFIRMATION, DISPUTE_RECEIVED, MISSED_CALLBACK = "opt_out_confirmation", "dispute_received", "missed_callback"
IN_USE = (
    "contact_request", "promise_confirmation", "plan_confirmation", "payment_instructions", OPT_OUT_CONFIRMATION, DISPUTE_RECEIVED,
    MISSED_CALLBACK,
)  # fmt: skip
"""The texts that may be sent: each has to be there in every language."""
REPLY, ACKNOWLEDGEMENT = "reply", "acknowledgement"
"""The words of an answer to a text come from the dialogue script, not from a template. An acknowledgement is the last answer to what makes
collection rest: a dispute, a crisis."""
ANSWERS = (REPLY, ACKNOWLEDGEMENT)
WHILE_RESTING = (ACKNOWLEDGEMENT, DISPUTE_RECEIVED)
"""Texts that ask for nothing, and say that collection rests: they go out although it does."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a text was made of: the template as approvals call it, which of its variants, and what its slots were filled with."""

    object: str
    variant: int
    slots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The words of a text, and what they were made from."""

    text: str
    template: str
    version: int
    source: Source | None = None
    """`None` for words of our own."""


def render(templates: Templates, file: AccountFile, name: str | None, variables: Mapping[str, Any], now: datetime) -> Rendered:
    """The text of a request. Raises `TextError` if there is no template in their language, `DialogueError` if it lacks a fact."""
    if name in ANSWERS:
        return Rendered(variables["text"], name, 1)
    template = templates.get((file.language, name or ""))
    if template is None:
        raise TextError(f"there is no text template `{name}` in {file.language}")
    scene = build_scene(file, channel="sms", direction="outbound", now=now)
    made = render_template(template, scene, variables)
    return Rendered(made.text, template.id, template.version, Source(name_of(template), made.variant, made.slots))
