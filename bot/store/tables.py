"""Every table. What a column holds is said here once; migrations follow this file (a test compares them).

Instants are UTC. Personal values (names, numbers, ID digits, what was said) are `Sealed`; a `*_index` is a number's blind index.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    UniqueConstraint,
)

from bot.store.types import Sealed, SealedBytes, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[str]:
    return Column("id", String(40), primary_key=True)


# ---------------------------------------------------------------- portfolio: who owes what to whom, and who may ask

mandate = Table(
    "mandate",
    metadata,
    _id(),
    Column("document", JSON, nullable=False),  # the whole mandate file, as the contract of mandates has it
    Column("creditor", String(200), nullable=False),
    Column("caller_id", String(100), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
)

batch = Table(
    "batch",
    metadata,
    _id(),
    Column("mandate_id", ForeignKey("mandate.id"), nullable=False),
    Column("file", String(400), nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("encoding", String(20), nullable=False),
    Column("report", JSON, nullable=False),  # the import's report, without personal data
    Column("created_at", UtcTime, nullable=False),
    Column("undone_at", UtcTime),
)

cap_group = Table(  # one person, for the caps: accounts that share a number, or name + ID digits + birth year
    "cap_group",
    metadata,
    _id(),
    Column("created_at", UtcTime, nullable=False),
)

account = Table(
    "account",
    metadata,
    _id(),
    Column("mandate_id", ForeignKey("mandate.id"), nullable=False, index=True),
    Column("batch_id", ForeignKey("batch.id"), nullable=False, index=True),  # the batch that last created or changed it
    Column("group_id", ForeignKey("cap_group.id"), nullable=False, index=True),
    Column("creditor", String(200), nullable=False),
    Column("ref", String(100), nullable=False),  # the lender's own name for the account
    Column("ref_digits", String(100), nullable=False, server_default="", index=True),  # what of it a caller can key
    Column("name", Sealed("account.name"), nullable=False),
    Column("id_last4", Sealed("account.id_last4")),
    Column("birth_year", Sealed("account.birth_year")),
    Column("identity_index", String(40), index=True),  # blind index of name + ID digits + birth year, where all are known
    Column("place", String(20), nullable=False),
    Column("zones", JSON, nullable=False),  # list of IANA names; empty: not known, so no contact
    Column("language", String(10), nullable=False),
    Column("product", String(60), nullable=False),  # as in guard cases
    Column("product_name", String(200)),  # as the lender wrote it
    Column("principal", Numeric(18, 2)),
    Column("interest", Numeric(18, 2)),
    Column("fees", Numeric(18, 2)),
    Column("total", Numeric(18, 2), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("due_date", Date),
    Column("as_of", Date, nullable=False),
    Column("consequences", JSON, nullable=False),  # list of codes
    Column("consent_voice", Boolean),
    Column("consent_sms", Boolean),
    Column("notes", Sealed("account.notes")),  # extra columns of the file
    Column("digest", String(64), nullable=False),  # of the row's values: the same row again changes nothing
    Column("status", String(20), nullable=False),  # open, closed (paid, recalled), withdrawn (batch undone)
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    UniqueConstraint("mandate_id", "creditor", "ref"),
)

account_phone = Table(
    "account_phone",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("position", Integer, primary_key=True),  # 1: phone, 2: phone2
    Column("number", Sealed("account_phone.number"), nullable=False),  # E.164
    Column("number_index", String(40), nullable=False, index=True),
    Column("kind", String(20), nullable=False),  # mobile, landline
    Column("confirmed_at", UtcTime),  # the borrower verified on this number
    Column("retired_at", UtcTime),  # a wrong number: never used again for this account
)

account_history = Table(
    "account_history",
    metadata,
    _id(),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("batch_id", ForeignKey("batch.id"), nullable=False, index=True),  # the batch that replaced these values
    Column("before", Sealed("account_history.before"), nullable=False),
    Column("at", UtcTime, nullable=False),
)

fact = Table(  # preferences and events of a guard case that are not our own attempts
    "fact",
    metadata,
    _id(),
    Column("group_id", ForeignKey("cap_group.id"), nullable=False, index=True),
    Column("account_id", ForeignKey("account.id")),  # where it concerns one debt only
    Column("side", String(12), nullable=False),  # preference, event
    Column("kind", String(40), nullable=False),
    Column("number_index", String(40)),
    Column("data", JSON, nullable=False),  # the other keys of the guard case's entry
    Column("attempt_id", String(40)),  # the contact in which it was learnt
    Column("at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
)

suppression = Table(
    "suppression",
    metadata,
    _id(),
    Column("group_id", ForeignKey("cap_group.id"), index=True),  # of a person
    Column("number_index", String(40), index=True),  # or of a number, whoever's account it is on
    Column("channel", String(10), nullable=False),  # voice, sms, all
    Column("reason", String(400), nullable=False),
    Column("attempt_id", String(40)),
    Column("by", String(100), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("lifted_at", UtcTime),
)

rule_override = Table(  # a supervisor's leave to go past a recommended rule, for one account or for all of a person
    "rule_override",
    metadata,
    _id(),
    Column("account_id", ForeignKey("account.id"), index=True),
    Column("group_id", ForeignKey("cap_group.id"), index=True),
    Column("rule", String(100), nullable=False),
    Column("reason", String(400), nullable=False),
    Column("by", String(100), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("until", UtcTime, nullable=False),
    Column("ended_by", String(100)),
    Column("ended_at", UtcTime),
)

# ---------------------------------------------------------------- what other callers for the same lender have told us, by salted hashes

shared_salt = Table(
    "shared_salt",
    metadata,
    Column("id", String(40), primary_key=True),  # the salt's blind index
    Column("salt", Sealed("shared_salt.salt"), nullable=False),
    Column("at", UtcTime, nullable=False),
)

shared_entry = Table(  # an event or a preference of a guard case; whose it is, `shared_key` says
    "shared_entry",
    metadata,
    Column("id", String(40), primary_key=True),  # the sender's own hash of it: the same entry again is the same row
    Column("salt_id", ForeignKey("shared_salt.id"), nullable=False),
    Column("creditor", String(40), nullable=False),  # a hash: for which lender
    Column("side", String(12), nullable=False),  # preference, event
    Column("kind", String(40), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("number", String(40)),  # a hash
    Column("debts", JSON(none_as_null=True)),  # hashes
    Column("data", JSON, nullable=False),  # the other keys of the guard case's entry
    Column("imported_at", UtcTime, nullable=False),
)

shared_key = Table(  # hashes of what names the person, or the number, that an entry is about
    "shared_key",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("entry_id", ForeignKey("shared_entry.id"), primary_key=True),
)

promise = Table(
    "promise",
    metadata,
    _id(),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("attempt_id", String(40), nullable=False),
    Column("due", Date, nullable=False),
    Column("amount", Numeric(18, 2), nullable=False),
    Column("total", Numeric(18, 2)),  # what was owed when it was made
    Column("status", String(20), nullable=False),  # open, kept, broken, replaced
    Column("settled_by", String(40)),  # the batch that showed it to be kept or broken
    Column("at", UtcTime, nullable=False),
)

# ---------------------------------------------------------------- campaign and contact

campaign = Table(
    "campaign",
    metadata,
    _id(),
    Column("name", String(200), nullable=False),
    Column("mandate_id", ForeignKey("mandate.id"), nullable=False),
    Column("channels", JSON, nullable=False),
    Column("status", String(20), nullable=False),  # running, paused, stopped, done
    Column("created_at", UtcTime, nullable=False),
)

request = Table(  # a contact that somebody wants
    "request",
    metadata,
    _id(),
    Column("campaign_id", ForeignKey("campaign.id"), index=True),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("group_id", ForeignKey("cap_group.id"), nullable=False),
    Column("origin", String(20), nullable=False),  # campaign, manual, effect, callback, reply
    Column("channel", String(10), nullable=False),
    Column("number_index", String(40)),  # the number that it goes to, where it follows a contact with that number
    Column("purpose", String(40), nullable=False),  # as in guard cases
    Column("template", String(60)),  # a text's template
    Column("variables", Sealed("request.variables")),
    Column("cause", String(80)),  # what asked for it, once: an attempt's effect, a campaign's step
    Column("state", String(20), nullable=False),  # wished, planned, blocked, attempted, cancelled
    Column("due_at", UtcTime, nullable=False),
    Column("decision_id", String(40)),  # the latest answer of the guard
    Column("created_at", UtcTime, nullable=False),
    Column("closed_at", UtcTime),
    UniqueConstraint("account_id", "cause"),
    Index("ix_request_state_due_at", "state", "due_at"),
)

decision = Table(  # every answer of the guard, with what it was given
    "decision",
    metadata,
    _id(),
    Column("request_id", ForeignKey("request.id"), nullable=False, index=True),
    Column("attempt_id", String(40), index=True),
    Column("stage", String(10), nullable=False),  # plan, now
    Column("outcome", String(10), nullable=False),  # allow, defer, block
    Column("not_before", UtcTime),
    Column("reasons", JSON, nullable=False),  # [{rule, citation, outcome, detail, detail_zh}]
    Column("packs", JSON, nullable=False),  # [name@version]
    Column("pack_set", String(64)),  # the digest of all packs that it was decided under; none where no law was asked
    Column("overrides", JSON(none_as_null=True)),  # those that stood when it was decided (compliance.override); none: null
    Column("case", Sealed("decision.case"), nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
)

pack_set = Table(  # every set of packs that was ever in use, so that old decisions can be decided again
    "pack_set",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("files", JSON, nullable=False),  # {file name: its text}
    Column("at", UtcTime, nullable=False),  # when it was first in use
)

attempt = Table(
    "attempt",
    metadata,
    _id(),
    Column("request_id", ForeignKey("request.id"), index=True),  # none for a contact that the borrower began
    Column("account_id", ForeignKey("account.id"), index=True),
    Column("group_id", ForeignKey("cap_group.id")),
    Column("caller_id", String(100)),  # who makes the contact: the mandate's caller
    Column("channel", String(10), nullable=False),
    Column("direction", String(10), nullable=False),
    Column("purpose", String(40), nullable=False),
    Column("number", Sealed("attempt.number"), nullable=False),
    Column("number_index", String(40), nullable=False, index=True),
    Column("via", String(40)),  # the carrier that took it (bot.contact.routes); none: Twilio
    Column("our_number", String(40)),  # that it was made from, or came to
    Column("state", String(12), nullable=False),  # reserved, dialing, sent, live, ended, unknown
    Column("sid", String(40), unique=True),  # the carrier's name for it
    Column("carrier_status", String(20)),
    Column("carrier_code", String(20)),
    Column("answered_by", String(30)),
    Column("outcome", String(30)),  # a rehearsal outcome, or what came of it without a word (bot.contact.attempts)
    Column("verified", Boolean, nullable=False, default=False),
    Column("epoch", Integer, nullable=False, default=0),  # raised by who claims the live call
    Column("seconds", Integer),
    Column("reserved_at", UtcTime, nullable=False),
    Column("dialing_at", UtcTime),
    Column("sent_at", UtcTime),
    Column("live_at", UtcTime),
    Column("ended_at", UtcTime),
    Index("ix_attempt_state_channel", "state", "channel"),
    Index("ix_attempt_group_id_reserved_at", "group_id", "reserved_at"),
    Index("ix_attempt_our_number_reserved_at", "our_number", "reserved_at"),
)

message = Table(  # the words of a text; an inbound one has no template
    "message",
    metadata,
    Column("attempt_id", ForeignKey("attempt.id"), primary_key=True),
    Column("template", String(60)),
    Column("version", Integer),
    Column("text", Sealed("message.text"), nullable=False),
)

effect = Table(
    "effect",
    metadata,
    Column("attempt_id", ForeignKey("attempt.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("data", Sealed("effect.data"), nullable=False),
    Column("at", UtcTime, nullable=False),
)

review = Table(  # somebody has looked at an effect that waited for a person
    "review",
    metadata,
    Column("attempt_id", String(40), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("note", Sealed("review.note"), nullable=False),
    Column("undone", Boolean, nullable=False),  # a wish that need not be kept to
    Column("by", String(60), nullable=False),
    Column("at", UtcTime, nullable=False),
    ForeignKeyConstraint(["attempt_id", "seq"], ["effect.attempt_id", "effect.seq"]),
)

inbox = Table(  # what the carrier told us, once each
    "inbox",
    metadata,
    Column("key", String(200), primary_key=True),  # sid + status + sequence: a repeated callback has the same
    Column("attempt_id", String(40), index=True),
    Column("kind", String(20), nullable=False),
    Column("payload", Sealed("inbox.payload"), nullable=False),
    Column("at", UtcTime, nullable=False),
)

media_token = Table(
    "media_token",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("attempt_id", ForeignKey("attempt.id"), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
)

# ---------------------------------------------------------------- what was said

conversation = Table(
    "conversation",
    metadata,
    _id(),
    Column("attempt_id", ForeignKey("attempt.id"), nullable=False, unique=True),
    Column("account_id", ForeignKey("account.id"), index=True),
    Column("channel", String(10), nullable=False),
    Column("direction", String(10), nullable=False),
    Column("lang", String(10), nullable=False),
    Column("script", String(60), nullable=False),
    Column("script_version", Integer, nullable=False),
    Column("script_digest", String(64), nullable=False),
    Column("state", Sealed("conversation.state"), nullable=False),  # the engine's, so that it can go on elsewhere
    Column("outcome", String(30)),
    Column("ended_by", String(10)),
    Column("verified", Boolean, nullable=False, default=False),
    Column("recording", String(200)),  # file below the recordings folder, sealed
    Column("recording_ms", Integer),
    Column("started_at", UtcTime, nullable=False, index=True),
    Column("ended_at", UtcTime),
)

thread = Table(  # a conversation by text, which goes on with the next one from the same number to the same number of ours
    "thread",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("our_number", String(40), nullable=False),
    Column("number_index", String(40), nullable=False, index=True),
    Column("verified_from", Integer),  # the turn that proved who they are; none: not yet
)

handover = Table(  # a live call that a person of ours takes over from the bot
    "handover",
    metadata,
    Column("attempt_id", ForeignKey("attempt.id"), primary_key=True),
    Column("state", String(10), nullable=False, index=True),  # waiting, ringing, accepted, joined, talking, offered, over
    Column("why", String(30), nullable=False),  # the conversation's outcome, or taken_over
    Column("lang", String(10), nullable=False),  # that the borrower speaks
    Column("wanted", String(60)),  # who is to take it from the bot, which still talks; none: the bot has left
    Column("person", String(60)),  # who is called, or talks
    Column("tries", JSON, nullable=False),  # who was called in vain
    Column("asked_at", UtcTime, nullable=False),
    Column("led_at", UtcTime),  # when the carrier was last told to lead the borrower to where they belong
    Column("joined_at", UtcTime),
    Column("ended_at", UtcTime),
    Column("ending", String(12)),  # talked, hung_up, call_back, nobody, failed, stopped
)

leg = Table(  # a call to a person of ours; never one to a borrower
    "leg",
    metadata,
    _id(),
    Column("attempt_id", ForeignKey("attempt.id"), nullable=False, index=True),  # the borrower's call that it is about
    Column("person", String(60), nullable=False),
    Column("state", String(10), nullable=False, index=True),  # dialing, accepted, joined, ended
    Column("sid", String(40), unique=True),
    Column("at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("ending", String(12)),  # talked, left, refused, no_answer, failed, cancelled
)

presence = Table(  # what somebody who takes calls has said in the console, or what came of not answering
    "presence",
    metadata,
    Column("person", String(60), primary_key=True),
    Column("takes_calls", Boolean, nullable=False),
    Column("until", UtcTime, nullable=False),
)

failed_keys = Table(  # a caller keyed this account's reference, and not what only the borrower knows
    "failed_keys",
    metadata,
    _id(),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
)

turn = Table(
    "turn",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("side", String(10), nullable=False),  # bot, borrower
    Column("text", Sealed("turn.text"), nullable=False),  # bot: the line; borrower: what was recognised, or keys
    Column("heard_text", Sealed("turn.heard_text")),  # bot: what the carrier's marks say was played
    Column("words", Sealed("turn.words"), nullable=False),  # [{text, from_ms, to_ms, confidence}] on the recording's sample clock
    Column("from_ms", Integer),
    Column("to_ms", Integer),
    Column("intent", String(40)),
    Column("also", JSON, nullable=False),
    Column("slots", Sealed("turn.slots"), nullable=False),
    Column("state", String(60)),
    Column("expects", String(20)),
)

finding = Table(
    "finding",
    metadata,
    _id(),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False, index=True),
    Column("rule", String(80), nullable=False),
    Column("citation", String(200), nullable=False),
    Column("ok", Boolean, nullable=False),
    Column("turn", Integer),
    Column("at_ms", Integer),
    Column("verdict", String(20)),  # a supervisor's, beside the machine's
    Column("by", String(100)),
    Column("reason", String(400)),
)

correction = Table(
    "correction",
    metadata,
    _id(),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False, index=True),
    Column("turn", Integer, nullable=False),
    Column("text", Sealed("correction.text"), nullable=False),
    Column("intent", String(40)),
    Column("also", JSON, nullable=False),
    Column("slots", Sealed("correction.slots"), nullable=False),
    Column("by", String(100), nullable=False),
    Column("at", UtcTime, nullable=False),
)

# ---------------------------------------------------------------- proof

ledger = Table(
    "ledger",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("seq", Integer, unique=True),  # its place in the chain; null until sealed into it
    Column("at", UtcTime, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("subject", String(40), nullable=False, index=True),
    Column("payload", SealedBytes("ledger.payload")),  # the bytes that were hashed; may be erased, the chain still verifies
    Column("salt", LargeBinary),  # erased with the payload
    Column("payload_hash", String(64), nullable=False),
    Column("hash", String(64)),  # null until sealed into the chain
)

checkpoint = Table(  # signed: so far the chain went, and ended in this hash. The same lines stand in a file outside the database
    "checkpoint",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("key", String(64), nullable=False),  # fingerprint of the public key
    Column("signature", LargeBinary, nullable=False),
)

# ---------------------------------------------------------------- people and control

user = Table(
    "user",
    metadata,
    _id(),
    Column("name", String(100), nullable=False, unique=True),
    Column("role", String(20), nullable=False),  # admin, supervisor, auditor
    Column("password_hash", String(300), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("disabled_at", UtcTime),
)

session = Table(
    "session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("user_id", ForeignKey("user.id"), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
)

setup_link = Table(
    "setup_link",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
)

approval = Table(
    "approval",
    metadata,
    _id(),
    Column("object", String(100), nullable=False),
    Column("version", String(40), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("submitted_by", String(100), nullable=False),
    Column("submitted_at", UtcTime, nullable=False),
    Column("approved_by", String(100)),  # never the one who submitted
    Column("approved_at", UtcTime),
    UniqueConstraint("object", "version"),
)

template_status = Table(  # what a mobile operator says of a text that it has to approve before it carries it
    "template_status",
    metadata,
    Column("object", String(100), primary_key=True),
    Column("version", String(40), primary_key=True),
    Column("operator", String(60), primary_key=True),
    Column("status", String(20), nullable=False),  # submitted, approved, rejected
    Column("code", String(100)),  # the operator's own number of the template
    Column("by", String(100), nullable=False),
    Column("at", UtcTime, nullable=False),
)

stop = Table(  # the kill switch: while a row is not lifted, nothing in its scope is dialled
    "stop",
    metadata,
    _id(),
    Column("scope", String(20), nullable=False),  # everything, campaign, creditor, script, number
    Column("value", String(200)),  # the campaign's id, the creditor, ...; a number's blind index
    Column("reason", String(400), nullable=False),
    Column("by", String(100), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("lifted_by", String(100)),
    Column("lifted_at", UtcTime),
)

number_rest = Table(  # a number of ours that nothing is made from for a while
    "number_rest",
    metadata,
    _id(),
    Column("number", String(40), nullable=False),
    Column("reason", String(400), nullable=False),
    Column("by", String(100), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("until", UtcTime, nullable=False),
    Column("ended_by", String(100)),
    Column("ended_at", UtcTime),
)

pace = Table(  # when the next contact over a queue may start
    "pace",
    metadata,
    Column("queue", String(40), primary_key=True),
    Column("next_at", UtcTime, nullable=False),
)
