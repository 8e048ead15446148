"""A rehearsal's scenario as its file has it (see the contract of rehearsals), and the scene that it stands for."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.dialogue import Account, Borrower, Expects, Language, Policy, Promised, Scene


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True)


class Turn(_Row):
    """What the borrower does: exactly one of the fields but `when`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: Annotated[list[Expects], BeforeValidator(_listed)] = []
    say: str | None = None
    key: str | None = Field(default=None, pattern=r"^[\d*#]+$")
    silence: float | None = None
    hang_up: Literal[True] | None = None
    machine: str | None = None
    screening: str | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Turn:
        if sum(getattr(self, kind) is not None for kind in ("say", "key", "silence", "hang_up", "machine", "screening")) != 1:
            raise ValueError("a turn is exactly one of say, key, silence, hang_up, machine, screening")
        return self


class ScenarioBorrower(_Row):
    name: str = Field(min_length=1)
    title: str = ""
    id_last4: str | None = None
    birth_year: int | None = None
    phone: str | None = None
    language: Language | None = None


class ScenarioPolicy(_Row):
    max_instalments: int = 0
    min_instalment: Decimal = Decimal(0)
    max_promise_days: int = 0
    max_waiver_percent: int = 0


class ScenarioPromised(_Row):
    date: date
    amount: Decimal = Field(gt=0)


class ScenarioAccount(_Row):
    id: str
    agency: str = Field(min_length=1)
    creditor: str = Field(min_length=1)
    product: str
    total: Decimal = Field(gt=0)
    principal: Decimal | None = None
    interest: Decimal | None = None
    fees: Decimal | None = None
    currency: str = "CNY"
    due_date: date | None = None
    as_of: date | None = None
    days_overdue: int | None = None
    allowed_consequences: tuple[str, ...] = ()
    policy: ScenarioPolicy = ScenarioPolicy()
    promised: ScenarioPromised | None = None
    """Beyond the contract, for scripts that remind of a promise: what was agreed earlier."""


class Scenario(_Row):
    """One line of a rehearsal file."""

    id: str
    lang: Language
    channel: Literal["voice", "sms"]
    direction: Literal["outbound", "inbound"]
    at: AwareDatetime
    place: str
    borrower: ScenarioBorrower
    account: ScenarioAccount
    turns: list[Turn]

    @model_validator(mode="after")
    def _machines_first(self) -> Scenario:
        for number, turn in enumerate(self.turns):
            if (turn.machine or turn.screening) and (number or self.channel != "voice" or self.direction != "outbound"):
                raise ValueError("a machine or a screening assistant is the first turn of an outbound voice call")
        return self


def scene_of(scenario: Scenario) -> Scene:
    """What the dialogue engine needs to know of it."""
    account = dict(scenario.account)
    account["policy"] = Policy(**dict(scenario.account.policy))
    account["promised"] = scenario.account.promised and Promised(**dict(scenario.account.promised))
    at: datetime = scenario.at
    return Scene(
        scenario.lang, scenario.channel, scenario.direction, at, scenario.place, Borrower(**dict(scenario.borrower)), Account(**account)
    )
