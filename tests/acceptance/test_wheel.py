"""An installed wheel works as well as a checkout: what ships with the program is found in both."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout and unpacked where nothing else of ours is."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", folder / "site", wheel], check=True, capture_output=True)
    return folder / "site"


def courtesy(installed: Path, here: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COURTESY_")} | {"PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "bot.cli.main", *arguments]
    return subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True, check=False)


def test_the_wheel_is_what_is_run(installed: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(installed)}
    found = subprocess.run(
        [sys.executable, "-c", "import bot; print(bot.__file__)"], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert found.stdout.startswith(str(installed))


def test_doctor_finds_everything_but_the_account_at_the_carrier(installed: Path, tmp_path: Path) -> None:
    """Scripts, templates, packs, models, migrations, voice: all there. Only what nobody can ship is missing."""
    done = courtesy(installed, tmp_path, "doctor")
    failed = [line for line in done.stdout.splitlines() if line.startswith("✗")]
    assert done.returncode == 1, done.stderr
    assert len(failed) == 1, done.stdout
    assert "service settings" in failed[0]
    assert "can't hear" not in done.stdout, "the models that ship know every word of the safety lexicon"


@pytest.mark.parametrize("arguments", [("script", "verify"), ("guard", "packs", "--json"), ("mandate", "list"), ("--version",)])
def test_commands_find_what_ships_with_the_program(installed: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = courtesy(installed, tmp_path, *arguments)
    assert done.returncode == 0, done.stderr
