"""Who has looked at what waited for a person, and what came of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import bot.store.types

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'review',
        sa.Column('attempt_id', sa.String(length=40), nullable=False),
        sa.Column('seq', sa.Integer(), nullable=False),
        sa.Column('note', bot.store.types.Sealed('review.note'), nullable=False),
        sa.Column('undone', sa.Boolean(), nullable=False),
        sa.Column('by', sa.String(length=60), nullable=False),
        sa.Column('at', bot.store.types.UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(['attempt_id', 'seq'], ['effect.attempt_id', 'effect.seq'], name=op.f('fk_review_attempt_id_effect')),
        sa.PrimaryKeyConstraint('attempt_id', 'seq', name=op.f('pk_review')),
    )


def downgrade() -> None:
    op.drop_table('review')
