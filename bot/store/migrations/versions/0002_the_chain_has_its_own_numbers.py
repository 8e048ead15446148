"""The chain has its own numbers, given when an entry is sealed; checkpoints; the packs that decisions were made under.

Rows can become visible in another order than that of their ids, so `ledger.id` names a row and `ledger.seq` is its place in the chain.
Payloads are kept as the very bytes that were hashed. `salt` can be erased with the payload. The chain is made anew over leaves (a hash of
what an entry says), so that an entry can be shown to lie in it without showing the others.

The first version's entry of a decision was about its request, and the outcome that was settled after a contact's end had none. Now every row
has an entry of its own; what was on file without one is stated at the end of the ledger, as it was found.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.store.types import keys_of

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('ledger') as batch_op:
        batch_op.alter_column('seq', new_column_name='id', existing_type=sa.Integer(), existing_nullable=False)
        batch_op.alter_column('salt', existing_type=sa.LargeBinary(), nullable=True)
    op.add_column('ledger', sa.Column('seq', sa.Integer(), nullable=True))
    ledger = sa.table('ledger', *map(sa.column, ('id', 'seq', 'at', 'kind', 'subject', 'payload', 'payload_hash', 'hash')))
    # until now entries were sealed in the order of their ids
    op.execute(ledger.update().where(ledger.c.hash.is_not(None)).values(seq=ledger.c.id))
    with op.batch_alter_table('ledger') as batch_op:
        batch_op.create_unique_constraint('uq_ledger_seq', ['seq'])
    _as_hashed(op.get_bind(), ledger)
    _about_decisions(op.get_bind(), ledger)
    _over_leaves(op.get_bind(), ledger)
    _state_outcomes(op.get_bind())

    op.create_table('checkpoint',
    sa.Column('seq', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('signature', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_checkpoint'))
    )

    op.create_table('pack_set',
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('files', sa.JSON(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('digest', name=op.f('pk_pack_set'))
    )
    with op.batch_alter_table('decision') as batch_op:
        batch_op.add_column(sa.Column('pack_set', sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f('ix_decision_at'), ['at'], unique=False)


def _in_pieces(conn: sa.Connection, query: sa.Select[Any], key: sa.ColumnClause[Any]) -> Iterator[sa.Row[Any]]:
    """A long table in the order of a key, piece by piece: rows are changed while it is read, and it need not fit into memory."""
    after = 0
    while rows := conn.execute(query.where(key > after).order_by(key).limit(1000)).all():
        yield from rows
        after = getattr(rows[-1], key.name)


def _canonical(payload: Any) -> bytes:
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(',', ':')).encode()


def _as_hashed(conn: sa.Connection, ledger: sa.TableClause) -> None:
    """Write every payload in the one form that its hash is of."""
    keys = keys_of(conn.dialect)
    query = sa.select(ledger.c.id, ledger.c.payload).where(ledger.c.payload.is_not(None))
    for row in _in_pieces(conn, query, ledger.c.id):
        written = _canonical(json.loads(keys.open(row.payload, 'ledger.payload')))
        conn.execute(ledger.update().where(ledger.c.id == row.id).values(payload=keys.seal(written, 'ledger.payload')))


def _about_decisions(conn: sa.Connection, ledger: sa.TableClause) -> None:
    """An entry of a decision is about that decision, and no longer about its request."""
    decision = sa.table('decision', *map(sa.column, ('id', 'request_id', 'stage', 'at')))
    whose = (
        sa.select(sa.func.min(decision.c.id))
        .where(decision.c.request_id == ledger.c.subject, decision.c.at == ledger.c.at, ledger.c.kind == 'decision.' + decision.c.stage)
        .scalar_subquery()
    )
    kinds = ledger.c.kind.in_(('decision.plan', 'decision.now'))
    conn.execute(ledger.update().where(kinds).values(subject=sa.func.coalesce(whose, ledger.c.subject)))


def _over_leaves(conn: sa.Connection, ledger: sa.TableClause) -> None:
    """Chain what was sealed over leaves."""
    previous = '0' * 64
    columns = (ledger.c.id, ledger.c.seq, ledger.c.at, ledger.c.kind, ledger.c.subject, ledger.c.payload_hash)
    for row in _in_pieces(conn, sa.select(*columns), ledger.c.seq):
        at = datetime.fromisoformat(str(row.at))
        instant = (at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)).isoformat(timespec='microseconds')
        said = json.dumps([instant, row.kind, row.subject, row.payload_hash], ensure_ascii=False)
        leaf = hashlib.sha256(said.encode()).hexdigest()
        previous = hashlib.sha256(f'{previous} {row.seq} {leaf}'.encode()).hexdigest()
        conn.execute(ledger.update().where(ledger.c.id == row.id).values(hash=previous))


def _state_outcomes(conn: sa.Connection) -> None:
    """An entry for each outcome on file, to be sealed with the next ones; dated as the newest entry, for time never goes back in the chain."""
    ledger = sa.table('ledger', *map(sa.column, ('at', 'kind', 'subject', 'payload', 'salt', 'payload_hash')))
    attempt = sa.table('attempt', sa.column('id'), sa.column('outcome'))
    keys, newest = keys_of(conn.dialect), sa.select(sa.func.max(ledger.c.at)).scalar_subquery()
    for row in conn.execute(sa.select(attempt).where(attempt.c.outcome.is_not(None)).order_by(attempt.c.id)).all():
        salt, written = secrets.token_bytes(16), _canonical({'outcome': row.outcome})
        entry = {'kind': 'attempt.outcome', 'subject': row.id, 'payload': keys.seal(written, 'ledger.payload'), 'salt': salt}
        conn.execute(ledger.insert().values(**entry, at=newest, payload_hash=hmac.digest(salt, written, 'sha256').hex()))


def downgrade() -> None:
    with op.batch_alter_table('decision') as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_at'))
        batch_op.drop_column('pack_set')
    op.drop_table('pack_set')
    op.drop_table('checkpoint')
    with op.batch_alter_table('ledger') as batch_op:
        batch_op.drop_constraint('uq_ledger_seq', type_='unique')
        batch_op.drop_column('seq')
    with op.batch_alter_table('ledger') as batch_op:
        batch_op.alter_column('id', new_column_name='seq', existing_type=sa.Integer(), existing_nullable=False)
        batch_op.alter_column('salt', existing_type=sa.LargeBinary(), nullable=False)
