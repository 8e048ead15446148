"""Writing the evidence: one ZIP file, the same bytes for the same input, whole or not at all, readable by its owner alone."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection

from bot.base.signing import SigningKeys, pem
from bot.conversation.evidence import chain, sources, timeline
from bot.conversation.evidence.errors import EvidenceError
from bot.portfolio.accounts import AccountFile, load_account
from compliance.checkpoint import fingerprint

FORMAT = "courtesy evidence 1"
FOLDER = "evidence"
_AT = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the ZIP, so that the same evidence is the same bytes."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the ZIP's SHA-256, how many of the account's entries are in it, and in how many stretches of the chain."""

    sha256: str
    entries: int
    stretches: int


@dataclass(slots=True)
class _Zip:
    archive: zipfile.ZipFile
    listed: list[dict[str, Any]] = field(default_factory=list)

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file piece by piece, and list it."""
        info = zipfile.ZipInfo(f"{FOLDER}/{name}", _AT)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with self.archive.open(info, "w") as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
        self.listed.append({"name": name, "bytes": size, "sha256": digest.hexdigest()})

    def text(self, name: str, text: str) -> None:
        self.add(name, [text.encode()])

    def lines(self, name: str, lines: Iterable[dict[str, Any]]) -> None:
        self.add(name, (_written(line) for line in lines))


def _written(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n").encode()


def make(conn: Connection, account_id: str, to: Path, keys: SigningKeys, recordings: Path) -> Made:
    """Write the evidence of an account to a file.

    Raises `NotSealed` where an entry is not signed yet (`Sealer.seal(sign_now=True)` signs all), `EvidenceError` for a broken ledger or
    a file that can't be written.
    """
    file = load_account(conn, account_id)
    chain.check_sealed(conn, account_id)
    unfinished = to.with_name(f".{to.name}.part")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as problem:
        raise EvidenceError(f"{to} can't be written: {problem.strerror}") from problem
    try:
        with os.fdopen(handle, "wb") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                entries, stretches = _fill(_Zip(archive), conn, file, keys, recordings)
            raw.flush()
            os.fsync(raw.fileno())
        with unfinished.open("rb") as whole:
            digest = hashlib.file_digest(whole, "sha256").hexdigest()
        unfinished.rename(to)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return Made(digest, entries, stretches)


def _fill(zip_: _Zip, conn: Connection, file: AccountFile, keys: SigningKeys, recordings: Path) -> tuple[int, int]:
    public = {fingerprint(key): key for key in keys.public}
    account = sources.about(file)
    for name in ("README.en.txt", "README.zh.txt", "verify.py"):
        zip_.text(name, (files(__package__) / name).read_text("utf-8"))
    zip_.add("account.json", [_written(account)])
    seqs: list[int] = []
    zip_.lines("ledger/entries.jsonl", _entries(conn, file, seqs))
    stretches = 0

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal stretches
        for each in chain.stretches(conn, seqs, public):
            stretches += 1
            yield each

    zip_.lines("ledger/chain.jsonl", counted())
    if not seqs:
        raise EvidenceError("the ledger has no entry about this account: nothing has been decided or done yet")
    zip_.lines("decisions.jsonl", sources.decisions(conn, file))
    zip_.lines("contacts.jsonl", sources.attempts(conn, file))
    zip_.lines("conversations.jsonl", sources.conversations(conn, file, recordings))
    zip_.lines("promises.jsonl", sources.promises(conn, file))
    zip_.lines("wishes.jsonl", sources.wishes(conn, file))
    zip_.lines("suppressions.jsonl", sources.suppressions(conn, file))
    zip_.lines("overrides.jsonl", sources.overrides(conn, file))
    for digest, texts in sources.rules(conn, file):
        for name, text in sorted(texts.items()):
            zip_.text(f"rules/{digest[:16]}/{name}", text)
    zip_.lines("timeline.jsonl", _events(conn, file, recordings))
    for lang, language in timeline.LANGUAGES.items():
        pieces = timeline.page(lang, account, _events(conn, file, recordings))
        zip_.add(f"timeline.{language}.html", (piece.encode() for piece in pieces))
    _sign(zip_, file, keys)
    return len(seqs), stretches


def _entries(conn: Connection, file: AccountFile, seqs: list[int]) -> Iterator[dict[str, Any]]:
    for row in chain.entries(conn, file.id):
        chain.check_payload(row)
        seqs.append(row.seq)
        yield chain.entry_line(row)


def _events(conn: Connection, file: AccountFile, recordings: Path) -> Iterator[dict[str, Any]]:
    talks = {each["attempt_id"]: each for each in sources.conversations(conn, file, recordings)}
    zone = file.zones[0] if file.zones else "UTC"
    for row in chain.entries(conn, file.id):
        yield timeline.event(chain.entry_line(row), talks, zone)


def _sign(zip_: _Zip, file: AccountFile, keys: SigningKeys) -> None:
    """The list of all files with their digests, signed: what is not in it is no part of the evidence."""
    zip_.text("keys.pem", "".join(pem(key) for key in keys.public))
    manifest = _written({"format": FORMAT, "account": file.id, "files": sorted(zip_.listed, key=lambda each: str(each["name"]))})
    zip_.add("manifest.json", [manifest])
    zip_.add("manifest.sig", [_signature(keys.private, manifest)])


def _signature(key: Ed25519PrivateKey, manifest: bytes) -> bytes:
    public: Ed25519PublicKey = key.public_key()
    return _written({"key": fingerprint(public), "signature": key.sign(manifest).hex()})
