"""The file of shared counts: JSON Lines, a header and then one entry a line. Nothing in it names anybody without the salt.

An entry is an event or a preference of a guard case (contract of guard cases) that can only ever hold contacts back: contacts that were
made, refusals and wishes, and what protects the borrower. Consents and whatever else could open a way are never shared and never taken.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictStr, ValidationError, model_validator

from compliance.case import Event, Instant, Preference

CONTACTS = frozenset({"call", "sms"})
FACTS = frozenset(
    {"dispute", "original_creditor_request", "cease", "refuses_to_pay", "attorney", "bankruptcy", "deceased", "moratorium", "incapacity",
     "wrong_number", "contact_refuses"}
)  # fmt: skip
WISHES = frozenset({"refuses", "inconvenient", "only_between", "employer_forbids"})
_TAKEN = {"event": CONTACTS | FACTS, "preference": WISHES}

Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{40}$")]


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Header(_Line):
    """The first line: whose contacts these are, for which lender, and under which salt."""

    courtesy_counts: Literal[1]
    caller: StrictStr
    creditor: Hash
    salt: Hash
    at: Instant


class Entry(_Line):
    """One line. `keys`: hashes of what names the person, or the number, that it is about; any of them will do."""

    id: Hash
    keys: Annotated[tuple[Hash, ...], Field(min_length=1)]
    side: Literal["event", "preference"]
    kind: StrictStr
    at: Instant
    number: Hash | None = None
    debts: tuple[Hash, ...] | None = None
    data: dict[str, Any] = Field(default_factory=dict)
    """The other keys of the guard case's entry."""

    @model_validator(mode="after")
    def _is_one_of_a_guard_case(self) -> Entry:
        if self.kind not in _TAKEN[self.side]:
            raise ValueError(f"no {self.side} of this kind is shared")
        if self.kind in CONTACTS and not self.data.get("by"):
            raise ValueError("a contact names who made it, in `data.by`")
        if self.kind == "refuses" and self.data.get("channel") is None:
            raise ValueError("a refusal names its channel")
        if self.kind == "only_between" and not {"from", "to"} <= self.data.keys():
            raise ValueError("`only_between` needs `from` and `to`")
        if self.data.get("weekdays") == []:
            raise ValueError("an empty list of weekdays means nothing")
        if not self.data.keys().isdisjoint(_SAID_ELSEWHERE):
            raise ValueError("`data` holds what the entry itself has fields for")
        (Event if self.side == "event" else Preference).model_validate({**self.data, "kind": self.kind, "at": self.at})
        return self


_SAID_ELSEWHERE = {"kind", "at", "number", "debts", "text"}


Line = TypeVar("Line", bound=_Line)


def parse_line(model: type[Line], line: bytes) -> Line:
    """Raises ValueError with a message that names the field and never repeats what stood in it."""
    try:
        return model.model_validate_json(line)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or "line"
        raise ValueError(f"{where}: {str(first['msg']).removeprefix('Value error, ')}") from None
