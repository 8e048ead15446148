"""A case made ready for the rules: what had happened by the time of the contact, in order, and the facts that select rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from compliance.case import Attempt, Case, Event, Preference

MEDIUM = {"voice": "voice", "voicemail": "voice", "sms": "sms", "email": "email", "letter": "letter"}
"""What a refusal or a consent names, for each channel."""
INBOUND = {"voice": "inbound_call", "sms": "inbound_sms", "email": "inbound_email"}
OUTBOUND = {"voice": ("call", "ringless_voicemail"), "sms": ("sms",), "email": ("email",)}
UNSETTLED = (None, "open", "unknown")
"""Results of a call that could turn out to be any result."""

Reply = Literal["first", "any"]


def says_wrong(event: Event) -> bool:
    """Whether an event tells that a number is not the borrower's."""
    return event.kind == "wrong_number" or (event.kind == "call" and event.result == "wrong_person")


@dataclass(frozen=True)
class View:
    """The case as the rules see it. Nothing in it is dated after the attempt."""

    case: Case
    zones: tuple[ZoneInfo, ...]
    events: tuple[Event, ...]
    preferences: tuple[Preference, ...]

    @property
    def attempt(self) -> Attempt:
        return self.case.attempt

    @property
    def at(self) -> datetime:
        return self.case.attempt.at

    @cached_property
    def medium(self) -> str:
        return MEDIUM.get(self.attempt.channel or "", "unknown")

    @cached_property
    def _same_debt(self) -> dict[str, str]:
        """Student loans under one account number count as one debt."""
        return {
            debt.id: f"account {debt.account_number}" if debt.product == "student_loan" and debt.account_number else debt.id
            for debt in self.case.debts
        }

    @cached_property
    def debts(self) -> frozenset[str]:
        """The debts that the contact is about, those that count as one under one name."""
        return self.debts_of(self.attempt.debts)

    def debts_of(self, named: Iterable[str] | None) -> frozenset[str]:
        """The debts that these ids name; all debts of the case where none is named."""
        if named is None:
            return frozenset(self._same_debt.values())
        return frozenset(self._same_debt.get(each, each) for each in named)

    def touches(self, event: Event) -> bool:
        """Whether an event is about one of the debts that the contact is about."""
        return event.debts is None or not self.debts.isdisjoint(self.debts_of(event.debts))

    def by_us(self, event: Event) -> bool:
        """Whether the caller of this case made it; who can't be told apart from this caller is taken for it."""
        caller = self.case.caller.id
        return event.by is None or caller is None or event.by == caller

    @cached_property
    def reply(self) -> Reply | None:
        """Whether the contact answers the borrower, and whether the borrower has not been answered yet."""
        if not self.attempt.reply:
            return None
        answered = OUTBOUND.get(self.medium, ())
        for event in reversed(self.events):
            if event.kind == INBOUND.get(self.medium):
                return "first"
            if event.kind in answered and event.reply:
                return "any"
        return "first"

    @cached_property
    def facts(self) -> Facts:
        attempt, case = self.attempt, self.case
        about = [debt for debt in case.debts if attempt.debts is None or debt.id in attempt.debts]
        return Facts(
            attempt.channel or "unknown",
            attempt.person,
            attempt.purpose,
            attempt.number_kind or "unknown",
            attempt.voice or "unknown",
            case.caller.role,
            case.lender,
            frozenset(debt.product for debt in about),
            self.reply,
            attempt.states_debt,
            any(debt.time_barred for debt in about),
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """What selectors look at: few values, so that the rules that fit can be remembered for each combination."""

    channel: str
    person: str
    purpose: str
    number_kind: str
    voice: str
    role: str
    lender: str
    products: frozenset[str]
    reply: Reply | None
    states_debt: bool | None
    time_barred: bool


def look_at(case: Case, zones: tuple[ZoneInfo, ...]) -> View:
    """The view of a case: only what was there at the attempt's instant, in the order in which it happened."""
    now = case.attempt.at
    events = sorted((event for event in case.events if event.at <= now), key=lambda event: event.at)
    preferences = sorted((each for each in case.preferences if each.at <= now), key=lambda each: each.at)
    return View(case, zones, tuple(events), tuple(preferences))
