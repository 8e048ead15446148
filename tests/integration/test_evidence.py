"""The evidence of an account: whole, the same bytes each time, checked by a program that knows nothing of us, and broken by any change."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bot.base.signing import SigningKeys, pem
from bot.conversation.evidence import EvidenceError, Made, NotSealed, make
from bot.store import proof
from compliance.checkpoint import fingerprint

if TYPE_CHECKING:
    from tests.integration.conftest import Past


@dataclass
class Pack:
    """Unpacked evidence, and what its own verifier says of it."""

    folder: Path
    key: Ed25519PrivateKey

    def verify(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """In a Python that has neither our packages nor our settings."""
        command = [sys.executable, "-I", "verify.py", *arguments]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, timeout=60, env={"PATH": "/usr/bin"})

    def failed(self) -> set[str]:
        done = self.verify()
        assert "Traceback" not in done.stderr
        assert done.returncode == (1 if "FAIL" in done.stdout else 0)
        return {line.split("  ")[1].split(" / ")[0] for line in done.stdout.splitlines() if line.startswith("FAIL")}

    def sign_anew(self, key: Ed25519PrivateKey | None = None) -> None:
        """What the company itself could do: list and sign the files as they are now."""
        manifest = json.loads((self.folder / "manifest.json").read_bytes())
        for each in manifest["files"]:
            data = (self.folder / each["name"]).read_bytes()
            each |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        written = (json.dumps(manifest, ensure_ascii=False, sort_keys=True) + "\n").encode()
        (self.folder / "manifest.json").write_bytes(written)
        key = key or self.key
        signature = {"key": fingerprint(key.public_key()), "signature": key.sign(written).hex()}
        (self.folder / "manifest.sig").write_text(json.dumps(signature, sort_keys=True) + "\n")

    def change(self, name: str, edit: Callable[[list[Any]], object]) -> None:
        path = self.folder / name
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        edit(lines)
        path.write_text("".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines), "utf-8")


def signing(past: Past) -> SigningKeys:
    return SigningKeys(past.key, (past.key.public_key(),))


def called(past: Past, place: int = 0) -> str:
    """An account that was called, and promised to pay."""
    return str(sql(past, "select account_id from conversation where channel = 'voice' order by started_at")[place][0])


def sql(past: Past, statement: str, *values: Any) -> list[Any]:
    with closing(sqlite3.connect(past.database)) as conn, conn:
        return conn.execute(statement, values).fetchall()


def made(past: Past, to: Path, account: str | None = None) -> Made:
    with past.store() as store:
        return store.read_now(make, account or called(past), to, signing(past), past.folder / "recordings")


@pytest.fixture(scope="session")
def a_pack(a_past: Past, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    made(a_past, folder / "evidence.zip")
    with zipfile.ZipFile(folder / "evidence.zip") as archive:
        archive.extractall(folder)
    return folder / "evidence"


@pytest.fixture
def pack(a_pack: Path, a_past: Past, tmp_path: Path) -> Pack:
    shutil.copytree(a_pack, tmp_path / "evidence")
    return Pack(tmp_path / "evidence", a_past.key)


def test_it_is_whole_and_says_what_that_means(pack: Pack) -> None:
    done = pack.verify("--key", fingerprint(pack.key.public_key()))
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("ok ") == 11
    for says in ("WHOLE", "全部成立", "not proved", "未证明", "1 promises", "2 contacts and 1 texts"):
        assert says in done.stdout
    assert "0 were erased" in done.stdout


def test_the_same_evidence_is_the_same_bytes_for_its_owner_alone(past: Past, tmp_path: Path) -> None:
    one, other = (made(past, tmp_path / name) for name in ("one.zip", "other.zip"))
    assert one == other
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    assert stat.S_IMODE((tmp_path / "one.zip").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == ["one.zip", "other.zip"], "nothing half-made is left"
    assert list(tmp_path.glob(".*.part")) == []


def test_every_file_counts(a_pack: Path, a_past: Past, tmp_path: Path) -> None:
    """One byte more or less, in whatever file: it shows. So does a file that is missing, or one that was added."""
    names = sorted(path.relative_to(a_pack).as_posix() for path in a_pack.rglob("*") if path.is_file())
    assert len(names) > 20
    shutil.copytree(a_pack, tmp_path / "evidence")
    pack = Pack(tmp_path / "evidence", a_past.key)
    for name in names:
        path = pack.folder / name
        whole = path.read_bytes()
        path.write_bytes(whole + b"\n")
        assert pack.failed(), f"{name} with a byte more"
        path.unlink()
        if name != "verify.py":
            assert pack.failed(), f"{name} missing"
        path.write_bytes(whole)
    (pack.folder / "more.html").write_text("a story")
    assert pack.failed() == {"the files"}


def edit_reason(lines: list[Any]) -> None:
    lines[0]["reasons"] = []


CHANGES: list[tuple[str, str, Callable[[list[Any]], object]]] = [
    ("ledger/entries.jsonl", "the decisions", lambda lines: lines.remove(next(each for each in lines if each["kind"] == "decision.now"))),
    ("ledger/entries.jsonl", "the chain", lambda lines: lines[0].update(at="2026-11-24T01:00:01.000000+00:00")),
    ("ledger/entries.jsonl", "the chain", lambda lines: lines[0].update(kind="decision.never")),
    ("ledger/entries.jsonl", "the chain", lambda lines: lines[0].update(payload_hash="0" * 64)),
    ("ledger/entries.jsonl", "the chain", lambda lines: lines[0].update(seq=lines[1]["seq"])),
    ("ledger/entries.jsonl", "the chain", lambda lines: lines.append(lines[0])),
    ("ledger/entries.jsonl", "the chain", lambda lines: lines.clear()),
    ("ledger/entries.jsonl", "what the entries say", lambda lines: lines[0].update(payload='{"decision":"allow"}')),
    ("ledger/entries.jsonl", "what the entries say", lambda lines: lines[0].update(salt="00" * 16)),
    ("ledger/chain.jsonl", "the chain", lambda lines: lines[0]["leaves"].reverse()),
    ("ledger/chain.jsonl", "the chain", lambda lines: lines[0]["leaves"].pop()),
    ("ledger/chain.jsonl", "the chain", lambda lines: lines[0]["to"].update(hash="0" * 64)),
    ("ledger/chain.jsonl", "the chain", lambda lines: lines[0]["to"].update(at="2026-01-01T00:00:00.000000+00:00")),
    ("ledger/chain.jsonl", "the chain", lambda lines: lines[0]["to"].update(signature="00" * 64)),
    ("ledger/chain.jsonl", "the chain", lambda lines: lines.clear()),
    ("decisions.jsonl", "the decisions", lambda lines: lines[0].update(outcome="block")),
    ("decisions.jsonl", "the decisions", lambda lines: lines[0].update(not_before="2027-01-01T00:00:00+00:00")),
    ("decisions.jsonl", "the decisions", edit_reason),
    ("decisions.jsonl", "the decisions", lambda lines: lines[0].update(packs=["cn@1999-01-01"])),
    ("decisions.jsonl", "the decisions", lambda lines: lines[0]["case"].update(place="US-NY")),
    ("decisions.jsonl", "the decisions", lambda lines: lines[0].update(stage="now")),
    ("decisions.jsonl", "the decisions", lambda lines: lines.pop()),
    ("contacts.jsonl", "the contacts and texts", lambda lines: lines[0].update(text="pay at once")),
    ("contacts.jsonl", "the contacts and texts", lambda lines: lines[0].update(outcome="busy")),
    ("contacts.jsonl", "the contacts and texts", lambda lines: lines[0].update(reserved_at="2026-11-24T00:00:00+00:00")),
    ("contacts.jsonl", "the contacts and texts", lambda lines: lines.append({**lines[0], "id": "att_more"})),
    ("conversations.jsonl", "the conversations", lambda lines: lines[0]["turns"][0].update(text="other words")),
    ("conversations.jsonl", "the conversations", lambda lines: lines[0]["turns"].pop()),
    ("conversations.jsonl", "the conversations", lambda lines: lines[0].update(outcome="refused")),
    ("conversations.jsonl", "the conversations", lambda lines: lines[0]["recording"].update(audio="0" * 64)),
    ("conversations.jsonl", "the conversations", lambda lines: lines[0].update(recording=None)),
    ("conversations.jsonl", "the conversations", lambda lines: lines.clear()),
    ("promises.jsonl", "the promises", lambda lines: lines[0].update(amount="1.00")),
    ("promises.jsonl", "the promises", lambda lines: lines[0].update(due="2026-12-24")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "check", "edit"), CHANGES)
def test_not_even_the_company_can_change_what_was_signed_long_ago(
    pack: Pack, name: str, check: str, edit: Callable[[list[Any]], object]
) -> None:
    """The files are listed and signed anew after the change, so only the chain and its checkpoints can tell."""
    before = (pack.folder / name).read_bytes()
    pack.change(name, edit)
    assert (pack.folder / name).read_bytes() != before
    pack.sign_anew()
    failed = pack.failed()
    assert check in failed
    assert "the files" not in failed


def test_a_rule_that_was_rewritten_afterwards_shows(pack: Pack) -> None:
    rule = next((pack.folder / "rules").glob("*/cn.yaml"))
    rule.write_text(rule.read_text("utf-8").replace("08:00", "06:00"), "utf-8")
    pack.sign_anew()
    assert pack.failed() == {"the rules"}


def test_who_makes_it_all_up_has_another_key(pack: Pack) -> None:
    """Everything forged and consistent: only the key tells, and whoever knows the right one sees it."""
    forger = Ed25519PrivateKey.from_private_bytes(b"f" * 32)
    right = fingerprint(pack.key.public_key())
    (pack.folder / "keys.pem").write_text(pem(forger.public_key()))
    pack.sign_anew(forger)
    assert "the chain" in pack.failed()
    done = pack.verify("--key", right)
    assert done.returncode == 1
    assert "is not among those of this evidence" in done.stdout


def test_garbage_is_broken_and_no_traceback(pack: Pack) -> None:
    for name in ("manifest.json", "manifest.sig", "ledger/entries.jsonl", "ledger/chain.jsonl", "keys.pem", "decisions.jsonl"):
        whole = (pack.folder / name).read_bytes()
        for text in (b"", b"[]", b"{}", b"7\n", b"\xff\xfe", b'{"seq": {}}\n'):
            (pack.folder / name).write_bytes(text)
            assert pack.failed(), (name, text)
        (pack.folder / name).write_bytes(whole)


def test_a_module_that_lies_beside_the_verifier_is_not_run(pack: Pack) -> None:
    (pack.folder / "json.py").write_text("raise SystemExit(0)")
    done = subprocess.run([sys.executable, "verify.py"], cwd=pack.folder, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "json.py" in done.stdout


def test_a_recording_is_known_by_its_hash(pack: Pack, a_past: Past, tmp_path: Path) -> None:
    line = json.loads((pack.folder / "conversations.jsonl").read_text("utf-8").splitlines()[0])
    sealed = a_past.folder / "recordings" / line["recording"]["file"]
    other = tmp_path / "other.wav"
    other.write_bytes(sealed.read_bytes() + b"x")
    assert pack.verify("--recording", str(sealed)).returncode == 0
    assert pack.verify("--recording", str(other)).returncode == 1


def test_what_was_erased_lawfully_is_erased_and_not_broken(past: Past, tmp_path: Path) -> None:
    account = called(past)
    talk = sql(past, "select attempt_id from conversation where account_id = ?", account)[0][0]
    sql(past, "update ledger set payload = null, salt = null where subject = ?", talk)
    result = made(past, tmp_path / "evidence.zip", account)
    with zipfile.ZipFile(tmp_path / "evidence.zip") as archive:
        archive.extractall(tmp_path)
    done = Pack(tmp_path / "evidence", past.key).verify()
    assert done.returncode == 0, done.stdout
    assert result.entries > 0
    assert "0 were erased" not in done.stdout


def test_nothing_of_anybody_else_is_in_it(past: Past, tmp_path: Path) -> None:
    account, other = called(past, 0), called(past, 1)
    made(past, tmp_path / "evidence.zip", account)
    theirs = [name for (name,) in sql(past, "select id from attempt where account_id = ?", other)]
    asked = "select d.id from decision d join request r on r.id = d.request_id where r.account_id = ?"
    theirs += [name for (name,) in sql(past, asked, other)]
    theirs += [other, *(index for (index,) in sql(past, "select number_index from account_phone where account_id = ?", other))]
    with zipfile.ZipFile(tmp_path / "evidence.zip") as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert account.encode() in content
    assert [name for name in theirs if name.encode() in content] == []


def test_the_pages_tell_the_story_in_both_languages(pack: Pack) -> None:
    chinese = (pack.folder / "timeline.zh-CN.html").read_text("utf-8")
    english = (pack.folder / "timeline.en-US.html").read_text("utf-8")
    for page in (chinese, english):
        assert "GB/T 45251-2025" in page, "the rules with their citations"
        assert "周五还清" in page, "what was said, in its own language"
        assert "<script" not in page
    assert "承诺还款" in chinese
    assert "promised to pay" in english
    assert "每日 22 时至次日 8 时" in chinese


def test_no_evidence_is_made_of_a_broken_ledger(past: Past, tmp_path: Path) -> None:
    account = called(past)
    seq = sql(past, "select seq from ledger where subject in (select id from attempt where account_id = ?)", account)[0][0]
    sql(past, "update ledger set kind = 'other' where seq = ?", seq - 1)
    with pytest.raises(EvidenceError, match="broken"):
        made(past, tmp_path / "evidence.zip", account)
    assert list(tmp_path.glob("*evidence*")) == []


def test_a_folder_that_is_not_there_is_said_in_words(past: Past, tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=r"evidence\.zip can't be written: No such file"):
        made(past, tmp_path / "none" / "evidence.zip", called(past))


def test_what_is_not_sealed_yet_is_waited_for(past: Past, tmp_path: Path) -> None:
    account = called(past)
    with past.store() as store:
        store.write_now(proof.record, kind="note", subject=account, payload={}, now=datetime(2026, 11, 25, tzinfo=UTC))
    with pytest.raises(NotSealed):
        made(past, tmp_path / "evidence.zip", account)


def test_the_command_makes_it_and_puts_that_into_the_ledger(past: Past, tmp_path: Path) -> None:
    (past.folder / "courtesy.keys").write_text("\n".join(base64.b64encode(each * 32).decode() for each in (b"s", b"i")) + "\n")
    (past.folder / "courtesy.signing.pem").write_bytes(past.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    settings = {
        "COURTESY_STORE__URL": f"sqlite:///{past.database}",
        "COURTESY_STORE__KEY_FILE": str(past.folder / "courtesy.keys"),
        "COURTESY_STORE__CHECKPOINT_FILE": str(past.checkpoints),
        "COURTESY_SPEECH__RECORDINGS": str(past.folder / "recordings"),
    }

    def courtesy(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot.cli.main", *arguments]
        return subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False, timeout=60)

    ref = sql(past, "select ref from account where id = ?", called(past))[0][0]
    first, second = (courtesy("evidence", ref, "-o", str(tmp_path / name)) for name in ("one.zip", "two.zip"))
    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert "personal data" in first.stderr
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert sql(past, "select count(*) from ledger where kind = 'evidence.made'") == [(2,)]
    assert courtesy("ledger", "verify").returncode == 0
    assert courtesy("evidence", "nobody", "-o", str(tmp_path / "none.zip")).returncode == 2
    assert not (tmp_path / "none.zip").exists()
