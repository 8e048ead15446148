"""What of an account's reference a caller can key, so that it is found whatever letters stand around it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

_account = sa.table("account", sa.column("id"), sa.column("ref"), sa.column("ref_digits"))


def upgrade() -> None:
    op.add_column('account', sa.Column('ref_digits', sa.String(length=100), nullable=False, server_default=''))
    op.create_index(op.f('ix_account_ref_digits'), 'account', ['ref_digits'])
    conn = op.get_bind()
    rows = [
        {"row_id": row.id, "digits": digits}
        for row in conn.execute(sa.select(_account.c.id, _account.c.ref))
        if (digits := "".join(each for each in row.ref if each in "0123456789"))
    ]
    if rows:
        change = sa.update(_account).where(_account.c.id == sa.bindparam("row_id"))
        conn.execute(change.values(ref_digits=sa.bindparam("digits")), rows)


def downgrade() -> None:
    op.drop_index(op.f('ix_account_ref_digits'), table_name='account')
    op.drop_column('account', 'ref_digits')
