"""Live calls that a person of ours takes over, the calls to those people, and who of them takes calls."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('handover',
    sa.Column('attempt_id', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('why', sa.String(length=30), nullable=False),
    sa.Column('lang', sa.String(length=10), nullable=False),
    sa.Column('wanted', sa.String(length=60), nullable=True),
    sa.Column('person', sa.String(length=60), nullable=True),
    sa.Column('tries', sa.JSON(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('led_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('joined_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ending', sa.String(length=12), nullable=True),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_handover_attempt_id_attempt')),
    sa.PrimaryKeyConstraint('attempt_id', name=op.f('pk_handover'))
    )
    op.create_index(op.f('ix_handover_state'), 'handover', ['state'])
    op.create_table('leg',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('attempt_id', sa.String(length=40), nullable=False),
    sa.Column('person', sa.String(length=60), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('sid', sa.String(length=40), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ending', sa.String(length=12), nullable=True),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_leg_attempt_id_attempt')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_leg')),
    sa.UniqueConstraint('sid', name=op.f('uq_leg_sid'))
    )
    op.create_index(op.f('ix_leg_attempt_id'), 'leg', ['attempt_id'])
    op.create_index(op.f('ix_leg_state'), 'leg', ['state'])
    op.create_table('presence',
    sa.Column('person', sa.String(length=60), nullable=False),
    sa.Column('takes_calls', sa.Boolean(), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('person', name=op.f('pk_presence'))
    )


def downgrade() -> None:
    op.drop_table('presence')
    op.drop_table('leg')
    op.drop_table('handover')
