"""Only what is proved and approved, word for word and by two people, can be used by the service; what ships is approved as shipped."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import insert, update

from bot.app import App, drafts, load_scripts, load_templates
from bot.base.clock import ManualClock
from bot.base.config import Config
from bot.base.resources import scripts_folder
from bot.cli.main import courtesy
from bot.contact.audit import Counts, Outside, audit
from bot.contact.sealing import seal_pending
from bot.conversation import approvals
from bot.conversation.approvals import ApprovalError
from bot.dialogue import DialogueError, script_at, template_at
from bot.store import Store
from bot.store.tables import approval


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of one's own scripts, in which one line has other words."""
    root = tmp_path / "scripts"
    shutil.copytree(scripts_folder(), root)
    path = root / "en-US" / "reminder.yaml"
    source = path.read_text(encoding="utf-8")
    path.write_text(source.replace("is_that_right: Is that right?", "is_that_right: Have I got that right?"), encoding="utf-8")
    return path


@pytest.mark.both_stores
def test_shipped_scripts_and_texts_need_no_approval(store: Store) -> None:
    store.read_now(approvals.require, [*load_scripts().values(), *load_templates().values()])


@pytest.mark.both_stores
def test_a_changed_script_is_refused_until_two_people_have_agreed_to_its_very_words(store: Store, clock: ManualClock, own: Path) -> None:
    now, script = clock.now(), script_at(own)
    with pytest.raises(ApprovalError, match=r"script en-US/reminder, version \d+, is not approved: `courtesy script submit`"):
        store.read_now(approvals.require, [script])
    with pytest.raises(ApprovalError, match="has not been submitted"):
        store.write_now(approvals.approve, approvals.prove(script), by="bea", now=now)
    store.write_now(approvals.submit, approvals.prove(script), by="ann", now=now)
    with pytest.raises(ApprovalError, match="somebody else must approve"):
        store.write_now(approvals.approve, approvals.prove(script), by="ann", now=now)
    own.write_text(own.read_text(encoding="utf-8").replace("Have I got that right?", "Right?"), encoding="utf-8")
    with pytest.raises(ApprovalError, match="the words have changed"):
        store.write_now(approvals.approve, approvals.prove(script_at(own)), by="bea", now=now)
    store.write_now(approvals.approve, approvals.prove(script), by="bea", now=now)
    store.read_now(approvals.require, [script])
    with pytest.raises(ApprovalError, match="is not approved"):
        store.read_now(approvals.require, [script_at(own)])
    with pytest.raises(ApprovalError, match="approved already, with other words: raise `version`"):
        store.write_now(approvals.submit, approvals.prove(script_at(own)), by="ann", now=now)


@pytest.mark.both_stores
def test_a_faulty_script_or_text_can_not_be_submitted(store: Store, clock: ManualClock, own: Path) -> None:
    own.write_text(own.read_text(encoding="utf-8").replace("say: third_party_bye,", "say: debt,"), encoding="utf-8")
    with pytest.raises(ApprovalError, match="not proved: line debt shows the debt"):
        store.write_now(approvals.submit, approvals.prove(script_at(own)), by="ann", now=clock.now())
    text = own.parent / "texts" / "contact_request.yaml"
    text.write_text(text.read_text(encoding="utf-8").replace("a personal matter", "your overdue loan"), encoding="utf-8")
    with pytest.raises(ApprovalError, match=r"not proved: text contact_request .* shows the debt"):
        store.write_now(approvals.submit, approvals.prove(template_at(text)), by="ann", now=clock.now())


@pytest.mark.both_stores
def test_an_approval_that_was_forged_in_the_database_shows(store: Store, clock: ManualClock, own: Path) -> None:
    def wrong() -> list[str]:
        return [each.subject for each in store.read_now(lambda conn: list(audit(conn, {}, Outside(Path("none"), None), Counts())))]

    store.write_now(approvals.submit, approvals.prove(script_at(own)), by="ann", now=clock.now())
    store.write_now(approvals.approve, approvals.prove(script_at(own)), by="bea", now=clock.now())
    store.write_now(seal_pending)
    assert wrong() == []
    store.write_now(lambda conn: conn.execute(update(approval).values(digest="0" * 64)))
    [changed] = wrong()
    store.write_now(lambda conn: conn.execute(insert(approval).values(id="apr_own", object="o", version="1", digest="0", submitted_by="x",
                                                                      submitted_at=clock.now())))  # fmt: skip
    assert set(wrong()) == {changed, "apr_own"}


def _run(config: Path, *words: str) -> Result:
    return CliRunner().invoke(courtesy, ["--config", str(config), *words], catch_exceptions=True)


def test_by_commands_from_a_new_script_to_its_approval(tmp_path: Path, store_url: str) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(f"store: {{url: '{store_url}', key_file: '{tmp_path}/keys'}}\nscripts: '{tmp_path}/own'\n", encoding="utf-8")
    assert _run(config, "db", "upgrade").exit_code == 0
    assert _run(config, "script", "new", "softer").exit_code == 0
    path = tmp_path / "own" / "en-US" / "softer.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("lines: {}", "lines:\n  bye: Take care, goodbye."), encoding="utf-8")
    verified = _run(config, "script", "verify", str(path))
    assert verified.output == f"{path}: proved\n"
    shipped = str(scripts_folder() / "en-US" / "reminder.yaml")
    assert _run(config, "script", "diff", shipped, str(path)).output.splitlines() == [
        "line bye: - Thank you, goodbye.",
        "line bye: + Take care, goodbye.",
    ]
    assert _run(config, "script", "graph", str(path)).output.startswith("<svg ")
    assert _run(config, "--as", "ann", "script", "submit", str(path)).exit_code == 0
    assert isinstance(_run(config, "--as", "ann", "script", "approve", str(path)).exception, ApprovalError)
    assert _run(config, "--as", "bea", "script", "approve", str(path)).exit_code == 0
    assert '"approved_by": "bea"' in _run(config, "script", "list", "--json").output


def test_what_an_operator_says_of_a_text_is_on_file(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(f"store: {{url: 'sqlite:///{tmp_path}/a.db', key_file: '{tmp_path}/keys'}}\n", encoding="utf-8")
    assert _run(config, "db", "upgrade").exit_code == 0
    text = str(scripts_folder() / "zh-CN" / "texts" / "contact_request.yaml")
    for status, code in (("submitted", "-"), ("approved", "SMS_123")):
        said = ("--operator", "mobile", "--status", status, "--code", code)
        assert _run(config, "--as", "ann", "template", "operator", text, *said).exit_code == 0
    (row,) = [json.loads(line) for line in _run(config, "template", "list", "--json").output.splitlines()]
    assert (row["object"], row["operator"], row["status"], row["code"]) == ("text zh-CN/contact_request", "mobile", "approved", "SMS_123")
    assert "SMS_123" in _run(config, "template", "list").output


def _service(tmp_path: Path, scripts: Path) -> Config:
    return Config.model_validate({
        "store": {"url": f"sqlite:///{tmp_path}/service.db", "key_file": str(tmp_path / "keys")},
        "gateway": {"base_url": "http://127.0.0.1:9", "account_sid": "AC1", "auth_token": "t", "caller_number": "+15125550199"},
        "scripts": str(scripts),
    })  # fmt: skip


async def test_a_service_with_words_that_nobody_has_approved_does_not_start(tmp_path: Path, own: Path, clock: ManualClock) -> None:
    app = App(_service(tmp_path, own.parent.parent), clock)
    try:
        with pytest.raises(ApprovalError, match="script en-US/reminder"):
            await app.start()
    finally:
        await app.close()


def test_a_draft_that_nothing_uses_is_told_of_and_holds_up_nothing(store: Store, own: Path) -> None:
    root = own.parent.parent
    shutil.copy(scripts_folder() / "en-US" / "reminder.yaml", own)
    (own.parent / "softer.yaml").write_text("format: 2\nid: softer\nlang: en-US\nextends: reminder\nlines: {bye: Bye.}\n", encoding="utf-8")
    (own.parent / "texts" / "odd.yaml").write_text("nonsense", encoding="utf-8")
    works = [*load_scripts(root).values(), *load_templates(root).values()]
    store.read_now(approvals.require, works)
    assert "softer" not in {work.id for work in works}
    assert [Path(path).name for path in store.read_now(drafts, root)] == ["softer.yaml", "odd.yaml"]
    assert store.read_now(drafts, None) == []


@pytest.mark.parametrize("name", ["reminder", "texts/contact_request", "texts/promise_confirmation", "texts/plan_confirmation"])
@pytest.mark.parametrize("lang", ["zh-CN", "en-US"])
def test_without_what_every_conversation_needs_nothing_starts(tmp_path: Path, own: Path, clock: ManualClock, name: str, lang: str) -> None:
    root = own.parent.parent
    (root / lang / f"{name}.yaml").unlink()
    with pytest.raises(DialogueError, match=rf"{lang}/{name}\.yaml"):
        App(_service(tmp_path, root), clock)


def test_another_script_in_one_language_alone_is_no_script_of_the_other(own: Path) -> None:
    """A borrower is never spoken to in a language that is not theirs because a file is missing."""
    (own.parent / "follow_up.yaml").unlink()
    found = load_scripts(own.parent.parent)
    assert ("en-US", "follow_up") not in found
    assert found["zh-CN", "follow_up"].lang == "zh-CN"


@pytest.mark.parametrize("where", ["s/en-GB/texts/a.yaml", "s/en-US/a.yaml", "s/en-US/texts/a.txt"])
def test_a_text_in_the_wrong_place_is_not_begun(tmp_path: Path, where: str) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("{}", encoding="utf-8")
    done = _run(config, "template", "new", str(tmp_path / where))
    assert done.exit_code == 2
    assert not (tmp_path / "s").exists()
