"""The JSON Schemas that editors use are those of the models that read the files, and the shipped files satisfy them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from bot.base.resources import scripts_folder
from bot.dialogue.published import published

FOLDER = scripts_folder() / "schema"
FILES = sorted(scripts_folder().glob("??-??/**/*.yaml"))


def _errors(path: Path, tree: Any) -> list[str]:
    name = "template.schema.json" if path.parent.name == "texts" else "script.schema.json"
    return [error.message for error in Draft202012Validator(json.loads(published()[name])).iter_errors(tree)]


def _tree(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def test_what_is_published_is_what_the_models_say(rewrite_snapshots: bool) -> None:
    for name, text in published().items():
        if rewrite_snapshots:
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / name).write_text(text, encoding="utf-8")
        assert (FOLDER / name).read_text(encoding="utf-8") == text, "the models have changed: `make snapshots`, and read the difference"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_shipped_files_satisfy_it_and_name_it(path: Path) -> None:
    assert _errors(path, _tree(path)) == []
    named = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve().parent == FOLDER.resolve()


@pytest.mark.parametrize(("place", "value"), [
    (("common", "crisis", "end"), "crysis"),
    (("common", "crisis", "do"), ["frozen:crisys"]),
    (("common", "krisis"), {"end": "crisis"}),
    (("states", "identity", "expects"), "name"),
    (("lines", "bye"), {"text": "Bye.", "interruptable": True}),
    (("lines", "bye"), {"variants": [{"text": "Bye.", "when": {"chanel": "sms"}}]}),
], ids=["outcome", "effect", "intent", "expects", "key of a line", "key of a condition"])  # fmt: skip
def test_what_the_loader_refuses_an_editor_marks(place: tuple[str, ...], value: Any) -> None:
    path = scripts_folder() / "en-US" / "reminder.yaml"
    tree = _tree(path)
    node = tree
    for key in place[:-1]:
        node = node[key]
    node[place[-1]] = value
    assert _errors(path, tree)
