"""The guard fails closed, and all zones and rules hold together. What each law says is in the packs' own worked examples."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from compliance import Decision, decide, load_packs, parse_case
from compliance.checks import CHECKS
from compliance.packs import SHIPPED

CASE: dict[str, Any] = {
    "id": "a",
    "place": "US",
    "zones": ["America/New_York"],
    "attempt": {"at": "2026-06-10T14:00:00-04:00", "channel": "voice", "number": "m1", "number_kind": "mobile", "voice": "live"},
}


EARLIER = "2026-06-01T10:00:00Z"
REFUSED = {"kind": "refuses", "at": EARLIER, "channel": "all", "number": "m9"}
UNANSWERED = {"kind": "call", "at": "2026-06-10T09:00:00+08:00", "result": "no_answer", "number": "m1"}


def decided(attempt: dict[str, Any] | None = None, **changes: Any) -> Decision:
    return decide(parse_case({**CASE, **changes, "attempt": {**CASE["attempt"], **(attempt or {})}}), load_packs())


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"place": "FR"}, "place is not known"),
        ({"place": "us"}, "place is not known"),
        ({"place": "US-QQ"}, "place is not known"),
        ({"place": ""}, "place is not known"),
        ({"zones": None}, "`zones` is missing"),
        ({"zones": []}, "`zones` is missing"),
        ({"zones": ["America/New_York", "Moon/Base"]}, "not known: `zones`"),
        ({"zones": ["../../etc/passwd"]}, "not known: `zones`"),
        ({"attempt": {"channel": None}}, "`attempt.channel` is missing"),
        ({"attempt": {"voice": None}}, "`attempt.voice` is missing"),
        ({"attempt": {"voice": "artificial", "number_kind": None}}, "`attempt.number_kind` is missing"),
    ],
)
def test_what_cannot_be_decided_is_a_block_that_says_what_is_missing(changes: dict[str, Any], missing: str) -> None:
    attempt = changes.pop("attempt", None)
    decision = decided(attempt, **changes)
    assert decision.outcome == "block"
    assert decision.not_before is None
    assert any(missing in reason.detail for reason in decision.reasons)


@pytest.mark.parametrize(
    ("place", "attempt", "on_file", "missing"),
    [
        ("US", {"channel": "sms"}, {}, "`attempt.opt_out_notice` and `attempt.text` are missing"),
        ("GB", {"states_debt": True}, {}, "`attempt.identity_verified` is missing"),
        ("SG", {"number": None}, {"preferences": [REFUSED]}, "`attempt.number` is missing"),
        ("SG", {"number": None}, {"events": [{"kind": "wrong_number", "at": EARLIER, "number": "m9"}]}, "`attempt.number` is missing"),
        (
            "SG",
            {"number": None, "channel": "sms", "purpose": "opt_out_confirmation"},
            {"preferences": [REFUSED]},
            "`attempt.number` is missing",
        ),
        ("SG", {"number_kind": None}, {"preferences": [{"kind": "employer_forbids", "at": EARLIER}]}, "`attempt.number_kind` is missing"),
        ("CN", {"number": None}, {"lender": "bank", "events": [UNANSWERED] * 6}, "`attempt.number` is missing"),
        ("CN", {"person": "parent", "purpose": "locate"}, {}, "nothing on file shows that"),
        ("GB", {}, {"events": [{"kind": "call", "at": EARLIER, "result": "open"}]}, "how it ended is missing"),
    ],
)
def test_a_fact_that_a_rule_needs_and_that_is_left_out_is_named_in_both_languages(
    place: str, attempt: dict[str, Any], on_file: dict[str, Any], missing: str
) -> None:
    at = {"at": "2026-06-10T14:00:00Z" if place == "GB" else "2026-06-10T14:00:00+08:00"}
    zones = CASE["zones"] if place == "US" else None
    decision = decided({**at, **attempt}, place=place, zones=zones, **on_file)
    assert decision.outcome != "allow"
    (said,) = [reason.says for reason in decision.reasons if missing in reason.detail]
    assert "`" not in said.en or said.en.count("`") == said.zh.count("`")


def test_a_rule_that_errs_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    def errs(*_: Any) -> list[Any]:
        raise ZeroDivisionError

    monkeypatch.setitem(CHECKS, "hours", CHECKS["hours"]._replace(limits=errs))
    decision = decide(parse_case(CASE), load_packs(SHIPPED))
    assert decision.outcome == "block"
    assert [reason.rule for reason in decision.reasons] == ["us.hours"]


@pytest.mark.parametrize("at", ["9999-12-31T23:30:00+00:00", "9999-12-25T23:30:00+00:00", "0001-01-02T00:00:00+00:00"])
def test_instants_at_the_ends_of_the_calendar_cannot_be_decided_and_it_says_so(at: str) -> None:
    decision = decided({"at": at}, events=[{"kind": "call", "at": at, "result": "conversation"}])
    assert decision.outcome == "block"
    assert [reason.rule for reason in decision.reasons] == ["case.time.out_of_range"]


def test_what_is_on_file_from_the_first_year_cannot_be_decided_either() -> None:
    decision = decided(preferences=[{"kind": "consents", "at": "0001-01-01T00:00:00Z", "channel": "voice", "scope": "extra_calls"}])
    assert [reason.rule for reason in decision.reasons] == ["case.time.out_of_range"]


@pytest.mark.parametrize("until", ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00", "9990-01-01T00:00:00Z", None])
def test_what_lasts_to_the_end_of_the_calendar_has_no_known_end(until: str | None) -> None:
    decision = decided(events=[{"kind": "attorney", "at": "2026-06-01T10:00:00Z", "until": until}])
    assert decision.outcome == "block"
    assert [reason.rule for reason in decision.reasons] == ["us.attorney"]


def test_a_block_beats_a_defer_and_every_rule_is_named() -> None:
    decision = decided({"at": "2026-06-10T23:00:00-04:00"}, events=[{"kind": "attorney", "at": "2026-06-01T10:00:00Z"}])
    assert decision.outcome == "block"
    assert {(reason.rule, reason.outcome) for reason in decision.reasons} == {("us.hours", "defer"), ("us.attorney", "block")}


def test_a_rule_that_stands_in_the_way_only_later_is_named_too() -> None:
    wish = {"kind": "inconvenient", "at": "2026-06-01T10:00:00Z", "from": "08:00", "to": "10:30"}
    decision = decided({"at": "2026-06-10T23:00:00-04:00"}, preferences=[wish])
    assert decision.not_before == datetime.fromisoformat("2026-06-11T10:30:00-04:00")
    assert [reason.rule for reason in decision.reasons] == ["us.hours", "us.wishes"]


def test_a_consent_that_runs_out_before_the_hours_open_blocks() -> None:
    consent = {"kind": "consents", "channel": "voice", "number": "m1", "at": "2026-06-01T10:00:00Z", "until": "2026-06-11T07:00:00-04:00"}
    decision = decided({"at": "2026-06-10T23:00:00-04:00", "voice": "artificial"}, preferences=[consent])
    assert decision.outcome == "block"


def test_zones_whose_hours_never_meet_block() -> None:
    mornings = {"kind": "only_between", "at": "2026-06-01T10:00:00Z", "from": "09:00", "to": "12:00"}
    assert decided(preferences=[mornings]).outcome == "defer"
    decision = decided(zones=["Asia/Shanghai", "America/New_York"], preferences=[mornings])
    assert decision.outcome == "block"


def test_history_counts_in_any_order_and_offset() -> None:
    calls = [{"kind": "call", "result": "no_answer", "at": f"2026-06-{day:02d}T22:30:00+08:00"} for day in (8, 5, 9, 4, 7, 10, 6)]
    assert decided(events=calls).reasons == decided(events=sorted(calls, key=lambda call: call["at"])).reasons
    assert decided(events=calls).not_before == datetime.fromisoformat("2026-06-11T08:00:00-04:00")


def test_the_packs_that_were_asked_are_named_with_their_versions() -> None:
    packs = decided(place="US-MA").packs
    assert [name.split("@")[0] for name in packs] == ["every", "us", "us-ma"]


def test_the_line_of_the_contract() -> None:
    line = decided({"at": "2026-06-10T07:30:00-04:00"}).as_json("a")
    assert line["decision"] == "defer"
    assert line["not_before"] == "2026-06-10T08:00:00-04:00"
    assert set(line) == {"id", "decision", "not_before", "reasons"}
    assert set(line["reasons"][0]) == {"rule", "citation", "outcome", "detail"}


def test_every_reason_speaks_both_languages_and_the_contract_reads_the_english() -> None:
    decision = decided({"at": "2026-06-10T07:30:00-04:00"})
    (reason,) = decision.reasons
    assert reason.as_json()["detail"] == reason.says.en == "contacts only from 08:00 to 21:00 of the borrower's local time"
    assert reason.says.in_language("zh-CN") == "只可在借款人当地时间 08:00 至 21:00 联系"
    assert reason.says.in_language("fr") == reason.says.en


def test_an_open_call_without_an_end_blocks_and_a_fresh_one_defers_to_nobody_knows_when() -> None:
    fresh = decided(events=[{"kind": "call", "at": "2026-06-10T13:58:00-04:00", "result": "open"}])
    stale = decided(events=[{"kind": "call", "at": "2026-06-01T13:58:00-04:00", "result": "open"}])
    assert (fresh.outcome, fresh.not_before) == ("defer", None)
    assert stale.outcome == "block"
    assert any("how it ended is missing" in reason.detail for reason in stale.reasons)


def test_beside_an_open_call_every_other_rule_that_stands_in_the_way_is_named() -> None:
    decision = decided({"at": "2026-06-10T22:00:00-04:00"}, events=[{"kind": "call", "at": "2026-06-10T21:58:00-04:00", "result": "open"}])
    assert decision.as_json("a")["not_before"] is None
    assert {(reason.rule, reason.outcome) for reason in decision.reasons} >= {("us.hours", "defer"), ("every.open_call", "defer")}


def test_an_open_call_beside_a_block_is_a_block() -> None:
    events = [{"kind": "call", "at": "2026-06-10T13:58:00-04:00", "result": "open"}, {"kind": "attorney", "at": "2026-06-01T10:00:00Z"}]
    assert decided(events=events).outcome == "block"
