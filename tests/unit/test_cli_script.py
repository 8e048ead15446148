"""`courtesy script verify` as it is used."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from bot.base.resources import scripts_folder
from bot.cli.script import script_group


def test_the_shipped_scripts_are_proved_by_the_command() -> None:
    done = CliRunner().invoke(script_group, ["verify"])
    assert done.exit_code == 0, done.output
    assert done.output.count(": proved") == 10


def test_a_faulty_script_is_shown_with_its_path_and_the_status_is_1(tmp_path: Path) -> None:
    folder = tmp_path / "en-US"
    (folder / "texts").mkdir(parents=True)
    for name in ("reminder.yaml", "texts/contact_request.yaml"):
        source = (scripts_folder() / "en-US" / name).read_text(encoding="utf-8")
        (folder / name).write_text(source.replace("{say: third_party_bye,", "{say: debt_parts,"), encoding="utf-8")
    done = CliRunner().invoke(script_group, ["verify", str(folder / "reminder.yaml")])
    assert done.exit_code == 1
    assert "line debt_parts shows the debt ({creditor}) to somebody who is not verified (by way of identity: third_party)" in done.output
