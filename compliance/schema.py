"""What a rule may say: a few fixed kinds, each plain data. Unknown fields are refused.

Lists of facts (`channels`, `persons`, ...) hold the words of the contract of guard cases; `unknown` is a fact that the case leaves out.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from compliance.case import (
    UNSETTLED,
    Channel,
    ClockTime,
    EventKind,
    Lender,
    NumberKind,
    Person,
    Product,
    Purpose,
    Result,
    Role,
    Scope,
    Voice,
    Weekday,
)
from compliance.plain import Plain, Text

RuleId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9_]+)+$")]
Days = Annotated[int, Field(ge=1, le=366)]
Minutes = Annotated[int, Field(ge=1, le=10_080)]
Most = Annotated[int, Field(ge=1, le=1000)]
Sure = Literal["C1", "C2", "M+", "M", "M?", "own"]
"""C1 read in the text, C2 read in an account of it, M from memory only; `own` needs no source."""
Named = TypeVar("Named")
PhraseSet = Literal[
    "threats", "impersonation", "insults", "shaming", "third_party_pressure", "new_borrowing", "advertising", "tricks", "false_claims",
    "suit",
]  # fmt: skip
"""The sets of phrases of `compliance/phrases/*.yaml`."""


def some(values: tuple[Named, ...]) -> tuple[Named, ...]:
    """Refuses an empty list."""
    if not values:
        raise ValueError("an empty list would match nothing: leave it out, or name something")
    return values


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Selector(Part):
    """Which contacts: all facts that are named must fit; what is not named does not matter."""

    channels: Annotated[tuple[Literal[Channel, "unknown"], ...], AfterValidator(some)] | None = None
    persons: Annotated[tuple[Person, ...], AfterValidator(some)] | None = None
    purposes: Annotated[tuple[Purpose, ...], AfterValidator(some)] | None = None
    number_kinds: Annotated[tuple[Literal[NumberKind, "unknown"], ...], AfterValidator(some)] | None = None
    voices: Annotated[tuple[Literal[Voice, "unknown"], ...], AfterValidator(some)] | None = None
    roles: Annotated[tuple[Role, ...], AfterValidator(some)] | None = None
    lenders: Annotated[tuple[Lender, ...], AfterValidator(some)] | None = None
    products: Annotated[tuple[Product, ...], AfterValidator(some)] | None = None
    reply: Literal["any", "first"] | None = None
    """`first`: it answers the borrower, who has not been answered since; `any`: it answers the borrower."""
    states_debt: bool | None = None
    time_barred: bool | None = None


class _Rule(Part):
    """What every rule carries."""

    id: RuleId
    citation: Text
    says: Plain
    strength: Literal["must", "presumption", "recommended", "own"]
    """`own`: the law names no figure here, the limit is ours."""
    sure: Sure
    read: Plain
    """Where it was read."""
    valid_from: date | None = None
    valid_to: date | None = None
    """The last day on which it holds."""
    applies: Selector = Selector()
    unless: tuple[Selector, ...] = ()

    @model_validator(mode="after")
    def _possible(self) -> _Rule:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("its `valid_to` is before its `valid_from`")
        if (self.strength == "own") != (self.sure == "own"):
            raise ValueError("`strength: own` and `sure: own` go together")
        return self


class HoursRule(_Rule):
    """Contacts only inside these hours of the borrower's local time, in every zone. `agreed`: the law lets the parties widen them.

    `one_reply`: what the borrower sent while they were closed may be answered once before they open, in the same medium.
    `one_confirmation`: a text or e-mail that confirms an opt-out may go out at once, within five minutes of it, whatever the hour.
    """

    kind: Literal["hours"]
    start: ClockTime = Field(alias="from")
    end: ClockTime = Field(alias="to")
    agreed: bool
    one_reply: bool = False
    one_confirmation: bool = False

    @model_validator(mode="after")
    def _spans_something(self) -> HoursRule:
        if self.start == self.end:
            raise ValueError("`from` and `to` are the same, so it says nothing")
        return self


class DaysRule(_Rule):
    """No contacts on these weekdays or dates of the borrower's local calendar."""

    kind: Literal["days"]
    weekdays: tuple[Weekday, ...] = ()
    dates: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _names_a_day(self) -> DaysRule:
        if not self.weekdays and not self.dates:
            raise ValueError("names no day")
        if len(set(self.weekdays)) == 7:
            raise ValueError("closes every day")
        return self


class Counts(Part):
    """Which events of the past count. A call that is open or whose fate is unknown always counts where `results` are named."""

    kinds: Annotated[tuple[EventKind, ...], AfterValidator(some)]
    results: Annotated[tuple[Result, ...], AfterValidator(some)] | None = None
    voices: Annotated[tuple[Literal[Voice, "unknown"], ...], AfterValidator(some)] | None = None
    persons: Annotated[tuple[Person, ...], AfterValidator(some)] | None = None
    replies: bool = True
    """Whether answers to something that the borrower had sent count."""

    @cached_property
    def calls(self) -> frozenset[Result | None] | None:
        """The results of the calls that count, those that could turn out to be any included; None: calls count whatever came of them.

        A rule about calls that have not ended is not about those whose end is unknown.
        """
        if self.results is None or self.results == ("open",):
            return self.results and frozenset(self.results)
        return frozenset((*self.results, *UNSETTLED))


Key = Literal["caller", "person", "debt", "number"]


class FrequencyRule(_Rule):
    """At most `most` contacts in a window, this one included, counted apart for each value of `key`.

    `days`: a window of that many days of the local calendar, today included; `minutes`: a span of time before the contact.
    """

    kind: Literal["frequency"]
    key: tuple[Key, ...]
    most: Most
    days: Days | None = None
    minutes: Minutes | None = None
    counts: Counts
    extra_calls: bool = False
    """Whether calls under the borrower's own prior consent to more calls are free of it and do not count."""
    lifted_by: tuple[Scope, ...] = ()
    """A consent of one of these scopes to this channel and number lifts it altogether while it stands."""

    @model_validator(mode="after")
    def _one_window(self) -> FrequencyRule:
        if (self.days is None) == (self.minutes is None):
            raise ValueError("names one window, in `days` or in `minutes`")
        return self


class CoolDownRule(_Rule):
    """No contact for a time after an event: for `days` of the local calendar with the event's day as the first, or for `minutes`."""

    kind: Literal["cool_down"]
    key: tuple[Key, ...]
    days: Days | None = None
    minutes: Minutes | None = None
    after: Counts
    extra_calls: bool = False
    until_ended: bool = False
    """The pause lasts until the event ends, nobody knows when; one that should have ended by then, and has not, blocks."""

    @model_validator(mode="after")
    def _one_span(self) -> CoolDownRule:
        if (self.days is None) == (self.minutes is None):
            raise ValueError("names one span, in `days` or in `minutes`")
        return self


class PreferenceRule(_Rule):
    """What the borrower asked for: wishes about hours, refusals of a channel, contacts at work that the employer forbids.

    `any_refusal`: a refusal of calls or of texts ends both.
    `one_reply`: what the borrower sent at a closed time, or in a refused medium after refusing it, may be answered once in that medium.
    `one_confirmation`: of wishes about hours, as for the hours of a law.
    """

    kind: Literal["preference"]
    honours: Literal["hours", "refusals", "any_refusal", "employer"]
    one_reply: bool = False
    one_confirmation: bool = False


class ConsentRule(_Rule):
    """The contact needs a consent of one of these scopes to this channel and number."""

    kind: Literal["consent"]
    scopes: Annotated[tuple[Scope, ...], AfterValidator(some)]
    used_within_days: Days | None = None
    """A number or address that the borrower used within that many days, without refusing since, will do too."""
    by_number: bool = False
    """Whether only a consent that names the very number will do."""


class PersonRule(_Rule):
    """Who may be contacted: `allowed` persons, and `helpers` for the purposes named, on conditions, without a word of the debt."""

    kind: Literal["person"]
    allowed: tuple[Person, ...]
    helpers: tuple[Person, ...] = ()
    helper_purposes: tuple[Purpose, ...] = ()
    only_if: tuple[Literal["unreachable", "deceased", "incapacity"], ...] = ()
    """Helpers only where one of these holds of the borrower; with none named, always."""
    once: bool = False
    """Whether a helper who was reached is not contacted again."""


class StandingRule(_Rule):
    """After one of these events the contact is barred, until its own `until`, or until an event of `ended_by` for the same debts."""

    kind: Literal["standing"]
    events: Annotated[tuple[EventKind, ...], AfterValidator(some)]
    written: bool = False
    """Whether only an event in writing counts; one that does not say is taken as written."""
    ended_by: tuple[EventKind, ...] = ()
    within_validation: bool = False
    """Whether it must have come before the end of the validation period of the last validation notice."""


class NoticeRule(_Rule):
    """Something that must be in the contact, or must have gone before it."""

    kind: Literal["notice"]
    needs: Literal[
        "opt_out", "opt_out_not_denied", "collector", "earlier_notice", "single_confirmation",
        "verified_before_debt", "debt_not_to_unverified", "debt_not_stated",
    ]  # fmt: skip
    """`opt_out_not_denied` and `debt_not_to_unverified` object only where the case says that it is not so, not where it says nothing;
    `debt_not_stated` also where it says nothing."""


class WordingRule(_Rule):
    """What a text must not say: phrases of these sets; with `debt`, anything that shows a debt."""

    kind: Literal["wording"]
    sets: tuple[PhraseSet, ...] = ()
    debt: bool = False


class NumberRule(_Rule):
    """Numbers that are not contacted: wrong ones, and kinds of numbers."""

    kind: Literal["number"]
    wrong: bool = False


Rule = Annotated[
    HoursRule
    | DaysRule
    | FrequencyRule
    | CoolDownRule
    | PreferenceRule
    | ConsentRule
    | PersonRule
    | StandingRule
    | NoticeRule
    | WordingRule
    | NumberRule,
    Field(discriminator="kind"),
]
