"""Rule packs: the shipped ones hold what their worked examples say; a pack that is wrong is refused with file, line and rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance import PackError, helplines, load_packs
from compliance.examples import run_examples

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
    read: our own rule
"""


def written(folder: Path, text: str) -> Path:
    (folder / "cn.yaml").write_text(text, encoding="utf-8")
    return folder


def test_every_worked_example_comes_out_as_it_says() -> None:
    results = list(run_examples(load_packs()))
    assert len(results) > 100
    assert [(each.pack, each.line, each.problem) for each in results if each.problem] == []


def test_every_pack_has_worked_examples() -> None:
    have = {each.pack for each in run_examples(load_packs())}
    assert {pack.pack for pack in load_packs().files} - have == {"every"}


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
    ],
)  # fmt: skip
def test_a_wrong_pack_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in PACK
    with pytest.raises(PackError) as problem:
        load_packs(written(tmp_path, PACK.replace(old, new)))
    assert f"cn.yaml:{line}:" in str(problem.value)
    assert message in str(problem.value)


def test_a_folder_without_packs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="holds no rule packs"):
        load_packs(tmp_path)


def test_helplines_are_known_for_every_country_and_its_parts() -> None:
    assert [helplines(place)[0] for place in ("CN", "US-MA", "GB", "HK", "SG", "IN") if helplines(place)] == [  # type: ignore[index]
        "12356", "988", "116 123", "18111", "1767", "14416",
    ]  # fmt: skip
    assert helplines("FR") is None


def test_own_limits_are_marked_as_ours() -> None:
    marked = {rule.id for pack in load_packs().files for rule in pack.rules if rule.strength == "own"}
    assert {"gb.hours", "hk.hours", "us.text_stream", "us.calls_a_day"} <= marked
    assert "us.hours" not in marked
