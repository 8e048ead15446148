"""Checks this evidence. Needs Python 3.9 or newer and the package `cryptography`, nothing of the company that made it.

    python3 verify.py [--key FINGERPRINT] [--recording FILE ...]

Exit status 0: all that can be checked holds. 1: something was changed. 2: it could not be checked.
核验本证据包。需要 Python 3.9 以上与 cryptography 软件包。退出码 0：全部成立；1：有改动；2：无法核验。
"""

from __future__ import annotations

import sys

if not sys.flags.isolated:
    del sys.path[0]  # what else lies in this folder is evidence, and no program
import argparse
import hashlib
import hmac
import json
import re
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Optional

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.serialization import load_pem_public_key
except ImportError:
    sys.stderr.write("The package `cryptography` is missing: python3 -m pip install cryptography\n缺少 cryptography 软件包。\n")
    sys.exit(2)

GENESIS = "0" * 64
WRONG = (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, LookupError, InvalidSignature)
JUNK = {".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX", "__pycache__"}


class Broken(ValueError):
    """What was found to be wrong."""


def need(holds: object, what: str) -> None:
    if not holds:
        raise Broken(what)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    need(at.tzinfo is not None, f"{text} has no offset")
    return at.astimezone(timezone.utc)


class Evidence:
    """The files of the folder, and what the checks have found out so far."""

    def __init__(self, folder: Path, key: Optional[str], recordings: list[Path]) -> None:
        self.folder = folder
        self.expected_key = key
        self.given_recordings = recordings
        self.keys: dict[str, Any] = {}
        self.entries: list[dict[str, Any]] = []

    def read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def lines(self, name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.read(name).decode().splitlines()]

    def public_keys(self) -> str:
        """Whose signatures count."""
        for text in re.findall(r"-----BEGIN PUBLIC KEY-----.+?-----END PUBLIC KEY-----", self.read("keys.pem").decode(), re.DOTALL):
            key: Any = load_pem_public_key(text.encode())
            self.keys[sha256(key.public_bytes_raw())] = key
        need(self.keys, "keys.pem holds no key")
        shown = ", ".join(self.keys)
        if self.expected_key is not None:
            need(self.expected_key.lower() in self.keys, f"the key {self.expected_key} is not among those of this evidence ({shown})")
            return f"the expected key is there: {self.expected_key}"
        return f"key {shown}: compare it with the one that the company has published; without that, anybody could have signed"

    def verified(self, key: str, signature: str, statement: bytes) -> None:
        need(key in self.keys, f"signed with a key that is not in keys.pem ({key})")
        self.keys[key].verify(bytes.fromhex(signature), statement)

    def files(self) -> str:
        """That no file was changed, taken out or added since the evidence was made."""
        manifest = self.read("manifest.json")
        signed = json.loads(self.read("manifest.sig"))
        need(self.read("manifest.sig") == (json.dumps(signed, sort_keys=True) + "\n").encode(), "manifest.sig was changed")
        self.verified(signed["key"], signed["signature"], manifest)
        listed = {each["name"]: each for each in json.loads(manifest)["files"]}
        for name, each in listed.items():
            data = self.read(name)
            need(len(data) == each["bytes"] and sha256(data) == each["sha256"], f"{name} was changed")
        paths = [path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file()]
        there = {path.as_posix() for path in paths if JUNK.isdisjoint(path.parts)}
        more = there - set(listed) - {"manifest.json", "manifest.sig"} - {self._inside(path) for path in self.given_recordings}
        need(not more, f"not part of the evidence: {', '.join(sorted(more))}")
        return f"{len(listed)} files are as they were signed"

    def _inside(self, path: Path) -> str:
        try:
            return path.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            return ""

    def chain(self) -> str:
        """That every entry lies in the chain, between two signed checkpoints."""
        leaves: dict[int, str] = {}
        signed = set()
        for stretch in self.lines("ledger/chain.jsonl"):
            for point in (stretch["from"], stretch["to"]):
                if point is not None and (point["seq"], point["hash"]) not in signed:
                    at = instant(point["at"]).isoformat(timespec="microseconds")
                    self.verified(point["key"], point["signature"], f"courtesy checkpoint {point['seq']} {point['hash']} {at}".encode())
                    signed.add((point["seq"], point["hash"]))
            start = stretch["from"]
            seq, previous = (0, GENESIS) if start is None else (start["seq"], start["hash"])
            for leaf in stretch["leaves"]:
                need(re.fullmatch("[0-9a-f]{64}", leaf), "a leaf is no hash")
                seq += 1
                previous = sha256(f"{previous} {seq} {leaf}".encode())
                leaves[seq] = leaf
            end = stretch["to"]
            need((seq, previous) == (end["seq"], end["hash"]), f"the chain up to entry {end['seq']} is not the one that was signed")
        self.entries = self.lines("ledger/entries.jsonl")
        need(self.entries, "there are no entries")
        for entry in self.entries:
            at = instant(entry["at"]).isoformat(timespec="microseconds")
            said = json.dumps([at, entry["kind"], entry["subject"], entry["payload_hash"]], ensure_ascii=False)
            need(leaves.get(entry["seq"]) == sha256(said.encode()), f"entry {entry['seq']} does not lie in the chain")
        seqs = [entry["seq"] for entry in self.entries]
        need(seqs == sorted(set(seqs)), "entries are there twice or out of order")
        return f"{len(self.entries)} entries lie in the chain, under {len(signed)} signed checkpoints"

    def payloads(self) -> str:
        """That what each entry says is what was sealed, and has not been changed since."""
        erased = 0
        for entry in self.entries:
            if entry["payload"] is None:
                erased += 1
                continue
            digest = hmac.new(bytes.fromhex(entry["salt"]), entry["payload"].encode(), hashlib.sha256).hexdigest()
            need(digest == entry["payload_hash"], f"what entry {entry['seq']} says was changed")
        return f"{len(self.entries) - erased} entries say what they said when they were sealed; {erased} were erased"

    def said(self, *kinds: str) -> dict[str, list[tuple[dict[str, Any], dict[str, Any]]]]:
        """What entries of these kinds say, by what they are about; erased ones are left out."""
        found: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = {}
        for entry in self.entries:
            if entry["kind"] in kinds and entry["payload"] is not None:
                found.setdefault(entry["subject"], []).append((entry, json.loads(entry["payload"])))
        return found

    def known(self, *kinds: str) -> set[str]:
        return {entry["subject"] for entry in self.entries if entry["kind"] in kinds}

    def decisions(self) -> str:
        """That the decisions are those of the ledger, with their cases, rules, citations and packs."""
        kinds = ("decision.plan", "decision.now")
        said, lines = self.said(*kinds), {line["id"]: line for line in self.lines("decisions.jsonl")}
        need(set(lines) == self.known(*kinds), "decisions are missing, or are not in the ledger")
        for name, [(entry, payload)] in said.items():
            line = lines[name]
            fields = {"decision": "outcome", "reasons": "reasons", "packs": "packs", "case": "case"}
            since = {"request": "request_id", "pack_set": "pack_set", "overrides": "overrides"}  # of which old entries do not speak
            fields.update({field: column for field, column in since.items() if field in payload})
            for field, column in fields.items():
                need(payload[field] == line[column], f"decision {name}: {column} is not what the ledger says")
            said_then, says = (value and instant(value) for value in (payload["not_before"], line["not_before"]))
            need(said_then == says, f"decision {name}: not_before is not what the ledger says")
            same = entry["kind"] == f"decision.{line['stage']}" and instant(entry["at"]) == instant(line["at"])
            need(same, f"decision {name}: time or stage is not what the ledger says")
        return f"{len(lines)} decisions are those of the ledger"

    def rules(self) -> str:
        """That the rule packs are those that the decisions name."""
        used = {line["pack_set"] for line in self.lines("decisions.jsonl") if line["pack_set"]}
        root = self.folder / "rules"
        found = set()
        for folder in sorted(path for path in root.iterdir() if path.is_dir()) if root.exists() else ():
            texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}
            found.add(sha256(json.dumps(texts, ensure_ascii=False, sort_keys=True).encode()))
        need(found <= used, "rule packs are not those that a decision was made under")
        missing = f"; {len(used - found)} sets are not in the evidence" if used - found else ""
        return f"{len(found)} sets of rule packs are those that the decisions name{missing}"

    def texts(self) -> str:
        """That the texts are those of the ledger, and each contact is in it."""
        kinds = ("attempt.reserved", "call.received", "text.received")
        said, lines = self.said(*kinds), {line["id"]: line for line in self.lines("contacts.jsonl")}
        need(set(lines) == self.known(*kinds), "contacts are missing, or are not in the ledger")
        for name, [(entry, payload)] in said.items():
            need(instant(entry["at"]) == instant(lines[name]["reserved_at"]), f"contact {name}: its time is not what the ledger says")
            for field, column in (("channel", "channel"), ("number", "number_index"), ("text", "text")):
                need(field not in payload or payload[field] == lines[name][column], f"contact {name}: {column} is not what the ledger says")
        for name, found in self.said("attempt.outcome").items():
            need(found[-1][1]["outcome"] == lines[name]["outcome"], f"contact {name}: outcome is not what the ledger says")
        written = sum(line["text"] is not None for line in lines.values())
        return f"{len(lines)} contacts and {written} texts are those of the ledger"

    def conversations(self) -> str:
        """That the words of each conversation are those whose digest the ledger has kept since it ended."""
        ended, lines, recorded = self.said("conversation.ended"), self.lines("conversations.jsonl"), 0
        there = {line["attempt_id"] for line in lines}
        need(there == self.known("conversation.began"), "conversations are missing, or are not in the ledger")
        for line in lines:
            for _, payload in ended.get(line["attempt_id"], ()):
                name = f"conversation {line['id']}"
                turns = json.dumps({"turns": line["turns"]}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
                need(sha256(turns.encode()) == payload["turns"], f"{name}: its words are not those that the ledger knows")
                need(line["outcome"] == payload["outcome"], f"{name}: outcome is not what the ledger says")
                kept, now = payload["recording"], line["recording"]
                need((kept and kept["file"]) == (now and now["file"]), f"{name}: its recording is not the one that the ledger names")
                for which in ("sealed", "audio") if kept else ():
                    need(now[which] in (None, kept[which]), f"{name}: its recording was changed after the call")
                recorded += bool(kept)
        return f"{len(lines)} conversations are those of the ledger, {recorded} with the hashes of their recordings"

    def promises(self) -> str:
        """That every promise was recorded in the contact in which it was given."""
        given: dict[str, list[tuple[str, str]]] = {}
        for attempt, found in self.said("effect").items():
            for _, payload in found:
                parts = (payload["data"], *payload["data"].get("instalments", ()))
                given.setdefault(attempt, []).extend((part["date"], part["amount"]) for part in parts if "amount" in part)
        lines, erased = self.lines("promises.jsonl"), {entry["subject"] for entry in self.entries if entry["payload"] is None}
        for line in lines:
            same = [one for one in given.get(line["attempt_id"], ()) if one[0] == line["due"] and float(one[1]) == float(line["amount"])]
            need(same or line["attempt_id"] in erased, f"promise {line['id']} is not in the ledger as it stands here")
        return f"{len(lines)} promises are in the ledger"

    def suppressions(self) -> str:
        """That what was asked for is in the ledger; what came with the lender's file is not, and is named."""
        said, lines = self.said("suppression"), {line["id"]: line for line in self.lines("suppressions.jsonl")}
        need(set(lines) >= self.known("suppression"), "suppressions are missing")
        for name, [(_, payload)] in said.items():
            for field in ("channel", "reason", "by"):
                need(payload[field] == lines[name][field], f"suppression {name}: {field} is not what the ledger says")
        return f"{len(said)} suppressions are those of the ledger; {len(lines) - len(said)} came with a lender's file"

    def recordings(self) -> str:
        """That the recordings given are those whose hashes the ledger has kept."""
        known = {}
        for found in self.said("conversation.ended").values():
            for _, payload in found:
                for which in ("sealed", "audio") if payload["recording"] else ():
                    known[payload["recording"][which]] = payload["recording"]["file"]
        for path in self.given_recordings:
            need(sha256(path.read_bytes()) in known, f"{path.name} is not a recording that the ledger knows, or was changed")
        return f"{len(self.given_recordings)} recordings are those that the ledger knows"


CHECKS = (
    ("public_keys", "the key", "密钥"),
    ("files", "the files", "文件"),
    ("chain", "the chain", "哈希链"),
    ("payloads", "what the entries say", "记录内容"),
    ("decisions", "the decisions", "合规决定"),
    ("rules", "the rules", "规则"),
    ("texts", "the contacts and texts", "联系与短信"),
    ("conversations", "the conversations", "对话"),
    ("promises", "the promises", "还款承诺"),
    ("suppressions", "the wishes for no contact", "停止联系的要求"),
    ("recordings", "the recordings given", "所附录音"),
)
WHOLE = """
WHOLE. What is proved: these entries were in the company's ledger when the checkpoints after them were signed, in this order, and
neither they nor the decisions, texts and words shown here have been changed since. Whoever signed had the key named above.
What is not proved: that what was entered was true; that the clock was right; that nothing about this account was left out of the
ledger or of this evidence; and, unless you know the key from elsewhere, who signed.
全部成立。已证明：在其后的检查点签名之时，这些记录已按此顺序存在于公司的台账中；此后，这些记录以及此处的决定、短信和对话均未被改动；
签名者持有上述密钥。未证明：所记内容属实；时钟准确；台账或本证据包没有遗漏与该账户有关的事项；若您未从别处得知该密钥，也不能证明签名者是谁。
"""
BROKEN = "\nBROKEN: do not rely on what failed above.\n不成立：上面标为 FAIL 的部分不可采信。\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--key", help="the fingerprint that you know from elsewhere")
    parser.add_argument("--recording", type=Path, nargs="*", default=[], help="sound files, or sealed files, of the calls")
    given = parser.parse_args()
    evidence = Evidence(Path(__file__).resolve().parent, given.key, given.recording)
    failed = False
    for name, english, chinese in CHECKS:
        try:
            found = getattr(evidence, name)()
        except WRONG as problem:
            failed = True
            what = str(problem) if isinstance(problem, Broken) else f"it can't be read ({type(problem).__name__}: {problem})"
            if isinstance(problem, InvalidSignature):
                what = "a signature does not fit: it was changed, or forged"
            print(f"FAIL  {english} / {chinese}: {what}")
        else:
            print(f"ok    {english} / {chinese}: {found}")
    print(BROKEN if failed else WHOLE)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
