"""Open hours and overrides against a plain walk through time: asked again at any instant, the guard says what they said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.contact.shared.form import FACTS, WISHES
from compliance import Decision, Override, Packs, decide, load_packs, parse_case
from compliance.openings import openings

GRID = timedelta(minutes=15)
WEEK = timedelta(days=7)
PLACES = {
    "US": ["America/New_York", "America/Los_Angeles", "America/Phoenix", "Pacific/Honolulu", "America/St_Johns"],
    "US-MA": ["America/New_York"],
    "US-NY-NYC": ["America/New_York", "America/Chicago"],
    "CN": ["Asia/Shanghai"],
    "IN": ["Asia/Kolkata"],
    "GB": ["Europe/London", "Atlantic/Azores"],
    "HK": ["Asia/Hong_Kong", "Australia/Lord_Howe"],
}
STARTS = ["2026-03-07", "2026-03-28", "2026-07-14", "2026-10-03", "2026-10-31", "2026-12-29"]
"""Around clock changes here and there, in the middle of nowhere, and where the rules of New York change."""

quarters = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02d}:{quarter % 4 * 15:02d}")
weekdays = st.none() | st.lists(st.integers(1, 7), min_size=1, max_size=4, unique=True)
wishes = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["inconvenient", "inconvenient", "only_between", "agreed_hours"]),
        "from": quarters,
        "to": quarters,
        "weekdays": weekdays,
    }
)
calls = st.fixed_dictionaries(
    {
        "kind": st.just("call"),
        "result": st.sampled_from(["no_answer", "busy", "conversation", "unknown", "voicemail_silent", "notified", "answered"]),
        "by": st.sampled_from(["us", "others"]),
        "debts": st.sampled_from([["A"], ["B"], ["A", "B"]]),
        "before": st.integers(0, 9 * 96),
    }
)
texts = st.fixed_dictionaries({"kind": st.sampled_from(["sms", "inbound_sms"]), "before": st.integers(0, 9 * 96)})


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """Cases on a grid of quarters of an hour, so that every edge falls on one."""
    place = draw(st.sampled_from(sorted(PLACES)))
    at = datetime.fromisoformat(draw(st.sampled_from(STARTS))).replace(tzinfo=UTC) + draw(st.integers(0, 5 * 96)) * GRID
    events = [{**event, "at": (at - event["before"] * GRID).isoformat()} for event in draw(st.lists(calls | texts, max_size=10))]
    for event in events:
        del event["before"]
    more_calls = {"kind": "consents", "channel": "voice", "scope": "extra_calls"}
    return {
        "id": "walk",
        "place": place,
        "zones": draw(st.lists(st.sampled_from(PLACES[place]), min_size=1, max_size=2, unique=True)),
        "caller": {"role": draw(st.sampled_from(["agency", "creditor"])), "id": "us"},
        "lender": draw(st.sampled_from(["bank", "microfinance"])),
        "debts": [{"id": "A"}, {"id": "B"}],
        "preferences": [
            *({**wish, "at": "2026-01-01T00:00:00Z"} for wish in draw(st.lists(wishes, max_size=2))),
            {"kind": "consents", "channel": "all", "scope": "account", "at": "2026-01-01T00:00:00Z"},
            *draw(st.sampled_from([[], [{**more_calls, "at": (at - 20 * GRID).isoformat()}]])),
        ],
        "events": events,
        "attempt": {
            "at": at.isoformat(),
            "channel": draw(st.sampled_from(["voice", "sms"])),
            "number": "m1",
            "number_kind": "mobile",
            "voice": "artificial",
            "opt_out_notice": True,
            "debts": draw(st.sampled_from([["A"], ["B"], ["A", "B"]])),
            "reply": draw(st.booleans()),
        },
    }


def at(case: dict[str, Any], instant: datetime) -> str:
    return decide(parse_case({**case, "attempt": {**case["attempt"], "at": instant.isoformat()}}), load_packs()).outcome


LEAP_INTO_A_GAP = {
    "id": "gap", "place": "US", "zones": ["America/New_York"], "caller": {"role": "creditor"},
    "preferences": [{"kind": "only_between", "from": "02:15", "to": "02:45", "at": "2026-01-01T00:00:00Z"}],
    "attempt": {"at": "2026-03-08T06:00:00+00:00", "channel": "voice", "number": "h", "number_kind": "landline", "voice": "live"},
}  # fmt: skip

A_CONSENT_THAT_RUNS_OUT = {
    "id": "runs out", "place": "US", "zones": ["America/New_York"],
    "preferences": [
        {"kind": "consents", "channel": "voice", "voice": "artificial", "at": "2026-05-01T00:00:00Z", "until": "2026-05-05T15:03:03.5Z"}
    ],
    "attempt": {"at": "2026-05-05T14:00:00Z", "channel": "voice", "number": "m", "number_kind": "mobile", "voice": "artificial"},
}  # fmt: skip


def spans(case: dict[str, Any], span: timedelta = WEEK) -> list[tuple[datetime, datetime]]:
    parsed = parse_case(case)
    return list(openings(parsed, load_packs(), parsed.attempt.at + span))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), st.lists(st.integers(0, 604_799), min_size=20, max_size=40))
@example(LEAP_INTO_A_GAP, [0, 72_900, 98_000])
@example(A_CONSENT_THAT_RUNS_OUT, [0, 3783, 3784])
def test_a_contact_is_open_exactly_where_the_guard_would_allow_it(case: dict[str, Any], seconds: list[int]) -> None:
    """At every edge, just before and after it, and at instants between."""
    start = datetime.fromisoformat(case["attempt"]["at"]).astimezone(UTC)
    found = spans(case)
    edges = [edge for span in found for edge in span]
    around = [edge + step * timedelta(microseconds=1) for edge in edges for step in (-1, 0, 1)]
    for instant in [start + timedelta(seconds=each) for each in seconds] + [each for each in around if start <= each < start + WEEK]:
        assert (at(case, instant) == "allow") == any(opens <= instant < closes for opens, closes in found), instant


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_spans_are_in_order_and_apart(case: dict[str, Any]) -> None:
    edges = [edge for span in spans(case) for edge in span]
    assert edges == sorted(set(edges))


def test_an_ordinary_week_in_china_is_eight_to_ten_every_day() -> None:
    """A case without anything on file, asked at nine on a Tuesday: the day that runs and the six after it."""
    case = {"id": "week", "place": "CN", "attempt": {"at": "2026-11-24T09:00:00+08:00", "channel": "voice", "voice": "artificial"}}
    found = spans(case, timedelta(days=6, hours=15))
    eight, ten = (datetime.fromisoformat(f"2026-11-24T{hour}:00:00+08:00") for hour in ("08", "22"))
    days = [timedelta(days=day) for day in range(7)]
    assert found == [(max(eight + day, datetime.fromisoformat("2026-11-24T09:00:00+08:00")), ten + day) for day in days]


def test_a_consent_closes_the_hours_when_it_runs_out() -> None:
    ((opens, closes),) = spans(A_CONSENT_THAT_RUNS_OUT)
    assert (opens, closes) == (datetime(2026, 5, 5, 14, tzinfo=UTC), datetime(2026, 5, 5, 15, 3, 3, 500_000, tzinfo=UTC))


def test_what_waiting_does_not_help_has_no_open_hours() -> None:
    case = {"id": "dead", "place": "CN", "events": [{"kind": "deceased", "at": "2026-01-01T00:00:00Z"}]}
    assert spans({**case, "attempt": {"at": "2026-11-24T09:00:00+08:00", "channel": "voice"}}) == []


def test_a_place_that_is_not_known_has_no_open_hours() -> None:
    assert spans({"id": "nowhere", "place": "XX", "attempt": {"at": "2026-11-24T09:00:00+08:00", "channel": "voice"}}) == []


# ---------------------------------------------------------------- overrides

STRENGTHS = {rule.id: rule.strength for pack in load_packs().files for rule in pack.rules}
RECOMMENDED = sorted(name for name, strength in STRENGTHS.items() if strength == "recommended")
LONG = datetime(2030, 1, 1, tzinfo=UTC)
NIGHT_CALLS = [
    {"kind": "call", "result": result, "at": f"2026-07-14T{hour:02d}:00:00+08:00", "number": "m1"}
    for hour in range(9, 12)
    for result in ("conversation", "no_answer", "no_answer")
]
A_LATE_CALL_IN_CHINA = {
    "id": "late", "place": "CN", "lender": "microfinance", "caller": {"role": "agency", "id": "us"}, "events": NIGHT_CALLS,
    "attempt": {"at": "2026-07-14T22:30:00+08:00", "channel": "voice", "number": "m1", "number_kind": "mobile", "voice": "artificial"},
}  # fmt: skip


def leave(rule: str, until: datetime = LONG) -> Override:
    return Override(id="ovr_1", rule=rule, by="supervisor", reason="the borrower asked for it", until=until)


@cache
def without(rule: str) -> Packs:
    """The packs as they would be if this rule had never been written."""
    packs = load_packs()
    files = (pack.model_copy(update={"rules": tuple(each for each in pack.rules if each.id != rule)}) for pack in packs.files)
    return Packs(tuple(files), packs.places)


def answer(decision: Decision) -> tuple[str, datetime | None]:
    return decision.outcome, decision.not_before


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
@example(A_LATE_CALL_IN_CHINA)
@example(A_LATE_CALL_IN_CHINA | {"lender": "bank"})
def test_an_overridden_rule_is_as_if_it_were_not_there_and_nothing_else_gives_way(case: dict[str, Any]) -> None:
    """Whatever binds besides it binds as before; in the reasons it stands as overridden exactly where it would have objected."""
    parsed = parse_case(case)
    for rule in RECOMMENDED:
        overridden = decide(parsed, load_packs(), (leave(rule),))
        assert answer(overridden) == answer(decide(parsed, without(rule)))
        plain = decide(parsed, load_packs())
        named = {each.rule for each in overridden.reasons if each.overridden is not None}
        assert named <= {rule}
        if answer(overridden) != answer(plain):
            assert named == {rule}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), st.lists(st.sampled_from(sorted(set(STRENGTHS) - set(RECOMMENDED))), min_size=1, max_size=30))
def test_no_override_of_any_other_rule_changes_anything(case: dict[str, Any], rules: list[str]) -> None:
    parsed = parse_case(case)
    assert decide(parsed, load_packs(), tuple(map(leave, rules))) == decide(parsed, load_packs())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 95), st.integers(1, 95), st.integers(0, 95))
def test_an_override_ends_at_its_very_instant(wanted: int, lasts: int, asked: int) -> None:
    """From that instant on it is as if it were not; and `not_before` and the open hours know it."""
    begins = datetime(2026, 7, 14, 16, tzinfo=UTC)
    case = A_LATE_CALL_IN_CHINA | {"attempt": {**A_LATE_CALL_IN_CHINA["attempt"], "at": (begins + wanted * GRID).isoformat()}}
    until = begins + (wanted + lasts) * GRID
    parsed, leaves = parse_case(case), (leave("cn.hours", until), leave("cn.three_conversations", until))

    def allowed(instant: datetime) -> bool:
        moved = parse_case({**case, "attempt": {**case["attempt"], "at": instant.isoformat()}})
        return decide(moved, load_packs(), leaves).outcome == "allow"

    later = begins + (wanted + asked) * GRID
    if later >= until:
        assert allowed(later) == (at(case, later) == "allow")
    found = list(openings(parsed, load_packs(), parsed.attempt.at + WEEK, leaves))
    for instant in (later, until, until - timedelta(microseconds=1)):
        if instant >= parsed.attempt.at:
            assert allowed(instant) == any(opens <= instant < closes for opens, closes in found)
    decision = decide(parsed, load_packs(), leaves)
    if decision.not_before is not None:
        assert allowed(decision.not_before)
        assert not allowed(decision.not_before - timedelta(microseconds=1))


def test_what_was_gone_past_says_by_whom_and_why() -> None:
    decision = decide(parse_case(A_LATE_CALL_IN_CHINA), load_packs(), (leave("cn.hours"), leave("cn.three_conversations")))
    assert decision.outcome == "allow"
    gone_past = {each.rule: each for each in decision.reasons if each.overridden is not None}
    assert set(gone_past) == {"cn.hours", "cn.three_conversations"}
    stated = gone_past["cn.hours"].as_json()
    assert stated["outcome"] == "allow"
    assert stated["overridden"] == leave("cn.hours").as_json()
    assert "22:00" in stated["detail"], "what it would have said"
    assert len(decision.reasons) == len({each.rule for each in decision.reasons}), "each rule speaks once"


def test_an_override_of_the_hours_leaves_a_law_of_the_same_hours_standing() -> None:
    """For banks the same hours are a duty, in another pack."""
    of_a_bank = parse_case(A_LATE_CALL_IN_CHINA | {"lender": "bank", "events": []})
    decision = decide(of_a_bank, load_packs(), (leave("cn.hours"),))
    assert decision.outcome == "defer"
    assert {each.rule for each in decision.reasons if each.outcome == "defer"} == {"cn-cba.hours"}


# ---------------------------------------------------------------- what other callers share

told = st.one_of(
    st.fixed_dictionaries(
        {"kind": st.just("call"), "by": st.just("others"), "voice": st.just("artificial"),
         "result": st.sampled_from(["no_answer", "conversation", "unknown", "answered", "wrong_person", "not_in_service"])}
    ),
    st.fixed_dictionaries({"kind": st.just("sms"), "by": st.just("others"), "reply": st.booleans()}),
    st.fixed_dictionaries({"kind": st.sampled_from(sorted(FACTS))}),
    st.fixed_dictionaries({"kind": st.just("refuses"), "channel": st.sampled_from(["voice", "sms", "all"])}),
    st.fixed_dictionaries({"kind": st.sampled_from(["inconvenient", "only_between"]), "from": quarters, "to": quarters}),
    st.just({"kind": "employer_forbids"}),
)  # fmt: skip


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), st.lists(st.tuples(told, st.integers(0, 9 * 96), st.sampled_from(["m1", "m2"])), min_size=1, max_size=6))
def test_what_others_share_never_opens_a_contact(case: dict[str, Any], shared: list[tuple[dict[str, Any], int, str]]) -> None:
    """Contacts, refusals and protection, the only entries that are taken: the answer is as strict as before, or stricter."""
    start = datetime.fromisoformat(case["attempt"]["at"])
    entries = [{**entry, "at": (start - before * GRID).isoformat(), "number": number} for entry, before, number in shared]
    wishes = [each for each in entries if each["kind"] in WISHES]
    more = case | {
        "preferences": [*case["preferences"], *wishes],
        "events": [*case["events"], *(each for each in entries if each["kind"] not in WISHES)],
    }
    before, after = (decide(parse_case(each), load_packs()) for each in (case, more))
    strictness = ["allow", "defer", "block"]
    assert strictness.index(after.outcome) >= strictness.index(before.outcome)
    if after.not_before is not None and before.not_before is not None:
        assert after.not_before >= before.not_before
