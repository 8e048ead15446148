"""The made-up borrowers: how each answers the telephone, speaks, and what they say to which question. One YAML file each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.carrier.errors import CarrierError
from bot.carrier.turns import Turn

FOLDER = Path(__file__).parent / "personas"
OnRing = Literal["answer", "busy", "no_answer", "machine", "unassigned", "failed"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class VoiceOfPersona(_Model):
    """A variant of the synthesizer's voice, and its pitch (0 to 99)."""

    variant: str = ""
    pitch: int = Field(default=50, ge=0, le=99)


class Pace(_Model):
    """`think_s`: how long they take before they answer; `words_per_minute`: how fast they speak (else as the bot does)."""

    think_s: float = Field(default=0.3, ge=0)
    words_per_minute: int | None = Field(default=None, ge=80, le=300)


class TextReply(_Model):
    """They answer a text: with `say`, after so many seconds, once."""

    say: str
    after_s: float = 1.0


class TextFate(_Model):
    """What becomes of a text to them; `code` is Twilio's, of one that fails. `none`: it is sent, and no report ever comes."""

    status: Literal["delivered", "undelivered", "failed", "none"] = "delivered"
    code: int | None = None


class Detection(_Model):
    """What machine detection says of them, perhaps wrongly, and when after picking up [as it is, when it is found out]."""

    answered_by: str
    after_s: float = Field(default=3.0, ge=0)


class Persona(_Model):
    """Who answers. `noise` is the loudness of the line's hiss, the root mean square of its 16-bit samples."""

    id: str
    lang: Literal["zh-CN", "en-US"]
    about: str
    voice: VoiceOfPersona = VoiceOfPersona()
    pace: Pace = Pace()
    noise: float = Field(default=20, ge=0, le=2000)
    on_ring: OnRing = "answer"
    ring_s: float = 1.5
    greeting: str | None = None
    hello: str | None = None
    """Said as soon as they pick up, as people do."""
    begins_after_s: float | None = None
    """If nobody speaks for so long, they take their next turn unasked."""
    turns: tuple[Turn, ...] = ()
    detection: Detection | None = None
    text_fate: TextFate = TextFate()
    replies_by_text: TextReply | None = None

    @model_validator(mode="after")
    def _machines_have_a_greeting(self) -> Persona:
        if (self.on_ring == "machine") != (self.greeting is not None):
            raise ValueError("a machine has a greeting, and nobody else")
        return self


def read_persona(path: Path) -> Persona:
    """One persona; a faulty file raises `CarrierError` that says where."""
    try:
        return Persona.model_validate(YAML(typ="safe", pure=True).load(path))
    except YAMLError as error:
        raise CarrierError(f"{path.name}: not YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise CarrierError(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


@cache
def personas() -> dict[str, Persona]:
    """All that ship with the program, by id."""
    return {persona.id: persona for persona in map(read_persona, sorted(FOLDER.glob("*.yaml")))}
