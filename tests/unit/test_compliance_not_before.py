"""`not_before` against a plain walk through time: asked again at any minute before it the guard refuses, and at it, it allows.

`pytest --hypothesis-profile=deep` walks through many more cases (see `tests/conftest.py`).
"""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from compliance import Case, Packs, decide, load_packs, parse_case
from compliance.pack import PackFile
from compliance.places import load_places

MINUTE = timedelta(minutes=1)
WALKED = 36 * 60
"""Minutes before `not_before` that are walked one by one; what lies further back is looked at here and there."""
PLACES = {
    "US": ["America/New_York", "America/Los_Angeles", "America/Phoenix", "Pacific/Honolulu"],
    "US-MA": ["America/New_York"],
    "US-WA": ["America/Los_Angeles"],
    "US-FL": ["America/New_York", "America/Chicago"],
    "US-NY-NYC": ["America/New_York", "America/Chicago"],
    "CN": ["Asia/Shanghai"],
    "IN": ["Asia/Kolkata"],
    "GB": ["Europe/London", "Atlantic/Azores"],
    "HK": ["Asia/Hong_Kong"],
    "SG": ["Asia/Singapore"],
}
ODD_ZONES = [
    "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham", "America/St_Johns", "Pacific/Apia", "Africa/Casablanca", "Africa/Cairo",
    "America/Nuuk", "Asia/Beirut", "America/Havana", "America/Santiago", "America/Asuncion", "Antarctica/Troll", "Asia/Gaza",
    "Pacific/Kiritimati", "Pacific/Norfolk", "Asia/Almaty", "Asia/Tehran",
]  # fmt: skip
"""Offsets of half and three quarters of an hour, changes by half an hour and by two, changes at midnight, in Ramadan, and for good."""


def _changes(name: str) -> list[datetime]:
    """The instants from 2024 to 2030 around which the clocks of a zone change, to the day."""
    zone, at, found = ZoneInfo(name), datetime(2024, 1, 1, tzinfo=UTC), []
    while at.year < 2031:
        if at.astimezone(zone).utcoffset() != (at + timedelta(days=1)).astimezone(zone).utcoffset():
            found.append(at)
        at += timedelta(days=1)
    return found


CHANGES = {name: _changes(name) for name in {*ODD_ZONES, *itertools.chain.from_iterable(PLACES.values())}}
DATED = [
    datetime(2025, 5, 15, tzinfo=UTC),
    datetime(2026, 1, 29, tzinfo=UTC),
    datetime(2026, 12, 31, tzinfo=UTC),
    datetime(2027, 1, 30, tzinfo=UTC),
]
"""Days around which rules of the shipped packs begin or end."""

clocks = st.integers(0, 24 * 60 - 1).map(lambda minute: f"{minute // 60:02d}:{minute % 60:02d}")
weekdays = st.none() | st.lists(st.integers(1, 7), min_size=1, max_size=4, unique=True)
back = st.integers(0, 10 * 86_400) | st.integers(0, 7_200)
"""Seconds before the contact."""
ahead = st.none() | st.integers(-3_600, 5 * 86_400)
"""Seconds after the contact at which something ends."""
sides = {
    "debts": st.sampled_from([None, ["A"], ["B"]]),
    "number": st.sampled_from([None, "m1", "m2"]),
    "by": st.sampled_from(["us", "others"]),
}
calls = st.fixed_dictionaries(
    {
        "kind": st.just("call"),
        "result": st.sampled_from(
            [
                "no_answer",
                "no_answer_no_voicemail",
                "busy",
                "conversation",
                "open",
                "unknown",
                "voicemail_silent",
                "notified",
                "answered",
                "dropped",
            ]
        ),
        "before": back,
        **sides,
    }
)
messages = st.fixed_dictionaries(
    {"kind": st.sampled_from(["sms", "email", "inbound_sms", "inbound_call", "inbound_email"]), "before": back, **sides}
)
ending = st.fixed_dictionaries(
    {"kind": st.sampled_from(["moratorium", "attorney", "bankruptcy", "incapacity"]), "before": back, "until": ahead}
)
answered = st.fixed_dictionaries(
    {"kind": st.sampled_from(["dispute", "verification_sent", "validation_notice", "wrong_number"]), "before": back}
)
events = st.lists(calls | messages, max_size=12) | st.lists(calls | messages | calls | messages | ending | answered, max_size=12)
wishes = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["inconvenient", "inconvenient", "only_between", "agreed_hours"]),
        "from": clocks, "to": clocks, "weekdays": weekdays, "until": ahead, "before": back,
    }
)  # fmt: skip
words = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["consents", "consents", "refuses"]),
        "channel": st.sampled_from(["voice", "sms", "email", "all"]),
        "scope": st.sampled_from([None, "account", "extra_calls"]),
        "number": st.sampled_from([None, "m1"]),
        "until": ahead,
        "before": back,
    }
)


@st.composite
def instants(draw: st.DrawFn, zones: list[str]) -> datetime:
    """Any second of the years 2024 to 2030, often one near a change of the clocks or of the rules."""
    near = [*DATED, *itertools.chain.from_iterable(CHANGES[zone] for zone in zones)]
    start = draw(st.sampled_from(near) | st.integers(0, 7 * 365).map(lambda day: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=day)))
    return start + timedelta(seconds=draw(st.integers(-86_400, 2 * 86_400)), microseconds=draw(st.sampled_from([0, 0, 1, 999_999])))


def dated(entry: dict[str, Any], at: datetime) -> dict[str, Any]:
    """An entry with its instants, from seconds before and after the contact."""
    found = {key: value for key, value in entry.items() if value is not None and key not in ("before", "until")}
    found["at"] = (at - timedelta(seconds=entry["before"])).isoformat()
    if entry.get("until") is not None:
        found["until"] = (at + timedelta(seconds=entry["until"])).isoformat()
    return found


@st.composite
def cases(draw: st.DrawFn, place: str, zones: list[str]) -> Case:
    """A contact with a random history; what is drawn lets a good many through, now or later."""
    at = draw(instants(zones))
    consent = {"kind": "consents", "channel": "all", "scope": "account", "before": 20 * 86_400}
    attempt = {
        "at": at.isoformat(),
        "number": "m1",
        "number_kind": draw(st.sampled_from(["mobile", "landline", "work"])),
        "opt_out_notice": True,
        "channel": draw(st.sampled_from(["voice", "voice", "sms", "email", "voicemail"])),
        "voice": draw(st.sampled_from(["artificial", "live"])),
        "debts": draw(st.sampled_from([["A"], ["B"], ["A", "B"]])),
        "reply": draw(st.booleans()),
        "person": draw(st.sampled_from(["borrower", "borrower", "borrower", "borrower", "spouse", "emergency_contact", "guarantor"])),
        "purpose": draw(st.sampled_from(["collect", "collect", "collect", "notify", "opt_out_confirmation", "locate"])),
    }
    stated = [draw(st.sampled_from([consent, {**consent, "until": 86_400}])), *draw(st.lists(wishes | words, max_size=3))]
    return parse_case(
        {
            "id": "walk", "place": place, "zones": zones, "debts": [{"id": "A"}, {"id": "B"}],
            "caller": {"role": draw(st.sampled_from(["agency", "agency", "creditor"])), "id": "us"},
            "lender": draw(st.sampled_from(["bank", "microfinance", "other"])),
            "preferences": [dated(each, at) for each in stated],
            "events": [dated(each, at) for each in draw(events)],
            "attempt": attempt,
        }
    )  # fmt: skip


@st.composite
def shipped(draw: st.DrawFn) -> Case:
    """A case of a place that packs ship for. Numbers lead to odd zones too, which have to be open with the others."""
    place = draw(st.sampled_from(sorted(PLACES)))
    zones = draw(st.lists(st.sampled_from(PLACES[place]), min_size=1, max_size=2, unique=True))
    return draw(cases(place, zones + draw(st.sampled_from([[], [], *([zone] for zone in ODD_ZONES)]))))


span = st.fixed_dictionaries({"days": st.integers(1, 9)}) | st.fixed_dictionaries({"minutes": st.integers(1, 3_000)})
key = st.lists(st.sampled_from(["caller", "person", "debt", "number"]), max_size=2, unique=True)
counts = st.sampled_from(
    [
        {"kinds": ["call"]},
        {"kinds": ["call", "inbound_call"], "results": ["conversation"]},
        {"kinds": ["call", "sms", "email"], "replies": False},
    ]
)
kinds = {
    "hours": st.fixed_dictionaries(
        {"from": clocks, "to": clocks, "agreed": st.booleans(), "one_reply": st.booleans(), "one_confirmation": st.booleans()}
    ),
    "days": st.fixed_dictionaries(
        {
            "weekdays": st.lists(st.integers(1, 7), max_size=3, unique=True),
            "dates": st.lists(st.integers(-2, 6), min_size=1, max_size=5, unique=True),
        }
    ),
    "frequency": st.builds(
        lambda span, rest: span | rest,
        span,
        st.fixed_dictionaries(
            {
                "key": key,
                "most": st.integers(1, 4),
                "counts": counts,
                "extra_calls": st.booleans(),
                "lifted_by": st.sampled_from([[], ["extra_calls"]]),
            }
        ),
    ),
    "cool_down": st.builds(
        lambda span, rest: span | rest, span, st.fixed_dictionaries({"key": key, "after": counts, "extra_calls": st.booleans()})
    ),
    "preference": st.fixed_dictionaries(
        {"honours": st.sampled_from(["hours", "refusals", "any_refusal"]), "one_reply": st.booleans(), "one_confirmation": st.booleans()}
    ),
    "consent": st.fixed_dictionaries({"scopes": st.just(["account", "extra_calls"]), "used_within_days": st.sampled_from([None, 1, 60])}),
    "standing": st.fixed_dictionaries(
        {"events": st.just(["moratorium", "attorney", "dispute"]), "ended_by": st.just(["verification_sent"])}
    ),
}
validity = st.fixed_dictionaries(
    {"valid_from": st.sampled_from([None, None, -3, 0, 1, 2, 5]), "valid_to": st.sampled_from([None, None, -1, 0, 1, 3, 8])}
)


@st.composite
def laws(draw: st.DrawFn) -> tuple[Case, Packs]:
    """A case, and a pack of random rules of every kind that time can change the answer of; their dates lie around the contact."""
    zones = draw(st.lists(st.sampled_from([*ODD_ZONES, "Europe/London"]), min_size=1, max_size=2, unique=True))
    case = draw(cases("SG", zones))
    today = case.attempt.at.astimezone(ZoneInfo(zones[0])).date()
    rules = []
    for index, kind in enumerate(draw(st.lists(st.sampled_from(sorted(kinds)), min_size=2, max_size=7))):
        rule = draw(kinds[kind]) | draw(validity)
        for name in ("valid_from", "valid_to"):
            rule[name] = None if rule[name] is None else _day(today, rule[name])
        if rule["valid_from"] and rule["valid_to"] and rule["valid_to"] < rule["valid_from"]:
            rule["valid_to"] = None
        if kind == "days":
            rule["dates"] = [_day(today, day) for day in rule["dates"]]
        if kind == "hours" and rule["from"] == rule["to"]:
            rule["to"] = "00:00" if rule["from"] != "00:00" else "12:00"
        named = {
            "id": f"own.rule{index}",
            "kind": kind,
            "citation": "a test",
            "says": {"en": "a test", "zh": "测试规则"},
            "read": {"en": "a test", "zh": "测试规则"},
        }
        rules.append({**named, "strength": "own", "sure": "own", **rule})
    pack = {"pack": "own", "version": "2026-01-01", "says": {"en": "a test", "zh": "测试规则"}, "places": ["SG"], "rules": rules}
    return case, Packs((PackFile.model_validate(pack),), load_places())


def _day(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()


def asked(case: Case, packs: Packs, at: datetime) -> str:
    """The guard's answer to the same contact at another instant, if nothing more happens."""
    first = case.attempt.at
    changes = {
        "attempt": case.attempt.model_copy(update={"at": at}),
        "events": tuple(each for each in case.events if each.at <= first),
        "preferences": tuple(each for each in case.preferences if each.at <= first),
    }
    return decide(case.model_copy(update=changes), packs).outcome


def check(case: Case, packs: Packs) -> None:
    decision = decide(case, packs)
    event(decision.outcome)
    start = case.attempt.at
    if decision.outcome == "allow":
        assert decision.not_before is None
        return
    if decision.not_before is None:
        assert decision.outcome == "block" or any(each.result == "open" for each in case.events)
        for step in range(60):
            assert asked(case, packs, start + step * timedelta(hours=7, minutes=11)) != "allow", step
        return
    assert decision.outcome == "defer"
    first = decision.not_before.astimezone(UTC)
    assert first > start
    assert asked(case, packs, first) == "allow"
    minute, part = first.replace(second=0, microsecond=0), (first - start) / 97
    earlier = [first - timedelta(microseconds=1), first - timedelta(seconds=1), start]
    earlier += [minute - step * MINUTE for step in range(WALKED)]
    earlier += [start + each * part for each in range(97)]
    for at in earlier:
        assert not start <= at < first or asked(case, packs, at) != "allow", at


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(shipped())
def test_not_before_is_the_first_instant_at_which_the_shipped_rules_allow_the_contact(case: Case) -> None:
    check(case, load_packs())


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(laws())
def test_not_before_is_exact_for_rules_of_every_kind_together(law: tuple[Case, Packs]) -> None:
    check(*law)


def case_of(place: str, zone: str, at: str, *preferences: dict[str, Any]) -> Case:
    stated = [{"at": "2005-01-01T00:00:00Z", **each} for each in preferences]
    attempt = {"at": at, "channel": "voice", "number": "h", "number_kind": "landline", "voice": "live"}
    return parse_case(
        {"id": "one", "place": place, "zones": [zone], "caller": {"role": "creditor"}, "preferences": stated, "attempt": attempt}
    )


@pytest.mark.parametrize(
    ("place", "zone", "at", "wish", "expected"),
    [
        # On 2026-03-08 New York goes from 02:00 to 03:00: there is no 02:15 on that day.
        ("US", "America/New_York", "2026-03-08T06:00:00Z", {"from": "02:15", "to": "02:45"}, "2026-03-09T02:15:00-04:00"),
        # Nor is there one on that Sunday for who wants Sundays only: two weeks go by.
        (
            "US",
            "America/New_York",
            "2026-03-01T03:00:00-05:00",
            {"from": "02:15", "to": "02:45", "weekdays": [7]},
            "2026-03-15T02:15:00-04:00",
        ),
        # A span that the change cuts begins where the clock stands after it.
        ("US", "America/New_York", "2026-03-08T06:00:00Z", {"from": "02:30", "to": "03:30"}, "2026-03-08T03:00:00-04:00"),
        # An hour that comes twice is open both times.
        ("US", "America/New_York", "2026-11-01T01:31:00-04:00", {"from": "01:00", "to": "01:30"}, "2026-11-01T01:00:00-05:00"),
        # Lord Howe's clocks change by half an hour.
        ("HK", "Australia/Lord_Howe", "2026-10-03T14:00:00Z", {"from": "02:00", "to": "02:20"}, "2026-10-05T02:00:00+11:00"),
        # Samoa had no 30 December 2011, a Friday.
        ("HK", "Pacific/Apia", "2011-12-30T09:30:00Z", {"from": "00:00", "to": "12:00", "weekdays": [5]}, "2012-01-06T00:00:00+14:00"),
    ],
)
def test_spans_that_the_clocks_skip_or_repeat(place: str, zone: str, at: str, wish: dict[str, Any], expected: str) -> None:
    around_the_clock = {"kind": "agreed_hours", "from": "00:00", "to": "00:00"}
    decision = decide(case_of(place, zone, at, around_the_clock, {"kind": "only_between", **wish}), load_packs())
    assert decision.not_before == datetime.fromisoformat(expected)
