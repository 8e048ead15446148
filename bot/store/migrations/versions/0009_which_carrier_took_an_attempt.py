"""Which carrier took an attempt, and from which number of ours it was made: both are asked for after a restart.

What is on file without went through Twilio, from the only number that could be configured.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('attempt', sa.Column('via', sa.String(length=40), nullable=True))
    op.add_column('attempt', sa.Column('our_number', sa.String(length=40), nullable=True))


def downgrade() -> None:
    op.drop_column('attempt', 'our_number')
    op.drop_column('attempt', 'via')
