"""Overrides of recommended rules; what other callers for the same lender have told us."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('rule_override',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('account_id', sa.String(length=40), nullable=True),
    sa.Column('group_id', sa.String(length=40), nullable=True),
    sa.Column('rule', sa.String(length=100), nullable=False),
    sa.Column('reason', sa.String(length=400), nullable=False),
    sa.Column('by', sa.String(length=100), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_by', sa.String(length=100), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_rule_override_account_id_account')),
    sa.ForeignKeyConstraint(['group_id'], ['cap_group.id'], name=op.f('fk_rule_override_group_id_cap_group')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rule_override'))
    )
    with op.batch_alter_table('rule_override', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rule_override_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_rule_override_group_id'), ['group_id'], unique=False)
    op.add_column('decision', sa.Column('overrides', sa.JSON(), nullable=True))

    op.create_table('shared_salt',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('salt', sa.LargeBinary(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shared_salt'))
    )
    op.create_table('shared_entry',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('salt_id', sa.String(length=40), nullable=False),
    sa.Column('creditor', sa.String(length=40), nullable=False),
    sa.Column('side', sa.String(length=12), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=True),
    sa.Column('debts', sa.JSON(), nullable=True),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('imported_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['salt_id'], ['shared_salt.id'], name=op.f('fk_shared_entry_salt_id_shared_salt')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shared_entry'))
    )
    op.create_table('shared_key',
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('entry_id', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['shared_entry.id'], name=op.f('fk_shared_key_entry_id_shared_entry')),
    sa.PrimaryKeyConstraint('key', 'entry_id', name=op.f('pk_shared_key'))
    )


def downgrade() -> None:
    op.drop_table('shared_key')
    op.drop_table('shared_entry')
    op.drop_table('shared_salt')
    op.drop_column('decision', 'overrides')
    op.drop_table('rule_override')
