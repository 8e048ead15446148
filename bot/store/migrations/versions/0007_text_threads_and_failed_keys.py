"""Threads of texts that go on over days, and what callers keyed wrong, which a restart must not forget."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('thread',
    sa.Column('conversation_id', sa.String(length=40), nullable=False),
    sa.Column('our_number', sa.String(length=40), nullable=False),
    sa.Column('number_index', sa.String(length=40), nullable=False),
    sa.Column('verified_from', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_thread_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('conversation_id', name=op.f('pk_thread'))
    )
    op.create_index(op.f('ix_thread_number_index'), 'thread', ['number_index'])
    op.create_table('failed_keys',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('account_id', sa.String(length=40), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_failed_keys_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_failed_keys'))
    )
    op.create_index(op.f('ix_failed_keys_account_id'), 'failed_keys', ['account_id'])


def downgrade() -> None:
    op.drop_table('failed_keys')
    op.drop_table('thread')
