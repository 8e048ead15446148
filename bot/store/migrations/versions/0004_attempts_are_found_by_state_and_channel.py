"""Attempts are found by state and channel: the open calls are counted at every reservation, among many texts that wait for a report.

The index by group alone goes: the one by group and time begins with the group.
"""

from __future__ import annotations

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


def downgrade() -> None:
    with op.batch_alter_table('attempt') as batch_op:
        batch_op.create_index('ix_attempt_group_id', ['group_id'], unique=False)
        batch_op.create_index('ix_attempt_state', ['state'], unique=False)
        batch_op.drop_index('ix_attempt_state_channel')
