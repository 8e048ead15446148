"""What was owed when a promise was made, and which import showed whether it was kept.

Of promises made before, the total of then is not on file: they are never called broken.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('promise', sa.Column('total', sa.Numeric(precision=18, scale=2), nullable=True))
    op.add_column('promise', sa.Column('settled_by', sa.String(length=40), nullable=True))


def downgrade() -> None:
    op.drop_column('promise', 'settled_by')
    op.drop_column('promise', 'total')
