"""A case made ready for the rules: what had happened by the time of the contact, in order, and the facts that select rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from operator import attrgetter
from typing import Literal
from zoneinfo import ZoneInfo

from compliance import wording
from compliance.case import Attempt, Case, Event, Preference

MEDIUM = {"voice": "voice", "voicemail": "voice", "sms": "sms", "email": "email", "letter": "letter"}
"""What a refusal or a consent names, for each channel."""
INBOUND = {"voice": "inbound_call", "sms": "inbound_sms", "email": "inbound_email"}
OUTBOUND = {"voice": ("call", "ringless_voicemail"), "sms": ("sms",), "email": ("email",)}
UNSETTLED = (None, "open", "unknown")
"""Results of a call that could turn out to be any result."""

Reply = Literal["first", "any"]
_AT = attrgetter("at")


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
    def _of_kind(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for event in self.events:
            found.setdefault(event.kind, []).append(event)
        return found

    def of_kinds(self, kinds: Iterable[str], days: int | None = None) -> list[Event]:
        """The events of these kinds, oldest first; with `days` only those that a window of so many calendar days could reach.

        Calendar days differ over zones and clock changes by less than three days.
        """
        found = [self._of_kind[kind] for kind in kinds if kind in self._of_kind]
        if not found:
            return []
        events = found[0] if len(found) == 1 else sorted((event for each in found for event in each), key=_AT)
        return events if days is None else events[bisect_right(events, self.at - timedelta(days=days + 3), key=_AT) :]

    @cached_property
    def more_calls(self) -> list[Preference]:
        """The consents to more calls than the counters allow."""
        return [each for each in self.preferences if each.kind == "consents" and each.scope == "extra_calls"]

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
    def answers(self) -> Event | None:
        """What the contact answers, where it is said to be an answer: the last that came in its medium, from its number."""
        if not self.attempt.reply:
            return None
        kind, numbers = INBOUND.get(self.medium), (None, self.attempt.number)
        came = [event for event in self.events if event.kind == kind and (event.number in numbers or self.attempt.number is None)]
        return came[-1] if came else None

    @cached_property
    def reply(self) -> Reply | None:
        """Whether the contact answers the borrower, and whether the borrower has not been answered yet.

        A call answers only a call. That a message is an answer is believed, unless what came on file came by another way.
        """
        came = self.answers
        if not self.attempt.reply:
            return None
        if came is None and (self.medium == "voice" or any(event.kind in INBOUND.values() for event in self.events)):
            return None
        sent = OUTBOUND.get(self.medium, ())
        answered = any(event.reply and event.kind in sent and (came is None or event.at >= came.at) for event in self.events)
        return "any" if answered else "first"

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


def _opts_out(event: Event) -> bool:
    return event.kind in ("inbound_sms", "inbound_email") and event.text is not None and wording.opts_out(event.text)


def _refusal(event: Event) -> Preference:
    """A message that says STOP is a refusal of that medium and number, whether or not it was entered as one (47 CFR 64.1200(a)(10))."""
    medium = "sms" if event.kind == "inbound_sms" else "email"
    return Preference.model_validate({"kind": "refuses", "at": event.at, "channel": medium, "number": event.number})


def look_at(case: Case, zones: tuple[ZoneInfo, ...]) -> View:
    """The view of a case: only what was there at the attempt's instant, in the order in which it happened."""
    now = case.attempt.at
    events = sorted((event for event in case.events if event.at <= now), key=_AT)
    stated = (*case.preferences, *(_refusal(event) for event in events if _opts_out(event)))
    preferences = sorted((each for each in stated if each.at <= now), key=_AT)
    return View(case, zones, tuple(events), tuple(preferences))
