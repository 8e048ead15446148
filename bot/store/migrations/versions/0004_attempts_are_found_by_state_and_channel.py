"""Attempts are found by state and channel: the open calls are counted at every reservation, among many texts that wait for a report.

The index by group alone goes: the one by group and time begins with the group. The reason of a suppression may be as long as a stop's.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('attempt') as batch_op:
        batch_op.create_index('ix_attempt_state_channel', ['state', 'channel'], unique=False)
        batch_op.drop_index('ix_attempt_state')
        batch_op.drop_index('ix_attempt_group_id')
    with op.batch_alter_table('suppression') as batch_op:
        batch_op.alter_column('reason', existing_type=sa.String(60), type_=sa.String(400), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table('suppression') as batch_op:
        batch_op.alter_column('reason', existing_type=sa.String(400), type_=sa.String(60), existing_nullable=False)
    with op.batch_alter_table('attempt') as batch_op:
        batch_op.create_index('ix_attempt_group_id', ['group_id'], unique=False)
        batch_op.create_index('ix_attempt_state', ['state'], unique=False)
        batch_op.drop_index('ix_attempt_state_channel')
