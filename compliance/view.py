"""A case made ready for the rules: what had happened by the time of the contact, in order, and the facts that select rules."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from compliance import wording
from compliance.case import Attempt, Case, Event, Preference
from compliance.civil import FIRST

MEDIUM = {"voice": "voice", "voicemail": "voice", "sms": "sms", "email": "email", "letter": "letter"}
"""What a refusal or a consent names, for each channel."""
INBOUND = {"voice": "inbound_call", "sms": "inbound_sms", "email": "inbound_email"}
_MESSAGES = ("inbound_sms", "inbound_email")
OUTBOUND = {"voice": ("call", "ringless_voicemail"), "sms": ("sms",), "email": ("email",)}

TELLS_WRONG = frozenset({"wrong_number", "wrong_person"})
"""An event of this kind, or a call with this result, tells that a number is not the borrower's."""

Reply = Literal["first", "any"]
_AT = attrgetter("at")


@dataclass
class View:
    """The case as the rules see it: nothing in it is dated after the attempt, and what is in it is in order."""

    case: Case
    zones: tuple[ZoneInfo, ...]
    events: list[Event]
    by_kind: Mapping[str, list[Event]]
    """The events of each kind."""
    stated: Mapping[str, list[Preference]]
    """The preferences of each kind."""
    starts: datetime
    """When the first of what is on file was; where nothing is, the contact itself."""
    on_file: Set[str]
    """The kinds of the events and preferences, the results of the calls, and `text` where the contact has one: what can wake a rule."""

    def __post_init__(self) -> None:
        self.attempt: Attempt = self.case.attempt
        self.at: datetime = self.attempt.at
        self.medium = MEDIUM.get(self.attempt.channel or "", "unknown")
        self.refusals: Sequence[Preference] = self.stated.get("refuses", ())
        self.consents: Sequence[Preference] = self.stated.get("consents", ())
        self.more_calls = [each for each in self.consents if each.scope == "extra_calls"]
        """The consents to more calls than the counters allow."""
        self.answers = self._answered() if self.attempt.reply else None
        """What the contact answers, where it is said to be an answer: the last that came in its medium, from its number."""
        self.reply: Reply | None = self._reply() if self.attempt.reply else None
        """Whether the contact answers the borrower, and whether the borrower has not been answered yet."""

    def of_kinds(self, kinds: Iterable[str], since: datetime = FIRST) -> list[Event]:
        """The events of these kinds after an instant, oldest first."""
        found = [self.by_kind[kind] for kind in kinds if kind in self.by_kind]
        if not found:
            return []
        events = found[0] if len(found) == 1 else sorted(chain.from_iterable(found), key=_AT)
        return events if since is FIRST else events[bisect_right(events, since, key=_AT) :]

    @cached_property
    def confirms(self) -> Preference | None:
        """The opt-out that the contact confirms, where it is to confirm one: the last that reaches its channel and its number."""
        if self.attempt.purpose != "opt_out_confirmation" or self.attempt.channel not in ("sms", "email"):
            return None
        reaching = (each for each in reversed(self.refusals) if each.channel in ("all", self.medium))
        return next((each for each in reaching if each.number is None or each.number == self.attempt.number), None)

    @cached_property
    def wrong(self) -> list[Event]:
        """The events that tell that a number is not the borrower's."""
        if self.on_file.isdisjoint(TELLS_WRONG):
            return []
        return [
            event for event in self.of_kinds(("wrong_number", "call")) if event.kind == "wrong_number" or event.result == "wrong_person"
        ]

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

    @cached_property
    def _all_debts(self) -> frozenset[str]:
        return frozenset(self._same_debt.values())

    def debts_of(self, named: Sequence[str] | None) -> frozenset[str]:
        """The debts that these ids name; all debts of the case where none is named."""
        if not named:
            return self._all_debts
        return frozenset(self._same_debt.get(each, each) for each in named)

    def answered_by(self, event: Event) -> frozenset[str]:
        """The debts that an answer or a notice on file is about: an empty list of them names none, so that nothing is let through by it."""
        return frozenset() if event.debts == () else self.debts_of(event.debts)

    def touches(self, event: Event) -> bool:
        """Whether an event is about one of the debts that the contact is about."""
        return not event.debts or not self.debts.isdisjoint(self.debts_of(event.debts))

    def by_us(self, event: Event) -> bool:
        """Whether the caller of this case made it; who can't be told apart from this caller is taken for it."""
        caller = self.case.caller.id
        return event.by is None or caller is None or event.by == caller

    def _answered(self) -> Event | None:
        kind, numbers = INBOUND.get(self.medium), (None, self.attempt.number)
        came = [event for event in self.by_kind.get(kind or "", ()) if event.number in numbers or self.attempt.number is None]
        return came[-1] if came else None

    def _reply(self) -> Reply | None:
        """A call answers only a call. That a message is an answer is believed, unless what came on file came by another way."""
        came = self.answers
        if came is None and (self.medium == "voice" or not self.on_file.isdisjoint(INBOUND.values())):
            return None
        sent = OUTBOUND.get(self.medium, ())
        answered = any(event.reply and (came is None or event.at >= came.at) for event in self.of_kinds(sent))
        return "any" if answered else "first"

    @cached_property
    def facts(self) -> Facts:
        attempt, case = self.attempt, self.case
        about = case.debts if attempt.debts is None else [debt for debt in case.debts if debt.id in attempt.debts]
        return Facts(
            attempt.channel or "unknown",
            attempt.person,
            attempt.purpose,
            attempt.number_kind or "unknown",
            attempt.voice or "unknown",
            case.caller.role,
            case.lender,
            frozenset([debt.product for debt in about]),
            self.reply,
            attempt.states_debt,
            True in [debt.time_barred for debt in about],
        )


class Facts(NamedTuple):
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
    events = [event for event in case.events if event.at <= now]
    events.sort(key=_AT)
    by_kind: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_kind[event.kind].append(event)
    preferences = [each for each in case.preferences if each.at <= now]
    preferences += [_refusal(event) for kind in _MESSAGES for event in by_kind.get(kind, ()) if event.text and wording.opts_out(event.text)]
    preferences.sort(key=_AT)
    stated: defaultdict[str, list[Preference]] = defaultdict(list)
    for each in preferences:
        stated[each.kind].append(each)
    on_file: set[str] = {event.result or "unknown" for event in by_kind.get("call", ())}
    on_file.update(by_kind, stated, ("text",) if case.attempt.text else ())
    starts = min([now, *(each[0].at for each in (events, preferences) if each)])
    return View(case, zones, events, by_kind, stated, starts, on_file)


def _refusal(event: Event) -> Preference:
    """A message that says STOP is a refusal of that medium and number, whether or not it was entered as one (47 CFR 64.1200(a)(10))."""
    medium = "sms" if event.kind == "inbound_sms" else "email"
    return Preference.model_validate({"kind": "refuses", "at": event.at, "channel": medium, "number": event.number})
