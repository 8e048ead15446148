"""Guard decisions per second on one core, for a borrower with thirty past events. Baseline: `json.loads` of the same case.

The figures are of processor time (the best round of several), so that what else the machine does changes them little. To be kept:
20,000 decisions a second, and 5,000 where `not_before` has to be found. Checking a case comes before each and is measured apart.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from compliance import decide, load_packs, parse_case

EVENTS, DAYS = 30, 45
ROUNDS, REPEATS = 7, 400
ZONES = ["America/New_York", "America/Los_Angeles"]
TEXT = "Sample Contact: please call us at 202-555-0100. Reply STOP to opt out."


def history(at: datetime, days: int) -> list[dict[str, Any]]:
    """What an account has on file after some weeks: unanswered calls, texts of ours, and a few of the borrower's."""
    ours = {"by": "us", "number": "m1", "debts": ["A"]}
    call = {"kind": "call", "person": "borrower", "voice": "artificial"} | ours
    kinds = [
        call | {"result": "no_answer"}, call | {"result": "voicemail_silent"}, call | {"result": "busy"}, {"kind": "sms"} | ours,
        {"kind": "inbound_sms", "number": "m1", "debts": ["A"]},
    ]  # fmt: skip
    step = timedelta(days=days) / EVENTS
    return [kinds[index % len(kinds)] | {"at": (at - step * (index + 1)).isoformat()} for index in range(EVENTS)]


def case(name: str, place: str, when: str, days: int = DAYS, **changes: Any) -> dict[str, Any]:
    at = datetime.fromisoformat(when)
    consent = {"kind": "consents", "at": "2026-01-05T09:00:00-05:00", "number": "m1", "scope": "account"}
    attempt = {
        "at": when, "channel": "voice", "person": "borrower", "number": "m1", "number_kind": "mobile", "voice": "artificial",
        "debts": ["A"], "reply": False, "states_debt": False, "identity_verified": False,
    }  # fmt: skip
    return {
        "id": name, "place": place, "lender": "bank", "caller": {"role": "agency", "id": "us"}, "debts": [{"id": "A"}, {"id": "B"}],
        "preferences": [consent | {"channel": "voice", "voice": "artificial"}, consent | {"channel": "sms"}],
        "events": history(at, days), **({"zones": ZONES} if place == "US" else {}), "attempt": attempt | changes,
    }  # fmt: skip


CASES = {
    "CN call by day": case("a", "CN", "2026-11-10T20:00:00+08:00"),
    "CN call at night": case("b", "CN", "2026-11-10T23:00:00+08:00"),
    "US call, two zones": case("c", "US", "2026-11-10T16:00:00-05:00"),
    "US call at night": case("d", "US", "2026-11-10T23:00:00-05:00"),
    "US call over a cap": case("e", "US", "2026-11-10T16:00:00-05:00", days=9),
    "NYC call over a cap": case("f", "US-NY-NYC", "2026-11-10T16:00:00-05:00"),
    "US text": case("g", "US", "2026-11-10T16:00:00-05:00", channel="sms", opt_out_notice=True),
    "US text, its words": case("h", "US", "2026-11-10T16:00:00-05:00", channel="sms", text=TEXT),
}


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call, of the best round."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(REPEATS):
            work()
        rounds.append((time.process_time() - began) / REPEATS)
    return min(rounds)


def run() -> Iterator[str]:
    packs = load_packs()
    yield f"processor time, best of {ROUNDS} rounds of {REPEATS}; {EVENTS} past events each"
    for name, raw in CASES.items():
        text, checked = json.dumps(raw), parse_case(raw)
        deciding = seconds(lambda checked=checked: decide(checked, packs))
        checking = seconds(lambda raw=raw: parse_case(raw))
        loading = seconds(lambda text=text: json.loads(text))
        yield (
            f"{name:20} {decide(checked, packs).outcome:6} {1 / deciding:8,.0f} decisions/s, {1 / checking:8,.0f} cases checked/s, "
            f"both {1 / (deciding + checking):7,.0f}/s (json.loads {1 / loading:,.0f}/s; one decision is {deciding / loading:.1f} of it)"
        )
