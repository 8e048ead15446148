"""What ships is approved by its digest, and a changed word is not."""

from __future__ import annotations

import json
from dataclasses import replace

from bot.base.resources import scripts_folder
from bot.dialogue import load_script, script_at, template_at
from bot.dialogue.shipped import LIST, as_shipped, name_of


def test_the_list_names_every_shipped_file_and_no_other(rewrite_snapshots: bool) -> None:
    works = [
        *(script_at(path) for path in sorted(scripts_folder().glob("??-??/*.yaml"))),
        *(template_at(path) for path in sorted(scripts_folder().glob("??-??/texts/*.yaml"))),
    ]
    wanted = json.dumps({name_of(work): work.digest for work in works}, indent=1) + "\n"
    if rewrite_snapshots:
        LIST.write_text(wanted, encoding="utf-8")
    assert LIST.read_text(encoding="utf-8") == wanted, "a shipped script has changed: raise its version, `make snapshots`"
    assert len({name_of(work) for work in works}) == len(works)


def test_a_changed_script_is_not_as_shipped() -> None:
    script = load_script("en-US")
    assert as_shipped(script)
    assert not as_shipped(replace(script, digest="0" * 64))
