"""What the engine does with a conversation: cases as data, and what holds for every sequence of events."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue import (
    Account,
    Began,
    Borrower,
    Do,
    End,
    Event,
    HungUp,
    Keyed,
    MachineAnswered,
    Policy,
    Promised,
    Said,
    Say,
    Scene,
    Screened,
    Silent,
    Step,
    load_script,
    start,
    step,
)
from bot.understanding import INTENTS, Meaning

AT = datetime(2026, 11, 24, 10, 15, tzinfo=timezone(timedelta(hours=-6)))
SCENE = Scene(
    "en-US",
    "voice",
    "outbound",
    AT,
    "US-TX",
    Borrower("Echo Sample", id_last4="4821", birth_year=1980, phone="+1 512 555 0100"),
    Account(
        "A1",
        "Harbor Contact",
        "Birch Bank",
        "credit_card",
        Decimal("1200.00"),
        Decimal("1000.00"),
        Decimal("150.00"),
        Decimal("50.00"),
        "USD",
        date(2026, 10, 1),
        date(2026, 11, 23),
        54,
        (),
        Policy(6, Decimal(100), 15, 10),
        phone="+1 512 555 0111",
    ),
)
SCRIPTS = {lang: load_script(lang) for lang in ("en-US", "zh-CN")}
ALL = {
    (lang, name): load_script(lang, name)
    for lang in SCRIPTS
    for name in ("reminder", "follow_up", "plan_offer", "promise_broken", "promise_due")
}


def means(intent: str, *also: str, **slots: str) -> Said:
    return Said("(words)", Meaning(intent, also, slots), AT)


YES, NO, ME, DIGITS = means("affirm"), means("deny"), means("confirm_identity"), Keyed("4821", AT)
FETCHED = Said("Hang on, I'll get him", Meaning("third_party"), AT)
KNOWN: list[Event] = [Began(), ME, DIGITS]


def talk(events: list[Event], scene: Scene = SCENE) -> tuple[dict[str, Any], list[Say], list[str], str | None]:
    """Play events; returns the state, what was said, the effects and the outcome."""
    script, state, actions = SCRIPTS[scene.lang], start(SCRIPTS[scene.lang], scene), []
    for event in events:
        done: Step = step(script, scene, state, event)
        state = done.state
        actions += done.actions
    ends = [action.outcome for action in actions if isinstance(action, End)]
    assert len(ends) <= 1
    return state, [a for a in actions if isinstance(a, Say)], [a.effect for a in actions if isinstance(a, Do)], ends[0] if ends else None


CASES: list[tuple[str, list[Event], str, list[str]]] = [
    (
        "a promise is recorded after a yes",
        [*KNOWN, means("promise_to_pay", date="2026-11-27", amount="300"), YES],
        "promise_to_pay",
        ["promise_recorded"],
    ),
    (
        "1 on the keypad is a yes",
        [*KNOWN, means("promise_to_pay", date="2026-11-27", amount="full"), Keyed("1", AT)],
        "promise_to_pay",
        ["promise_recorded"],
    ),
    ("9 on the keypad ends all calls", [Began(), Keyed("9", AT)], "opted_out", ["opt_out:voice"]),
    ("0 on the keypad asks for a person", [*KNOWN, Keyed("0", AT)], "agent", ["handed_to_agent"]),
    ("a plan is recorded after a yes", [*KNOWN, means("instalments", count="3", date="2026-12-01"), YES], "plan_agreed", ["plan_recorded"]),
    (
        "one payment instead of the plan that was read back",
        [
            *KNOWN,
            means("instalments", count="3", date="2026-12-01"),
            means("promise_to_pay", "deny", date="2026-11-27", amount="500"),
            YES,
        ],
        "promise_to_pay",
        ["promise_recorded"],
    ),
    (
        "one payment instead of the plan that was offered",
        [
            *KNOWN,
            means("instalments", amount="20"),
            means("promise_to_pay", date="2026-11-27", amount="100"),
            YES,
        ],
        "promise_to_pay",
        ["promise_recorded"],
    ),
    (
        "another first day for the plan that was read back",
        [*KNOWN, means("instalments", count="3", date="2026-12-01"), means("promise_to_pay", "deny", date="2026-11-27"), YES],
        "plan_agreed",
        ["plan_recorded"],
    ),
    ("two wrong runs of digits end the check", [Began(), ME, Keyed("1111", AT), Keyed("2222", AT)], "not_verified", []),
    ("digits that are withheld twice end the check", [Began(), ME, NO, NO], "not_verified", []),
    (
        "an opt-out in the middle of a promise stops it",
        [*KNOWN, means("promise_to_pay", date="2026-11-27", amount="300"), means("opt_out", "promise_to_pay", channel="all")],
        "opted_out",
        ["opt_out:all"],
    ),
    ("an opt-out without a channel holds for all", [Began(), means("opt_out")], "opted_out", ["opt_out:all"]),
    ("two protecting intents have both effects", [*KNOWN, means("attorney", "dispute")], "attorney", ["frozen:dispute", "frozen:attorney"]),
    ("a stranger disputes nothing", [Began(), means("wrong_person", "dispute")], "wrong_person", ["number_retired"]),
    ("a crisis is handed to a person", [Began(), means("crisis")], "crisis", ["frozen:crisis", "handed_to_agent"]),
    ("somebody else ends it, whatever was verified", [*KNOWN, means("third_party")], "third_party", []),
    (
        "whoever is fetched to the telephone proves who they are and promises",
        [Began(), FETCHED, ME, DIGITS, means("promise_to_pay", date="2026-11-27", amount="300"), YES],
        "promise_to_pay",
        ["promise_recorded"],
    ),
    ("nobody comes to the telephone", [Began(), FETCHED, Silent(), Silent(), Silent()], "third_party", []),
    ("a machine gets the limited message", [MachineAnswered()], "voicemail", []),
    ("a screening assistant that stays silent is screened", [Screened("who is this"), Silent(), Silent(), Silent()], "screened", []),
    ("three silences end", [Began(), Silent(), Silent(), Silent()], "no_response", []),
    ("three times not understood hands over once verified", [*KNOWN, *[means("unknown")] * 3], "agent", ["handed_to_agent"]),
    ("three times not understood ends before", [Began(), *[means("unknown")] * 3], "not_verified", []),
    ("hanging up before anything is settled", [*KNOWN, HungUp()], "hung_up", []),
    ("what is settled stands when they hang up", [*KNOWN, means("waiver"), HungUp()], "waiver_requested", ["waiver_review"]),
    ("hardship is reviewed and not pressed", [*KNOWN, means("hardship")], "hardship", ["hardship_review"]),
    (
        "hardship with a wish for parts goes on to the plan",
        [*KNOWN, means("hardship", "instalments", count="4", date="2026-12-01"), YES],
        "hardship",
        ["hardship_review", "plan_recorded"],
    ),
    ("already paid is checked", [*KNOWN, means("already_paid", date="2026-11-20")], "already_paid", ["payment_check"]),
    (
        "what was said before verification is taken up after it",
        [Began(), means("already_paid", "confirm_identity"), DIGITS],
        "already_paid",
        ["payment_check"],
    ),
    ("how to pay goes out by text", [*KNOWN, means("pay_now")], "payment_started", ["payment_link_sent"]),
    ("a refusal gets one kind counter-offer, not two", [*KNOWN, means("refuse"), means("refuse")], "refused", []),
    (
        "who relents after a refusal can promise",
        [*KNOWN, means("refuse"), means("promise_to_pay", date="2026-11-27", amount="100"), YES],
        "promise_to_pay",
        ["promise_recorded"],
    ),
    (
        "a call-back is booked after a yes",
        [Began(), means("callback", date="2026-11-25", time="10:00"), YES],
        "callback",
        ["callback_booked"],
    ),
    (
        "recording stops and the talk goes on",
        [Began(), means("recording_objection"), ME, DIGITS, means("pay_now")],
        "payment_started",
        ["recording_stopped", "payment_link_sent"],
    ),
    (
        "a language that we speak is changed to",
        [Began(), means("language", language="zh-CN"), ME, DIGITS, means("pay_now")],
        "payment_started",
        ["language_changed", "payment_link_sent"],
    ),
    ("a language that we don't speak goes to a person", [Began(), means("language", language="es")], "agent", ["handed_to_agent"]),
    (
        "a read-back that is denied twice goes to a person",
        [
            *KNOWN,
            means("promise_to_pay", date="2026-11-27", amount="300"),
            NO,
            means("promise_to_pay", date="2026-11-27", amount="400"),
            NO,
        ],
        "agent",
        ["handed_to_agent"],
    ),
]


@pytest.mark.parametrize(("events", "outcome", "effects"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_outcome_and_effects(events: list[Event], outcome: str, effects: list[str]) -> None:
    _, _, done, ended = talk(events)
    assert (ended, done) == (outcome, effects)


def test_outside_the_policy_it_offers_what_the_policy_allows() -> None:
    """Too far, too small and too much: the first time asked, then offered in full; recorded is only what is allowed."""
    state, says, _, _ = talk([*KNOWN, means("promise_to_pay", date="2027-01-30", amount="300")])
    assert state["expects"] == "payment"
    assert "December ninth" in says[-1].text
    state, _, _, _ = talk([*KNOWN, *[means("promise_to_pay", date="2027-01-30", amount="300")] * 2, YES])
    assert state["promise"] == {"date": "2026-12-09", "amount": "300.00"}
    state, says, _, _ = talk([*KNOWN, means("promise_to_pay", date="2026-11-27", amount="20")])
    assert "one hundred dollars" in says[-1].text
    state, says, _, _ = talk([*KNOWN, means("promise_to_pay", date="2026-11-27", amount="5000"), YES])
    assert state["promise"] == {"date": "2026-11-27", "amount": "1200.00"}


def test_a_plan_adds_up_and_keeps_to_the_policy() -> None:
    state, says, _, _ = talk([*KNOWN, means("instalments", count="20"), means("instalments", count="6", date="2026-11-30"), YES])
    assert [row["date"] for row in state["plan"]][:4] == ["2026-11-30", "2026-12-30", "2027-01-30", "2027-02-28"]
    assert sum(Decimal(row["amount"]) for row in state["plan"]) == Decimal("1200.00")
    assert any("at most six payments" in say.text for say in says)


def test_who_says_their_own_name_is_who_we_asked_for() -> None:
    for text, expects in (("Hi, this is Echo Sample", "digits"), ("Hi, this is Delta Sample", "identity")):
        assert talk([Began(), Said(text, Meaning("unknown"), AT)])[0]["expects"] == expects


def test_who_confirms_and_asks_is_answered_and_goes_on() -> None:
    state, says, _, _ = talk([Began(), means("ask_identity", "confirm_identity")])
    assert state["expects"] == "digits"
    assert "Harbor Contact" in says[-1].text


def test_a_correction_replaces_what_was_read_back() -> None:
    state, _, _, _ = talk(
        [*KNOWN, means("promise_to_pay", date="2026-11-27", amount="100"), means("promise_to_pay", "deny", amount="150"), YES]
    )
    assert state["promise"] == {"date": "2026-11-27", "amount": "150.00"}


def test_the_same_words_with_a_yes_confirm_the_read_back() -> None:
    offer = {"date": "2026-11-27", "amount": "100"}
    _, _, effects, _ = talk([*KNOWN, means("promise_to_pay", **offer), means("promise_to_pay", "affirm", **offer)])
    assert effects == ["promise_recorded"]


@pytest.mark.parametrize(("time", "day"), [("09:00", "2026-11-25"), ("19:00", "2026-11-24")])
def test_a_call_back_without_a_day_is_the_next_such_time(time: str, day: str) -> None:
    state, _, _, _ = talk([Began(), means("callback", time=time), YES])
    assert state["callback"] == {"at": f"{day}T{time}:00-06:00"}


def test_no_call_back_is_agreed_to_in_closed_hours() -> None:
    state, says, effects, _ = talk([Began(), means("callback", time="21:00")])
    assert state["expects"] == "callback_time"
    assert "nine PM" in says[-1].text
    assert not effects


def test_an_opt_out_of_somebody_unverified_is_for_the_number() -> None:
    for events, scope in (([Began()], "number"), (KNOWN, "borrower")):
        done = step(SCRIPTS["en-US"], SCENE, talk(list(events))[0], means("opt_out", channel="voice"))
        assert [action.data for action in done.actions if isinstance(action, Do)] == [{"scope": scope}]


def test_a_birth_year_alone_does_not_do_where_digits_are_on_file() -> None:
    assert not talk([Began(), ME, Keyed("1980", AT)])[0]["verified"]
    without = replace(SCENE, borrower=replace(SCENE.borrower, id_last4=None))
    assert talk([Began(), ME, Keyed("1980", AT)], without)[0]["verified"]


def test_with_nothing_on_file_nobody_is_verified() -> None:
    bare = replace(SCENE, borrower=Borrower("Echo Sample"))
    state, _, _, outcome = talk([Began(), ME], bare)
    assert (state["verified"], outcome) == (False, "not_verified")


def test_a_last_x_can_be_keyed_as_a_star() -> None:
    scene = replace(SCENE, borrower=replace(SCENE.borrower, id_last4="482X"))
    assert talk([Began(), ME, Keyed("482*", AT)], scene)[0]["verified"]


def test_a_consequence_is_told_only_where_the_account_lists_it() -> None:
    ask = means("ask_consequence")
    assert "credit" not in talk([*KNOWN, ask])[1][-1].text
    listed = replace(SCENE, account=replace(SCENE.account, allowed_consequences=("credit_report",)))
    assert "credit bureaus" in talk([*KNOWN, ask], listed)[1][-1].text


def test_what_must_be_heard_cannot_be_cut_short() -> None:
    _, says, _, _ = talk([*KNOWN, means("promise_to_pay", date="2026-11-27", amount="300")])
    kept = " ".join(say.text for say in says if not say.interruptible)
    assert all(part in kept for part in ("automated voice", "recorded", "attempt to collect a debt", "You pay three hundred dollars"))


def test_after_the_end_nothing_leads_to_anything() -> None:
    state = talk([Began(), means("opt_out")])[0]
    assert step(SCRIPTS["en-US"], SCENE, state, YES) == Step(state, ())


_slots = st.dictionaries(
    st.sampled_from(["date", "amount", "count", "time", "digits", "channel", "language"]),
    st.one_of(
        st.text(max_size=6),
        st.sampled_from(
            [
                "2026-11-27",
                "2030-01-01",
                "2020-01-01",
                "full",
                "300",
                "-5",
                "0",
                "1e9",
                "99999999",
                "NaN",
                "3",
                "1",
                "12:00",
                "23:00",
                "25:99",
                "4821",
                "voice",
                "en-US",
                "zh-CN",
                "es",
            ]
        ),
    ),
    max_size=4,
)
_WORDS = ("(words)", "this is Echo Sample", "state your name", "the person you're calling can't talk, bye", "机主不在", "我是张示例", "")
_said = st.builds(
    lambda text, intent, also, slots: Said(text, Meaning(intent, tuple(also), slots), AT),
    st.sampled_from(_WORDS),
    st.sampled_from(INTENTS),
    st.lists(st.sampled_from(INTENTS), max_size=2),
    _slots,
)
_events = st.one_of(
    _said,
    _said,
    _said,
    st.builds(Keyed, st.text("0123456789*#", min_size=1, max_size=5), st.just(AT)),
    st.just(DIGITS),
    st.just(ME),
    st.just(YES),
    st.just(Silent()),
    st.just(Began()),
    st.just(HungUp()),
    st.just(MachineAnswered()),
    st.just(Screened("who is it")),
)


@settings(max_examples=150, deadline=None)
@given(
    events=st.lists(_events, max_size=30),
    which=st.sampled_from(sorted(ALL)),
    promised=st.sampled_from([None, Promised(AT.date(), Decimal(300)), Promised(date(2026, 11, 1), Decimal(9000))]),
    channel=st.sampled_from(["voice", "sms"]),
    direction=st.sampled_from(["outbound", "inbound"]),
    place=st.sampled_from(["US", "CN", "XX"]),
    known=st.booleans(),
)
def test_any_sequence_of_events_ends_and_never_raises(
    events: list[Event], which: tuple[str, str], promised: Promised | None, channel: Any, direction: Any, place: str, known: bool
) -> None:
    """It ends within bounds, its state is JSON that it can go on from, and before verification it shows nothing of the debt."""
    script = ALL[which]
    account = replace(SCENE.account, promised=promised)
    scene = replace(SCENE, lang=script.lang, channel=channel, direction=direction, place=place, account=account)
    events = [*(KNOWN if known else []), *events, *[means("ask_robot")] * 30]
    state, says, ended = start(script, scene), 0, 0
    for event in events:
        done = step(script, scene, json.loads(json.dumps(state)), event)
        verified = state["verified"] or done.state["verified"]
        state = done.state
        spoken = [action for action in done.actions if isinstance(action, Say)]
        says += len(spoken)
        ended += sum(isinstance(action, End) for action in done.actions)
        assert verified or not any(
            secret in say.text for say in spoken for secret in ("Birch", "1200", "4821", "一千二百", "one thousand two")
        )
    assert ended == 1
    assert state["outcome"]
    assert says <= 25


def said(text: str, intent: str, *also: str, why: tuple[str, ...] = ()) -> Said:
    return Said(text, Meaning(intent, also, why=why), AT)


def test_an_assistant_that_the_carrier_did_not_notice_is_told_no_more_than_one_that_it_did() -> None:
    asks = said("Go ahead and say your name and why you're calling.", "ask_debt", why=("en.ask_debt.about",))
    declines = said(
        "The person you're calling can't talk. Goodbye.", "opt_out", "third_party", why=("model.opt_out", "en.third_party.not-in")
    )
    state, lines, effects, outcome = talk([Began(), asks, declines])
    assert (outcome, effects, state["verified"]) == ("screened", [], False)
    assert any(line.line == "screened_answer" for line in lines)


def test_an_assistant_that_asks_us_to_stop_is_heeded() -> None:
    stop = said("The person you're calling wants no calls.", "opt_out", why=("en.opt_out.call",))
    assert talk([Began(), stop])[3] == "opted_out"


@pytest.mark.parametrize(("meaning", "outcome"), [
    (said("that's not the right amount", "wrong_person", "dispute", why=("en.wrong_person.not-me", "en.dispute.wrong-amount")), "dispute"),
    (said("soon, I guess", "wrong_person", why=("model.wrong_person",)), None),
    (said("you have the wrong number", "wrong_person", why=("en.wrong_person.wrong-number",)), "wrong_person"),
], ids=["about the debt", "a guess", "a rule"])  # fmt: skip
def test_who_gave_both_facts_is_no_wrong_person_by_a_guess(meaning: Said, outcome: str | None) -> None:
    assert talk([*KNOWN, meaning])[3] == outcome


def test_digits_in_answer_to_the_name_are_both_facts() -> None:
    assert talk([Began(), means("digits", digits="4821")])[0]["verified"]
    assert not talk([Began(), means("digits", digits="1111")])[0]["verified"]
