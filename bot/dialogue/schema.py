"""The shape of a dialogue script and of a text template, as YAML has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, WithJsonSchema, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from bot.dialogue.checks import CHECKS
from bot.dialogue.outcomes import EFFECTS, OUTCOMES
from bot.dialogue.types import Expects, Language
from bot.understanding import INTENTS

EVENTS = ("silence", "silence_end", "unknown_end", "machine", "screening", "screening_end", "too_long", "wish")
"""What reactions may be named for, apart from intents: events, a wish about when or where to be called, and what three of a kind in a row
lead to."""
TRIGGERS = (*INTENTS, *EVENTS)
REACTION_EFFECTS = (*EFFECTS, "opt_out")
"""`opt_out` is of the channel that the borrower named."""


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _one_or_more(of: Iterable[str] = ()) -> WithJsonSchema:
    one = {"enum": list(of)} if of else {"type": "string"}
    return WithJsonSchema({"anyOf": [one, {"type": "array", "items": one}]})


def _one_of(of: Iterable[str]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [{"enum": list(of)}, {"type": "null"}]})


Names = Annotated[list[str], BeforeValidator(_listed), _one_or_more()]
"""One name or a list of them."""
EffectNames = Annotated[list[str], BeforeValidator(_listed), _one_or_more(REACTION_EFFECTS)]
IntentNames = Annotated[list[str], BeforeValidator(_listed), _one_or_more(INTENTS)]
OutcomeName = Annotated[str | None, _one_of(OUTCOMES)]
TriggerName = Annotated[str | None, _one_of(TRIGGERS)]
CheckName = Annotated[str | None, _one_of(CHECKS)]
_KEYED_BY_TRIGGER: dict[str, Any] = {"propertyNames": {"enum": list(TRIGGERS)}}


class _Strict(BaseModel):
    """Its fields' docstrings are the descriptions that an editor shows."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Conditions(_Strict):
    """When a variant of a line is the one to say. What is not given does not matter; of several values one must hold."""

    place: Names = []
    """Guard-case places; `US` holds for `US-CA` too."""
    channel: Literal["voice", "sms"] | None = None
    direction: Literal["outbound", "inbound"] | None = None
    product: Names = []
    recorded: bool | None = None
    secret: Literal["digits", "birth_year"] | None = None
    """What is on file that only the borrower would know."""
    allows: Names = []
    """Consequences that the account lists; `none` where it lists none."""
    has: Names = []
    """Optional slots that are filled."""
    instalments: bool | None = None
    """Whether the policy allows more than one payment."""
    opt_out: Literal["voice", "sms", "all"] | None = None
    """What the borrower does not want any more."""


class Variant(_Strict):
    text: str
    when: Conditions = Conditions()


class Line(_Strict):
    """What the bot can say. Of `variants` the first that fits is said, nothing where none fits."""

    variants: list[Variant] = []
    template: str | None = None
    """In a script: the words of this text template (the same folder's `texts/`)."""
    interruptible: bool = True

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:
        """`line: words` and `line: {text: words}` are one variant without conditions."""
        if isinstance(value, str):
            return {"variants": [{"text": value}]}
        if isinstance(value, dict) and "text" in value:
            rest = {key: item for key, item in value.items() if key not in ("text", "when")}
            return {**rest, "variants": [{key: value[key] for key in ("text", "when") if key in value}]}
        return value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        whole = handler.resolve_ref_schema(handler(core))
        variant = handler.resolve_ref_schema(Variant.__get_pydantic_json_schema__(Variant.__pydantic_core_schema__, handler))
        own = whole["properties"]
        short = {"type": "object", "properties": {**variant["properties"], "interruptible": own["interruptible"]}, "required": ["text"]}
        return {"description": whole.get("description"), "anyOf": [{"type": "string"}, {**short, "additionalProperties": False}, whole]}

    @model_validator(mode="after")
    def _has_words(self) -> Line:
        if bool(self.variants) == bool(self.template):
            raise ValueError("a line has words, variants, or the name of a template")
        return self


class Reaction(_Strict):
    """What something that the borrower said, or did, leads to. It is worked through in the order of these fields."""

    strike: TriggerName = None
    """It did not help: after three of these in a row the named reaction takes its place."""
    named: bool = False
    """The borrower said that they are the person: the first fact of the identity."""
    remember: bool = False
    """It is taken up again as soon as it may be (for what is said before identity is verified)."""
    do: EffectNames = []
    """Effects. What needs data (a promise, a call-back) takes it from what was agreed."""
    settle: OutcomeName = None
    """An outcome, without ending."""
    ack: Names = []
    """Lines said before anything else."""
    next: IntentNames = []
    """If the reply carries one of these intents too, that one's reaction follows in place of all below."""
    check: CheckName = None
    """A built-in check (see checks.py), whose result picks one of `results` in place of all below."""
    results: dict[str, Reaction] = {}
    say: Names = []
    go: str | None = None
    """Into another state."""
    again: bool = False
    """The state's question once more."""
    stay: bool = False
    """Wait for more, without a question."""
    repeat: bool = False
    """All that was said last, once more."""
    end: OutcomeName = None
    """The conversation is over; with this outcome, unless a more important one is settled."""

    @model_validator(mode="after")
    def _one_way_out(self) -> Reaction:
        ways = [name for name in ("check", "go", "again", "stay", "repeat", "end") if getattr(self, name)]
        if len(ways) != 1:
            raise ValueError(f"a reaction has exactly one of check, go, again, stay, repeat, end; this one has {', '.join(ways) or 'none'}")
        if bool(self.check) != bool(self.results):
            raise ValueError("`check` and `results` go together")
        return self


class StateDef(_Strict):
    """A place in the conversation: what is said on the way in, what is asked, and what the answers lead to."""

    say: Names = []
    then: str | None = None
    """Go on to another state at once, without a question."""
    ask: Names = []
    ask_again: Names = []
    """The question where it is asked once more [`ask`]."""
    expects: Expects | None = None
    on: dict[str, Reaction] = Field(default={}, json_schema_extra=_KEYED_BY_TRIGGER)
    """Own reactions; those of `before` or `after` verification and of `common` are inherited."""

    @model_validator(mode="after")
    def _asks_or_goes_on(self) -> StateDef:
        if self.then and (self.ask or self.expects or self.on):
            raise ValueError("a state with `then` asks nothing and listens for nothing")
        return self


class Start(_Strict):
    """Where a conversation begins."""

    voice_outbound: str
    voice_inbound: str
    sms_outbound: str
    sms_inbound: str


class ScriptFile(_Strict):
    """A dialogue script."""

    format: Literal[2]
    """Of the file; older ones are brought up to date as they are read (see formats.py)."""
    version: int = Field(ge=1)
    """Of the words: raised with every change, approved, and kept with every conversation."""
    id: str
    lang: Language
    extends: str | None = None
    """A script of the same folder whose lines, reactions and states this one takes over, but for those that it has itself."""
    start: Start
    products: dict[str, str]
    """How products are called; `other` for those not listed."""
    lines: dict[str, Line]
    text_footer: str
    """The line that ends every text of a thread but the answer to an opt-out (12 CFR 1006.6(e): how to stop)."""
    debt_footer: str | None = None
    """The line that a text of a thread carries which speaks of the debt, where the law wants more said in it (12 CFR 1006.18(e)(2))."""
    common: dict[str, Reaction] = Field(json_schema_extra=_KEYED_BY_TRIGGER)
    """What every state listens for."""
    before: dict[str, Reaction] = Field(json_schema_extra=_KEYED_BY_TRIGGER)
    """Inherited by every state as long as identity is not verified."""
    after: dict[str, Reaction] = Field(json_schema_extra=_KEYED_BY_TRIGGER)
    """Inherited by every state once it is."""
    states: dict[str, StateDef]


class TemplateFile(_Strict):
    """A text that is sent outside a conversation."""

    version: int = Field(ge=1)
    """Of the words: raised with every change, kept with every text sent."""
    id: str
    lang: Language
    products: dict[str, str] = {}
    unsolicited: bool
    """Whether the borrower has not asked for it: then it states no debt, unless it is one that `states_debt`."""
    states_debt: bool = False
    """It names the debt even unasked: sent only where the mandate's `texts_state_debt` says so, and to a confirmed number."""
    text: Line
