"""Guard decisions per second, pure. Baseline: parsing the same cases from JSON, which every caller has to do anyway."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterator
from typing import Any

from compliance import decide, load_packs, parse_case

CN: dict[str, Any] = {
    "id": "cn", "place": "CN", "lender": "consumer_finance", "debts": [{"id": "A", "product": "online_consumer_loan"}],
    "events": [{"kind": "call", "at": f"2026-11-{day:02d}T10:00:00+08:00", "result": "no_answer"} for day in range(1, 11)],
    "attempt": {"at": "2026-11-10T20:00:00+08:00", "channel": "voice", "voice": "artificial"},
}  # fmt: skip
US: dict[str, Any] = {
    "id": "us", "place": "US", "zones": ["America/New_York", "America/Los_Angeles"],
    "preferences": [{"kind": "consents", "at": "2026-10-01T09:00:00-04:00", "channel": "voice", "voice": "artificial", "number": "m1", "scope": "account"}],
    "events": [{"kind": "call", "at": f"2026-11-{day:02d}T12:00:00-05:00", "result": "no_answer"} for day in range(3, 10)],
    "attempt": {"at": "2026-11-09T16:00:00-05:00", "channel": "voice", "number": "m1", "number_kind": "mobile", "voice": "artificial"},
}  # fmt: skip
NIGHT = CN | {"id": "night", "attempt": CN["attempt"] | {"at": "2026-11-10T23:00:00+08:00"}}
REPEATS = 2_000


def run() -> Iterator[str]:
    packs = load_packs()
    for raw in (CN, NIGHT, US):
        text = json.dumps(raw)
        began = time.perf_counter()
        for _ in range(REPEATS):
            json.loads(text)
        baseline = (time.perf_counter() - began) / REPEATS
        case = parse_case(raw)
        times = []
        for _ in range(REPEATS):
            began = time.perf_counter()
            verdict = decide(case, packs)
            times.append(time.perf_counter() - began)
        mean = statistics.fmean(times)
        p99 = statistics.quantiles(times, n=100)[98]
        began = time.perf_counter()
        for _ in range(REPEATS):
            parse_case(raw)
        parsing = (time.perf_counter() - began) / REPEATS
        yield (
            f"{raw['id']:6} {verdict.outcome:6} {1 / mean:8,.0f} decisions/s, p99 {p99 * 1e6:,.0f} us, checking the case {parsing * 1e6:,.0f} us "
            f"(json.loads of it {baseline * 1e6:.0f} us, ratio 1:{mean / baseline:.0f})"
        )
