"""Mandates, imports, suppressions of placement files and what was learnt of people have entries in the ledger.

What is on file without one is stated at the end of the ledger, as it was found: the entry says when it was put on file.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.store.types import keys_of

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

_TIME, _JSON = sa.DateTime(timezone=True), sa.JSON()


def upgrade() -> None:
    _state('mandate', 'mandate.added', {'document': _JSON, 'created_at': _TIME})
    _state('mandate', 'mandate.ended', {'ended_at': _TIME})
    _state('batch', 'import.begun', {'mandate_id': None, 'file': None, 'sha256': None, 'encoding': None, 'created_at': _TIME})
    _state('batch', 'import.finished', {'report': _JSON})
    _state('batch', 'import.undone', {'undone_at': _TIME})
    about = {'account_id': None, 'side': None, 'kind': None, 'number_index': None, 'data': _JSON, 'attempt_id': None, 'at': _TIME}
    _state('fact', 'fact.learnt', about)
    whose = {'channel': None, 'reason': None, 'by': None, 'group_id': None, 'number_index': None, 'attempt_id': None, 'at': _TIME}
    names = {'group_id': 'person', 'number_index': 'number', 'attempt_id': 'attempt'}
    _state('suppression', 'suppression', whose, names)


def _state(table: str, kind: str, columns: Mapping[str, Any], names: Mapping[str, str] | None = None) -> None:
    """An entry of this kind for each row that has none, where the last of the columns says anything; dated as the newest entry."""
    conn = op.get_bind()
    keys = keys_of(conn.dialect)
    ledger = sa.table('ledger', *map(sa.column, ('kind', 'subject', 'payload', 'salt', 'payload_hash')), sa.column('at', _TIME))
    rows = sa.table(table, sa.column('id'), *(sa.column(name, type_) for name, type_ in columns.items()))
    said = sa.exists().where(ledger.c.subject == rows.c.id, ledger.c.kind == kind)
    newest = conn.execute(sa.select(sa.func.max(ledger.c.at))).scalar()
    for row in conn.execute(sa.select(rows).where(~said, rows.c[list(columns)[-1]].is_not(None)).order_by(rows.c.id)).mappings().all():
        payload = {(names or {}).get(name, name): _written(row[name]) for name in columns}
        if payload == {'report': {}}:
            continue  # an import that was cut off has no report yet
        salt, written = secrets.token_bytes(16), json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(',', ':')).encode()
        entry = {'kind': kind, 'subject': row['id'], 'payload': keys.seal(written, 'ledger.payload'), 'salt': salt}
        at = newest or next(value for value in row.values() if isinstance(value, datetime))
        conn.execute(ledger.insert().values(**entry, at=at, payload_hash=hmac.digest(salt, written, 'sha256').hex()))


def _written(value: Any) -> Any:
    if not isinstance(value, datetime):
        return value
    return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()


def downgrade() -> None:
    """What the entries say stays true."""
