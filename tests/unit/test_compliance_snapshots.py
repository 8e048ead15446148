"""What the packs open and close on every day of three years, as text that a compliance officer can read: `tests/snapshots/`.

The text is what the guard does, not what the files say: each day is asked. `make snapshots` writes it anew; its diff is what to review.
"""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from compliance import civil, load_packs, parse_case
from compliance.checks import CHECKS
from compliance.describe import means
from compliance.limits import Limit, validity, while_valid
from compliance.pack import PackFile
from compliance.schema import CoolDownRule, Counts, DaysRule, FrequencyRule, HoursRule, Rule
from compliance.view import look_at

FOLDER = Path(__file__).parent.parent / "snapshots"
FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
AGAIN = "Give the file a new `version`, the day of the change (2026-11-22; a second one of that day is 2026-11-22.2)."
HOW = "If the change is meant, write the snapshots anew with `make snapshots` and have the diff reviewed."


def zone_of(pack: PackFile) -> ZoneInfo:
    """The first zone of the pack's first place; what holds everywhere is shown in UTC."""
    place = pack.places[0]
    return ZoneInfo("UTC" if place == "*" else load_packs().places.zones_of(place)[0])


def limits(rule: Rule, zone: ZoneInfo, at: datetime, events: Iterable[dict[str, Any]] = ()) -> list[Limit]:
    """What a rule says of a contact after these events."""
    case = {"id": "day", "place": "GB", "events": list(events), "attempt": {"at": at.isoformat(), "channel": "voice", "number": "m1"}}
    found = CHECKS[rule.kind].limits(rule, look_at(parse_case(case), (zone,)))
    starts, ends = validity(rule, (zone,))
    return [while_valid(starts, ends, limit, at) for limit in found]


def clocks(zone: ZoneInfo, day: date) -> str:
    start, end = civil.day_start(zone, day), civil.day_start(zone, day + timedelta(days=1))
    before, after = (f"UTC{at.astimezone(zone):%z}" for at in (start, end))
    return before if before == after else f"{before}, then {after}: a day of {(end - start) / timedelta(hours=1):g} hours"


def hours(rule: HoursRule | DaysRule, zone: ZoneInfo, day: date) -> str:
    """When the rule is open on a day, by the wall clock."""
    start, end = civil.day_start(zone, day), civil.day_start(zone, day + timedelta(days=1))
    starts, ends = validity(rule, (zone,))
    if not starts <= start < ends:
        return "not in force"
    (limit,) = limits(rule, zone, start)
    edges = [*sorted(civil.edges(zone, start, end, {0, getattr(rule, "start", 0), getattr(rule, "end", 0)})), end]
    stretches = [(at, until) for at, until in itertools.pairwise(edges) if limit.clear(at) == at]
    merged: list[tuple[datetime, datetime]] = []
    for at, until in stretches:
        merged[-1:] = [(merged[-1][0], until)] if merged and merged[-1][1] == at else [*merged[-1:], (at, until)]
    if merged == [(start, end)]:
        return "all day"
    return ", ".join(f"{at.astimezone(zone):%H:%M}-{until.astimezone(zone):%H:%M}" for at, until in merged) or "closed"


def caps(rule: FrequencyRule | CoolDownRule, zone: ZoneInfo, day: date) -> str:
    """How many contacts a rule lets through, and when it lets through the next if all of them were at noon."""
    noon = datetime.combine(day, time(12), zone).astimezone(UTC)
    starts, ends = validity(rule, (zone,))
    if not starts <= noon < ends:
        return "not in force"
    counts, most = (rule.counts, rule.most) if isinstance(rule, FrequencyRule) else (rule.after, 1)
    asked = noon + timedelta(minutes=1)
    assert limits(rule, zone, asked, [event(counts, noon)] * (most - 1)) == []
    (limit,) = limits(rule, zone, asked, [event(counts, noon)] * most)
    free = limit.clear(asked)
    assert free is not None
    if free is civil.LAST:
        return f"{most}; if at noon, free again when it has ended"
    local = free.astimezone(zone)
    later = (local.date() - day).days
    when = "the same day" if later == 0 else f"{later} day{'s' if later > 1 else ''} later"
    return f"{most}; if at noon, free again {when} at {local:%H:%M}"


def force(rule: Rule, zone: ZoneInfo, day: date) -> str:
    starts, ends = validity(rule, (zone,))
    return "in force" if starts <= civil.day_start(zone, day) < ends else "not in force"


def event(counts: Counts, at: datetime) -> dict[str, Any]:
    """One that counts."""
    found: dict[str, Any] = {"kind": counts.kinds[0], "at": at.isoformat(), "number": "m1"}
    if counts.kinds[0] == "call":
        found["result"] = counts.results[0] if counts.results else "no_answer"
    return found


def runs(said: Callable[[date], str]) -> Iterator[str]:
    """Each run of days of which the same is said, a line."""
    for text, days in itertools.groupby(DAYS, said):
        run = list(days)
        span = f"{run[0]}" if len(run) == 1 else f"{run[0]} to {run[-1]}"
        yield f"  {span:26}{text}"


def snapshot(pack: PackFile) -> str:
    zone = zone_of(pack)
    lines = [f"{pack.pack}: {pack.says.en}", f"{', '.join(pack.places)}, by the clocks of {zone.key}", "", "clocks"]
    lines += runs(partial(clocks, zone))
    for rule in pack.rules:
        if isinstance(rule, HoursRule | DaysRule):
            said = runs(partial(hours, rule, zone))
        elif isinstance(rule, FrequencyRule | CoolDownRule):
            said = runs(partial(caps, rule, zone))
        elif rule.valid_from or rule.valid_to:
            said = runs(partial(force, rule, zone))
        else:
            continue
        lines += ["", f"{rule.id}: {means(rule).en or 'for every contact'}", *said]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("pack", load_packs().files, ids=lambda pack: pack.pack)
def test_the_packs_open_and_close_as_they_did_when_they_were_last_reviewed(pack: PackFile, rewrite_snapshots: bool) -> None:
    path, found = FOLDER / f"{pack.pack}.txt", snapshot(pack)
    if rewrite_snapshots:
        path.write_text(found, encoding="utf-8")
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    if known != found:
        diff = difflib.unified_diff(
            known.splitlines(), found.splitlines(), f"{path.name}, as reviewed", f"{path.name}, now", lineterm="", n=1
        )
        pytest.fail("\n".join([*diff, HOW]), pytrace=False)


def test_every_version_of_a_pack_says_what_it_said_when_it_was_made(rewrite_snapshots: bool) -> None:
    """Decisions name the packs that they were made under by `name@version`, and are replayed by it."""
    path = FOLDER / "versions.txt"
    known = dict(line.split() for line in path.read_text(encoding="utf-8").splitlines()) if path.exists() else {}
    found = {f"{pack.pack}@{pack.version}": pack.digest for pack in load_packs().files}
    if changed := sorted(name for name in found.keys() & known.keys() if found[name] != known[name]):
        pytest.fail(f"{', '.join(changed)}: changed, and still under the old version. {AGAIN}", pytrace=False)
    if rewrite_snapshots:
        path.write_text("".join(f"{name} {digest}\n" for name, digest in sorted((known | found).items())), encoding="utf-8")
    elif new := sorted(found.keys() - known.keys()):
        pytest.fail(f"{', '.join(new)}: a new version. {HOW}", pytrace=False)


def test_no_snapshot_is_left_of_a_pack_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} - {"versions"} == {pack.pack for pack in load_packs().files}
