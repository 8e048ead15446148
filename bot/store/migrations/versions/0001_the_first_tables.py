"""the first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table('approval',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('object', sa.String(length=100), nullable=False),
    sa.Column('version', sa.String(length=40), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('submitted_by', sa.String(length=100), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('approved_by', sa.String(length=100), nullable=True),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_approval')),
    sa.UniqueConstraint('object', 'version', name=op.f('uq_approval_object_version'))
    )
    op.create_table('cap_group',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cap_group'))
    )
    op.create_table('inbox',
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('attempt_id', sa.String(length=40), nullable=True),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('payload', sa.LargeBinary(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_inbox'))
    )
    with op.batch_alter_table('inbox', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_inbox_attempt_id'), ['attempt_id'], unique=False)

    op.create_table('ledger',
    sa.Column('seq', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('subject', sa.String(length=40), nullable=False),
    sa.Column('payload', sa.LargeBinary(), nullable=True),
    sa.Column('salt', sa.LargeBinary(), nullable=False),
    sa.Column('payload_hash', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=True),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_ledger'))
    )
    with op.batch_alter_table('ledger', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ledger_subject'), ['subject'], unique=False)

    op.create_table('mandate',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('document', sa.JSON(), nullable=False),
    sa.Column('creditor', sa.String(length=200), nullable=False),
    sa.Column('caller_id', sa.String(length=100), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=False),
    sa.Column('sample', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mandate'))
    )
    op.create_table('pace',
    sa.Column('queue', sa.String(length=40), nullable=False),
    sa.Column('next_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('queue', name=op.f('pk_pace'))
    )
    op.create_table('setup_link',
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_setup_link'))
    )
    op.create_table('stop',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('scope', sa.String(length=20), nullable=False),
    sa.Column('value', sa.String(length=200), nullable=True),
    sa.Column('reason', sa.String(length=400), nullable=False),
    sa.Column('by', sa.String(length=100), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lifted_by', sa.String(length=100), nullable=True),
    sa.Column('lifted_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stop'))
    )
    op.create_table('user',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('password_hash', sa.String(length=300), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('disabled_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user')),
    sa.UniqueConstraint('name', name=op.f('uq_user_name'))
    )
    op.create_table('batch',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('mandate_id', sa.String(length=40), nullable=False),
    sa.Column('file', sa.String(length=400), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('encoding', sa.String(length=20), nullable=False),
    sa.Column('report', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['mandate_id'], ['mandate.id'], name=op.f('fk_batch_mandate_id_mandate')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batch'))
    )
    with op.batch_alter_table('batch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_batch_sha256'), ['sha256'], unique=False)

    op.create_table('campaign',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('mandate_id', sa.String(length=40), nullable=False),
    sa.Column('channels', sa.JSON(), nullable=False),
    sa.Column('status', sa.String(length=20), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['mandate_id'], ['mandate.id'], name=op.f('fk_campaign_mandate_id_mandate')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign'))
    )
    op.create_table('session',
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('user_id', sa.String(length=40), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_session_user_id_user')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_session'))
    )
    op.create_table('suppression',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('group_id', sa.String(length=40), nullable=True),
    sa.Column('number_index', sa.String(length=40), nullable=True),
    sa.Column('channel', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.String(length=60), nullable=False),
    sa.Column('attempt_id', sa.String(length=40), nullable=True),
    sa.Column('by', sa.String(length=100), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lifted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['group_id'], ['cap_group.id'], name=op.f('fk_suppression_group_id_cap_group')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suppression'))
    )
    with op.batch_alter_table('suppression', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_suppression_group_id'), ['group_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_suppression_number_index'), ['number_index'], unique=False)

    op.create_table('account',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('mandate_id', sa.String(length=40), nullable=False),
    sa.Column('batch_id', sa.String(length=40), nullable=False),
    sa.Column('group_id', sa.String(length=40), nullable=False),
    sa.Column('creditor', sa.String(length=200), nullable=False),
    sa.Column('ref', sa.String(length=100), nullable=False),
    sa.Column('name', sa.LargeBinary(), nullable=False),
    sa.Column('id_last4', sa.LargeBinary(), nullable=True),
    sa.Column('birth_year', sa.LargeBinary(), nullable=True),
    sa.Column('identity_index', sa.String(length=40), nullable=True),
    sa.Column('place', sa.String(length=20), nullable=False),
    sa.Column('zones', sa.JSON(), nullable=False),
    sa.Column('language', sa.String(length=10), nullable=False),
    sa.Column('product', sa.String(length=60), nullable=False),
    sa.Column('product_name', sa.String(length=200), nullable=True),
    sa.Column('principal', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('interest', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('fees', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('total', sa.Numeric(precision=18, scale=2), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=False),
    sa.Column('due_date', sa.Date(), nullable=True),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('consequences', sa.JSON(), nullable=False),
    sa.Column('consent_voice', sa.Boolean(), nullable=True),
    sa.Column('consent_sms', sa.Boolean(), nullable=True),
    sa.Column('notes', sa.LargeBinary(), nullable=True),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('status', sa.String(length=20), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['batch.id'], name=op.f('fk_account_batch_id_batch')),
    sa.ForeignKeyConstraint(['group_id'], ['cap_group.id'], name=op.f('fk_account_group_id_cap_group')),
    sa.ForeignKeyConstraint(['mandate_id'], ['mandate.id'], name=op.f('fk_account_mandate_id_mandate')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('mandate_id', 'creditor', 'ref', name=op.f('uq_account_mandate_id_creditor_ref'))
    )
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_account_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_account_group_id'), ['group_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_account_identity_index'), ['identity_index'], unique=False)
        batch_op.create_index(batch_op.f('ix_account_mandate_id'), ['mandate_id'], unique=False)

    op.create_table('account_history',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('account_id', sa.String(length=40), nullable=False),
    sa.Column('batch_id', sa.String(length=40), nullable=False),
    sa.Column('before', sa.LargeBinary(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_account_history_account_id_account')),
    sa.ForeignKeyConstraint(['batch_id'], ['batch.id'], name=op.f('fk_account_history_batch_id_batch')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_history'))
    )
    with op.batch_alter_table('account_history', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_account_history_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_account_history_batch_id'), ['batch_id'], unique=False)

    op.create_table('account_phone',
    sa.Column('account_id', sa.String(length=40), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('number', sa.LargeBinary(), nullable=False),
    sa.Column('number_index', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('retired_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_account_phone_account_id_account')),
    sa.PrimaryKeyConstraint('account_id', 'position', name=op.f('pk_account_phone'))
    )
    with op.batch_alter_table('account_phone', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_account_phone_number_index'), ['number_index'], unique=False)

    op.create_table('fact',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('group_id', sa.String(length=40), nullable=False),
    sa.Column('account_id', sa.String(length=40), nullable=True),
    sa.Column('side', sa.String(length=12), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('number_index', sa.String(length=40), nullable=True),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('attempt_id', sa.String(length=40), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_fact_account_id_account')),
    sa.ForeignKeyConstraint(['group_id'], ['cap_group.id'], name=op.f('fk_fact_group_id_cap_group')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fact'))
    )
    with op.batch_alter_table('fact', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_fact_group_id'), ['group_id'], unique=False)

    op.create_table('promise',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('account_id', sa.String(length=40), nullable=False),
    sa.Column('attempt_id', sa.String(length=40), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('amount', sa.Numeric(precision=18, scale=2), nullable=False),
    sa.Column('status', sa.String(length=20), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_promise_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_promise'))
    )
    with op.batch_alter_table('promise', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_promise_account_id'), ['account_id'], unique=False)

    op.create_table('request',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('campaign_id', sa.String(length=40), nullable=True),
    sa.Column('account_id', sa.String(length=40), nullable=False),
    sa.Column('group_id', sa.String(length=40), nullable=False),
    sa.Column('origin', sa.String(length=20), nullable=False),
    sa.Column('channel', sa.String(length=10), nullable=False),
    sa.Column('number_index', sa.String(length=40), nullable=True),
    sa.Column('purpose', sa.String(length=40), nullable=False),
    sa.Column('template', sa.String(length=60), nullable=True),
    sa.Column('variables', sa.LargeBinary(), nullable=True),
    sa.Column('cause', sa.String(length=80), nullable=True),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decision_id', sa.String(length=40), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_request_account_id_account')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaign.id'], name=op.f('fk_request_campaign_id_campaign')),
    sa.ForeignKeyConstraint(['group_id'], ['cap_group.id'], name=op.f('fk_request_group_id_cap_group')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request')),
    sa.UniqueConstraint('account_id', 'cause', name=op.f('uq_request_account_id_cause'))
    )
    with op.batch_alter_table('request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_request_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_request_campaign_id'), ['campaign_id'], unique=False)
        batch_op.create_index('ix_request_state_due_at', ['state', 'due_at'], unique=False)

    op.create_table('attempt',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('request_id', sa.String(length=40), nullable=True),
    sa.Column('account_id', sa.String(length=40), nullable=True),
    sa.Column('group_id', sa.String(length=40), nullable=True),
    sa.Column('caller_id', sa.String(length=100), nullable=True),
    sa.Column('channel', sa.String(length=10), nullable=False),
    sa.Column('direction', sa.String(length=10), nullable=False),
    sa.Column('purpose', sa.String(length=40), nullable=False),
    sa.Column('number', sa.LargeBinary(), nullable=False),
    sa.Column('number_index', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('sid', sa.String(length=40), nullable=True),
    sa.Column('carrier_status', sa.String(length=20), nullable=True),
    sa.Column('carrier_code', sa.String(length=20), nullable=True),
    sa.Column('answered_by', sa.String(length=30), nullable=True),
    sa.Column('outcome', sa.String(length=30), nullable=True),
    sa.Column('verified', sa.Boolean(), nullable=False),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('seconds', sa.Integer(), nullable=True),
    sa.Column('reserved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('dialing_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('live_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_attempt_account_id_account')),
    sa.ForeignKeyConstraint(['group_id'], ['cap_group.id'], name=op.f('fk_attempt_group_id_cap_group')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_attempt_request_id_request')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attempt')),
    sa.UniqueConstraint('sid', name=op.f('uq_attempt_sid'))
    )
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attempt_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attempt_group_id'), ['group_id'], unique=False)
        batch_op.create_index('ix_attempt_group_id_reserved_at', ['group_id', 'reserved_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_attempt_number_index'), ['number_index'], unique=False)
        batch_op.create_index(batch_op.f('ix_attempt_request_id'), ['request_id'], unique=False)
        batch_op.create_index('ix_attempt_state', ['state'], unique=False)

    op.create_table('decision',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('request_id', sa.String(length=40), nullable=False),
    sa.Column('attempt_id', sa.String(length=40), nullable=True),
    sa.Column('stage', sa.String(length=10), nullable=False),
    sa.Column('outcome', sa.String(length=10), nullable=False),
    sa.Column('not_before', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('packs', sa.JSON(), nullable=False),
    sa.Column('case', sa.LargeBinary(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_decision_request_id_request')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision'))
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_attempt_id'), ['attempt_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_request_id'), ['request_id'], unique=False)

    op.create_table('conversation',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('attempt_id', sa.String(length=40), nullable=False),
    sa.Column('account_id', sa.String(length=40), nullable=True),
    sa.Column('channel', sa.String(length=10), nullable=False),
    sa.Column('direction', sa.String(length=10), nullable=False),
    sa.Column('lang', sa.String(length=10), nullable=False),
    sa.Column('script', sa.String(length=60), nullable=False),
    sa.Column('script_version', sa.Integer(), nullable=False),
    sa.Column('script_digest', sa.String(length=64), nullable=False),
    sa.Column('state', sa.LargeBinary(), nullable=False),
    sa.Column('outcome', sa.String(length=30), nullable=True),
    sa.Column('ended_by', sa.String(length=10), nullable=True),
    sa.Column('verified', sa.Boolean(), nullable=False),
    sa.Column('recording', sa.String(length=200), nullable=True),
    sa.Column('recording_ms', sa.Integer(), nullable=True),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_conversation_account_id_account')),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_conversation_attempt_id_attempt')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conversation')),
    sa.UniqueConstraint('attempt_id', name=op.f('uq_conversation_attempt_id'))
    )
    with op.batch_alter_table('conversation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conversation_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_conversation_started_at'), ['started_at'], unique=False)

    op.create_table('effect',
    sa.Column('attempt_id', sa.String(length=40), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('data', sa.LargeBinary(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_effect_attempt_id_attempt')),
    sa.PrimaryKeyConstraint('attempt_id', 'seq', name=op.f('pk_effect'))
    )
    op.create_table('media_token',
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('attempt_id', sa.String(length=40), nullable=False),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_media_token_attempt_id_attempt')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_media_token'))
    )
    op.create_table('message',
    sa.Column('attempt_id', sa.String(length=40), nullable=False),
    sa.Column('template', sa.String(length=60), nullable=True),
    sa.Column('version', sa.Integer(), nullable=True),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_message_attempt_id_attempt')),
    sa.PrimaryKeyConstraint('attempt_id', name=op.f('pk_message'))
    )
    op.create_table('correction',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('conversation_id', sa.String(length=40), nullable=False),
    sa.Column('turn', sa.Integer(), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.Column('intent', sa.String(length=40), nullable=True),
    sa.Column('also', sa.JSON(), nullable=False),
    sa.Column('slots', sa.LargeBinary(), nullable=False),
    sa.Column('by', sa.String(length=100), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_correction_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction'))
    )
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_correction_conversation_id'), ['conversation_id'], unique=False)

    op.create_table('finding',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('conversation_id', sa.String(length=40), nullable=False),
    sa.Column('rule', sa.String(length=80), nullable=False),
    sa.Column('citation', sa.String(length=200), nullable=False),
    sa.Column('ok', sa.Boolean(), nullable=False),
    sa.Column('turn', sa.Integer(), nullable=True),
    sa.Column('at_ms', sa.Integer(), nullable=True),
    sa.Column('verdict', sa.String(length=20), nullable=True),
    sa.Column('by', sa.String(length=100), nullable=True),
    sa.Column('reason', sa.String(length=400), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_finding_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_finding'))
    )
    with op.batch_alter_table('finding', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_finding_conversation_id'), ['conversation_id'], unique=False)

    op.create_table('turn',
    sa.Column('conversation_id', sa.String(length=40), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('side', sa.String(length=10), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.Column('heard_text', sa.LargeBinary(), nullable=True),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.Column('from_ms', sa.Integer(), nullable=True),
    sa.Column('to_ms', sa.Integer(), nullable=True),
    sa.Column('intent', sa.String(length=40), nullable=True),
    sa.Column('also', sa.JSON(), nullable=False),
    sa.Column('slots', sa.LargeBinary(), nullable=False),
    sa.Column('state', sa.String(length=60), nullable=True),
    sa.Column('expects', sa.String(length=20), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_turn_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('conversation_id', 'seq', name=op.f('pk_turn'))
    )



def downgrade() -> None:

    op.drop_table('turn')
    with op.batch_alter_table('finding', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_finding_conversation_id'))

    op.drop_table('finding')
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_correction_conversation_id'))

    op.drop_table('correction')
    op.drop_table('message')
    op.drop_table('media_token')
    op.drop_table('effect')
    with op.batch_alter_table('conversation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_conversation_started_at'))
        batch_op.drop_index(batch_op.f('ix_conversation_account_id'))

    op.drop_table('conversation')
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_request_id'))
        batch_op.drop_index(batch_op.f('ix_decision_attempt_id'))

    op.drop_table('decision')
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.drop_index('ix_attempt_state')
        batch_op.drop_index(batch_op.f('ix_attempt_request_id'))
        batch_op.drop_index(batch_op.f('ix_attempt_number_index'))
        batch_op.drop_index('ix_attempt_group_id_reserved_at')
        batch_op.drop_index(batch_op.f('ix_attempt_group_id'))
        batch_op.drop_index(batch_op.f('ix_attempt_account_id'))

    op.drop_table('attempt')
    with op.batch_alter_table('request', schema=None) as batch_op:
        batch_op.drop_index('ix_request_state_due_at')
        batch_op.drop_index(batch_op.f('ix_request_campaign_id'))
        batch_op.drop_index(batch_op.f('ix_request_account_id'))

    op.drop_table('request')
    with op.batch_alter_table('promise', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_promise_account_id'))

    op.drop_table('promise')
    with op.batch_alter_table('fact', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_fact_group_id'))

    op.drop_table('fact')
    with op.batch_alter_table('account_phone', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_account_phone_number_index'))

    op.drop_table('account_phone')
    with op.batch_alter_table('account_history', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_account_history_batch_id'))
        batch_op.drop_index(batch_op.f('ix_account_history_account_id'))

    op.drop_table('account_history')
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_account_mandate_id'))
        batch_op.drop_index(batch_op.f('ix_account_identity_index'))
        batch_op.drop_index(batch_op.f('ix_account_group_id'))
        batch_op.drop_index(batch_op.f('ix_account_batch_id'))

    op.drop_table('account')
    with op.batch_alter_table('suppression', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_suppression_number_index'))
        batch_op.drop_index(batch_op.f('ix_suppression_group_id'))

    op.drop_table('suppression')
    op.drop_table('session')
    op.drop_table('campaign')
    with op.batch_alter_table('batch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_batch_sha256'))

    op.drop_table('batch')
    op.drop_table('user')
    op.drop_table('stop')
    op.drop_table('setup_link')
    op.drop_table('pace')
    op.drop_table('mandate')
    with op.batch_alter_table('ledger', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ledger_subject'))

    op.drop_table('ledger')
    with op.batch_alter_table('inbox', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_inbox_attempt_id'))

    op.drop_table('inbox')
    op.drop_table('cap_group')
    op.drop_table('approval')

