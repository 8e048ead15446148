"""What is on file of one account, as lines of evidence: nothing left out of a row but what the program alone needs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from bot.base.keys import SealError
from bot.contact.transcript import transcript
from bot.portfolio.accounts import AccountFile
from bot.store.tables import (
    attempt,
    conversation,
    correction,
    decision,
    fact,
    finding,
    message,
    pack_set,
    promise,
    request,
    rule_override,
    suppression,
)
from bot.store.types import keys_of

Line = dict[str, Any]


def plain(value: Any) -> Any:
    """A value as JSON has it: instants and dates in ISO 8601, amounts as text."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _lines(conn: Connection, query: Select[Any]) -> Iterator[Line]:
    for row in conn.execute(query.execution_options(yield_per=200)).mappings():
        yield {name: plain(value) for name, value in row.items()}


def about(file: AccountFile) -> Line:
    """The account, its numbers, and for whom it is collected."""
    document = file.mandate.document
    return {
        "id": file.id,
        "ref": file.ref,
        "creditor": file.creditor,
        "borrower": {"name": file.name, "id_last4": file.id_last4, "birth_year": file.birth_year, "language": file.language},
        "place": file.place,
        "zones": list(file.zones),
        "product": file.product,
        "amounts": {name: plain(getattr(file, name)) for name in ("principal", "interest", "fees", "total", "currency")},
        "due_date": plain(file.due_date),
        "as_of": plain(file.as_of),
        "status": file.status,
        "consents_in_the_file": {"voice": file.consent_voice, "sms": file.consent_sms},
        "phones": [
            {"number": phone.number, "index": phone.index, "kind": phone.kind}
            | {"confirmed_at": plain(phone.confirmed_at), "retired_at": plain(phone.retired_at)}
            for phone in file.phones
        ],
        "mandate": {"id": file.mandate.id, "caller": document["caller"], "creditor": document["creditor"]}
        | {"valid_from": plain(file.mandate.valid_from), "valid_to": plain(file.mandate.valid_to)},
    }


def decisions(conn: Connection, file: AccountFile) -> Iterator[Line]:
    """Every answer of the guard about this account, with the rules, their citations and the packs."""
    query = select(decision).join(request, request.c.id == decision.c.request_id).where(request.c.account_id == file.id)
    return _lines(conn, query.order_by(decision.c.at, decision.c.id))


def attempts(conn: Connection, file: AccountFile) -> Iterator[Line]:
    """Every contact that was made or tried, with the words of a text."""
    columns = [column for column in attempt.c if column.name != "epoch"]
    words = (message.c.template, message.c.version, message.c.text)
    query = select(*columns, *words).outerjoin(message).where(attempt.c.account_id == file.id)
    return _lines(conn, query.order_by(attempt.c.reserved_at, attempt.c.id))


def conversations(conn: Connection, file: AccountFile, recordings: Path) -> Iterator[Line]:
    """Every conversation: each turn with its words and times, what a supervisor corrected, the checks, and the recording's hashes."""
    columns = [column for column in conversation.c if column.name != "state"]
    query = select(*columns).where(conversation.c.account_id == file.id).order_by(conversation.c.started_at, conversation.c.id)
    for row in conn.execute(query).mappings():
        line = {name: plain(value) for name, value in row.items()}
        yield line | {
            "turns": transcript(conn, row["id"]),
            "corrections": list(_lines(conn, _of(correction, row["id"]).order_by(correction.c.at, correction.c.id))),
            "findings": list(_lines(conn, _of(finding, row["id"]).order_by(finding.c.at_ms, finding.c.rule, finding.c.turn))),
            "recording": row["recording"] and recording(conn, recordings, row["recording"]),
        }


def _of(table: Any, conversation_id: str) -> Select[Any]:
    hidden = ("id", "conversation_id")
    return select(*(column for column in table.c if column.name not in hidden)).where(table.c.conversation_id == conversation_id)


def recording(conn: Connection, folder: Path, name: str) -> Line:
    """The hashes of a recording as it is on disk now: of the sealed file, and of the sound in it; `null` where it can't be read."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        return {"file": name, "sealed": None, "audio": None}
    sealed = path.read_bytes()
    try:
        audio = hashlib.sha256(keys_of(conn.dialect).open(sealed, "recording")).hexdigest()
    except SealError:
        audio = None
    return {"file": name, "sealed": hashlib.sha256(sealed).hexdigest(), "audio": audio}


def promises(conn: Connection, file: AccountFile) -> Iterator[Line]:
    """Every promise to pay."""
    return _lines(conn, select(promise).where(promise.c.account_id == file.id).order_by(promise.c.at, promise.c.due, promise.c.id))


def wishes(conn: Connection, file: AccountFile) -> Iterator[Line]:
    """What the borrower asked for or told us, and what has been learnt of them: preferences and events."""
    mine = (fact.c.group_id == file.group_id) & (fact.c.account_id.is_(None) | (fact.c.account_id == file.id))
    return _lines(conn, select(fact).where(mine).order_by(fact.c.at, fact.c.id))


def suppressions(conn: Connection, file: AccountFile) -> Iterator[Line]:
    """Every "no more" that stands or stood for the person or for one of their numbers."""
    mine = or_(suppression.c.group_id == file.group_id, suppression.c.number_index.in_([phone.index for phone in file.phones]))
    return _lines(conn, select(suppression).where(mine).order_by(suppression.c.at, suppression.c.id))


def overrides(conn: Connection, file: AccountFile) -> Iterator[Line]:
    """Every recommended rule that a supervisor let contacts go past."""
    mine = or_(rule_override.c.account_id == file.id, rule_override.c.group_id == file.group_id)
    return _lines(conn, select(rule_override).where(mine).order_by(rule_override.c.at, rule_override.c.id))


def rules(conn: Connection, file: AccountFile) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The sets of rule packs that the decisions were made under: their digest and their files."""
    used = select(decision.c.pack_set).join(request, request.c.id == decision.c.request_id).where(request.c.account_id == file.id)
    for row in conn.execute(select(pack_set.c.digest, pack_set.c.files).where(pack_set.c.digest.in_(used)).order_by(pack_set.c.digest)):
        yield row.digest, row.files
