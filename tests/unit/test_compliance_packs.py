"""Rule packs: the shipped ones hold what their worked examples say; a pack that is wrong is refused with file, line and rule."""

from __future__ import annotations

import json
import re
from datetime import time
from pathlib import Path
from typing import get_args

import pytest

from compliance import PackError, load_packs, vocabulary
from compliance.case import Channel, EventKind, Lender, NumberKind, Person, Product, Purpose, Result, Role, Scope, Voice
from compliance.describe import means, terms
from compliance.examples import Gap, find_gaps, run_examples
from compliance.local import calling_hours, emergency, helpline
from compliance.schema import PhraseSet, Rule

PACK = """\
pack: cn
version: 2026-01-01
says: {en: A pack, zh: 一个规则包}
places: [CN]
rules:
  - id: cn.hours
    kind: hours
    from: 08:00
    to: 21:00
    agreed: true
    citation: our own rule
    says: {en: Hours, zh: 时段规定}
    strength: own
    sure: own
    read: {en: our own rule, zh: 自设规则}
"""


HOURS = "kind: hours\n    from: 08:00\n    to: 21:00\n    agreed: true\n"


def written(folder: Path, text: str) -> Path:
    (folder / "cn.yaml").write_text(text, encoding="utf-8")
    return folder


def test_every_worked_example_comes_out_as_it_says() -> None:
    results = list(run_examples(load_packs()))
    assert len(results) > 100
    assert [(each.pack, each.line, each.problem) for each in results if each.problem] == []


def test_every_rule_has_worked_examples_in_which_it_objects_and_in_which_it_does_not() -> None:
    assert list(find_gaps(load_packs())) == []


def test_rules_without_examples_are_named(tmp_path: Path) -> None:
    packs = load_packs(written(tmp_path, PACK))
    night = {"id": "x", "place": "CN", "attempt": {"at": "2026-11-10T23:00:00+08:00", "channel": "voice"}, "gold": {"decision": "defer"}}
    assert list(find_gaps(packs, tmp_path)) == [Gap("cn.hours", "objecting"), Gap("cn.hours", "letting a contact through")]
    (tmp_path / "cn.examples.jsonl").write_text(json.dumps(night), encoding="utf-8")
    assert list(find_gaps(packs, tmp_path)) == [Gap("cn.hours", "letting a contact through")]


def test_an_example_that_comes_out_otherwise_says_how(tmp_path: Path) -> None:
    (tmp_path / "cn.examples.jsonl").write_text(
        '{"id": "x", "place": "CN", "attempt": {"at": "2026-11-10T23:00:00+08:00", "channel": "voice"}, "gold": {"decision": "allow"}}\n',
        encoding="utf-8",
    )
    (result,) = run_examples(load_packs(), tmp_path)
    assert result.problem == "allow expected, defer decided (cn.hours)"


def test_clock_times_stay_text_in_yaml(tmp_path: Path) -> None:
    """In YAML 1.1 `21:00` is the number 1260."""
    (pack,) = load_packs(written(tmp_path, PACK)).files
    assert pack.rules[0].model_dump()["end"] == 21 * 3600


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("    citation: our own rule\n", "", 6, "citation: is missing"),
        ("    agreed: true", "    agreed: true\n    colour: red", 11, "colour: is not a field"),
        ("kind: hours", "kind: vibes", 6, "vibes"),
        ("to: 21:00", "to: 08:00", 6, "says nothing"),
        ("to: 21:00", "to: 25:00", 9, "clock time"),
        ("    agreed: true", "    agreed: true\n    valid_from: 2026-02-01\n    valid_to: 2026-01-01", 6, "before its `valid_from`"),
        ("strength: own", "strength: must", 6, "go together"),
        ("places: [CN]", "places: [Atlantis]", 4, "`Atlantis` is no place"),
        ("id: cn.hours", "id: us.hours", 6, "should begin with `cn.`"),
        ("pack: cn\n", "pack: cn\npack: cn\n", 2, "duplicate key"),
        ("rules:", "rules: [", 6, "expected"),
        ("    read: {en: our own rule, zh: 自设规则}\n", "", 6, "read: is missing"),
        ("read: {en: our own rule, zh: 自设规则}", "read: {en: our own rule}", 15, "read.zh: is missing"),
        ("version: 2026-01-01", "version: 2026-02-30", 2, "version: should be the day of the change"),
        ("version: 2026-01-01", "version: 2026-01-01.0", 2, "version: should be the day of the change"),
        ("version: 2026-01-01\n", "", 1, "version: is missing"),
        ("agreed: true", "agreed: often", 10, "agreed: Input should be a valid boolean"),
        ("citation: our own rule", "citation: [our, own]", 11, "citation: Input should be a valid string"),
        ("    agreed: true", "    agreed: true\n    valid_from: soon", 11, "valid_from: Input should be a valid date"),
        ("    agreed: true", "    agreed: true\n    applies: {channels: []}", 11, "would match nothing"),
        ("    agreed: true", "    agreed: true\n    applies: {channels: [fax]}", 11, "channels.0: Input should be 'voice'"),
        ("    agreed: true", "    agreed: true\n    unless: [{person: [spouse]}]", 11, "unless.0.person: is not a field"),
        ("places: [CN]", "places: []", 4, "would match nothing"),
        ("pack: cn\n", "pack: CN\n", 1, "pack: String should match pattern"),
        (HOURS, "kind: frequency\n    key: [debt]\n    most: 3\n    counts: {kinds: [call]}\n", 6, "names one window"),
        (HOURS, "kind: days\n", 6, "names no day"),
    ],
)  # fmt: skip
def test_a_wrong_pack_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in PACK
    with pytest.raises(PackError) as problem:
        load_packs(written(tmp_path, PACK.replace(old, new)))
    assert any(each.startswith(f"{tmp_path / 'cn.yaml'}:{line}:") and message in each for each in str(problem.value).splitlines()), (
        problem.value
    )


def test_what_is_wrong_with_a_rule_names_the_rule(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"^[^\n]*cn\.yaml:6: rule `cn\.hours`: citation: is missing$"):
        load_packs(written(tmp_path, PACK.replace("    citation: our own rule\n", "")))


def test_an_id_that_is_there_twice_is_refused_where_it_comes_again(tmp_path: Path) -> None:
    again = PACK + PACK[PACK.index("  - id:") :]
    with pytest.raises(PackError, match=r"cn\.yaml:16: the rule id `cn\.hours` is there twice"):
        load_packs(written(tmp_path, again))
    (tmp_path / "other.yaml").write_text(PACK, encoding="utf-8")
    with pytest.raises(PackError, match=r"other\.yaml:1: there is another pack `cn`"):
        load_packs(written(tmp_path, PACK))


def test_a_second_version_of_a_day_is_a_version(tmp_path: Path) -> None:
    (pack,) = load_packs(written(tmp_path, PACK.replace("2026-01-01", "2026-01-01.2"))).files
    assert pack.version == "2026-01-01.2"


def test_a_pack_that_says_something_else_has_another_digest_and_one_that_does_not_has_not(tmp_path: Path) -> None:
    def digest(text: str) -> str:
        return load_packs(written(tmp_path, text)).files[0].digest

    assert digest(PACK) == digest("# a remark\n" + PACK.replace("2026-01-01", "2026-01-02"))
    assert digest(PACK) != digest(PACK.replace("21:00", "20:00"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "is no worked example"),
        ("\xff", "is no worked example"),
        ('{"id": "x"}', "a worked example needs 'gold'"),
        ('{"id": "x", "gold": {}}', "a worked example needs 'decision'"),
        ('{"id": "x", "gold": {"decision": "perhaps"}}', "`gold.decision` should be allow, defer or block"),
        ('{"id": "x", "gold": {"decision": "defer", "not_before": "soon"}}', "is no worked example"),
        ('{"id": "x", "place": "CN", "gold": {"decision": "allow"}}', "attempt: is missing"),
        ('["x"]', "is no worked example"),
    ],
)
def test_a_broken_example_is_refused_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "cn.examples.jsonl").write_bytes(b"\n" + line.encode("latin-1") + b"\n")
    with pytest.raises(PackError) as problem:
        list(run_examples(load_packs(), tmp_path))
    assert f"cn.examples.jsonl:2: {message}" in str(problem.value)


def test_an_example_whose_id_is_there_twice_is_refused(tmp_path: Path) -> None:
    line = '{"id": "x", "place": "CN", "attempt": {"at": "2026-11-10T12:00:00+08:00", "channel": "voice"}, "gold": {"decision": "allow"}}\n'
    (tmp_path / "cn.examples.jsonl").write_text(line * 2, encoding="utf-8")
    with pytest.raises(PackError, match=r"examples\.jsonl:2: the id `x` is there twice"):
        list(run_examples(load_packs(), tmp_path))


def test_a_folder_without_packs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="holds no rule packs"):
        load_packs(tmp_path)


@pytest.mark.parametrize(
    ("place", "crisis", "danger", "hours"),
    [
        ("CN", "12356", "120", (time(8), time(22))),
        ("US-MA", "988", "911", (time(8), time(21))),
        ("US-WA", "988", "911", (time(8), time(21))),
        ("GB", "116 123", "999", (time(8), time(21))),
        ("HK", "18111", "999", (time(8), time(21))),
        ("SG", "1767", "995", (time(7), time(22))),
        ("IN", "14416", "112", (time(8), time(19))),
    ],
)
def test_every_place_has_its_helplines_and_hours_for_a_call_back(place: str, crisis: str, danger: str, hours: tuple[time, time]) -> None:
    in_crisis, in_danger = helpline(place), emergency(place)
    assert in_crisis is not None
    assert in_danger is not None
    assert (in_crisis.number, in_danger.number, calling_hours(place)) == (crisis, danger, hours)


def test_a_place_that_is_not_known_has_no_helpline_and_cautious_hours() -> None:
    assert (helpline("FR"), emergency("FR"), calling_hours("FR")) == (None, None, (time(9), time(19)))


def test_own_limits_are_marked_as_ours() -> None:
    marked = {rule.id for pack in load_packs().files for rule in pack.rules if rule.strength == "own"}
    assert {"gb.hours", "hk.hours", "us.text_stream", "us.calls_a_day"} <= marked
    assert "us.hours" not in marked


@pytest.mark.parametrize("rule", [rule for pack in load_packs().files for rule in pack.rules], ids=lambda rule: rule.id)
def test_every_rule_can_be_described_in_both_languages(rule: Rule) -> None:
    for said in (terms(rule), means(rule)):
        assert bool(said.en) == bool(said.zh)
        assert not re.search(r"[\u4e00-\u9fff]", said.en)
        assert not re.search(r"[A-Za-z]{3,}", said.zh)
    assert terms(rule).en


def test_a_counter_is_described_with_its_key_its_window_and_what_counts() -> None:
    (rule,) = (rule for pack in load_packs().files for rule in pack.rules if rule.id == "cn-cba.six_unanswered")
    assert terms(rule).zh.startswith("1 个自然日内至多 6 次；按号码分别计算；计入：去电；通话结果：无人接听")
    assert "lifted by a consent to more calls" in terms(rule).en


def test_every_word_of_the_contract_is_in_the_vocabulary() -> None:
    known = {
        Channel: vocabulary.CHANNELS, Voice: vocabulary.VOICES, NumberKind: vocabulary.NUMBER_KINDS, Person: vocabulary.PERSONS,
        Purpose: vocabulary.PURPOSES, Result: vocabulary.RESULTS, EventKind: vocabulary.EVENTS, Scope: vocabulary.SCOPES,
        Role: vocabulary.ROLES, Lender: vocabulary.LENDERS, Product: vocabulary.PRODUCTS, PhraseSet: vocabulary.PHRASE_SETS,
    }  # fmt: skip
    for kind, words in known.items():
        assert set(get_args(kind)) == set(words) - {"unknown"} | ({"unknown"} & set(get_args(kind)))
