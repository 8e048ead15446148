"""A mandate's file: YAML, checked key by key against the contract of mandates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from bot.portfolio.errors import PortfolioError
from bot.portfolio.placement.places import parse_place
from bot.portfolio.placement.types import ValueProblem
from bot.portfolio.placement.values import CONSEQUENCES

Language = Literal["zh-CN", "en-US"]
Words = Annotated[str, Field(min_length=1, max_length=200)]
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
Count = Annotated[int, Field(ge=0)]


class MandateError(PortfolioError):
    """A mandate that can't be taken as it is, or is not there."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, coerce_numbers_to_str=True)


class Creditor(_Part):
    """Whose money it is. `lender` is a guard case's."""

    name: Words
    lender: Literal["bank", "consumer_finance", "microloan", "microfinance", "other"] = "other"
    place: str

    @field_validator("place")
    @classmethod
    def _known(cls, value: str) -> str:
        try:
            return parse_place(value)
        except ValueProblem as problem:
            raise ValueError(str(problem)) from None


class Caller(_Part):
    """Who makes the contacts. `public_name` is said before anybody is verified."""

    role: Literal["creditor", "agency", "buyer"] = "agency"
    id: Name
    name: Words
    public_name: Words
    phone: Words | None = None
    complaint_phone: Words | None = None
    licence: Words | None = None
    licence_until: date | None = None


class Policy(_Part):
    """What the bot may agree to by itself; nothing where nothing is said."""

    max_promise_days: Count = 0
    max_instalments: Count = 0
    min_instalment: Annotated[Decimal, Field(ge=0)] = Decimal(0)
    max_waiver_percent: Annotated[int, Field(ge=0, le=100)] = 0
    waiver_authority: str | None = None


class Payment(_Part):
    """What "how do I pay" is answered with, in one language."""

    url: str | None = None
    phone: str | None = None
    instructions: str | None = None


class MandateFile(_Part):
    """The whole file."""

    id: Name
    first_day: Annotated[date, Field(alias="from")]
    last_day: Annotated[date, Field(alias="to")]
    creditor: Creditor
    caller: Caller
    on_behalf_of: Words | None = None
    channels: Annotated[list[Literal["voice", "sms"]], Field(min_length=1)]
    texts_state_debt: bool = False
    languages: list[Language] = Field(default_factory=list)
    scripts: dict[Language, dict[str, str | int]] = Field(default_factory=dict)
    policy: Policy = Policy()
    payment: dict[Language, Payment] = Field(default_factory=dict)
    consequences: dict[str, Words] = Field(default_factory=dict)
    recording: Literal["always", "with_notice", "never"] = "always"
    retention_days: dict[str, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)
    agents: dict[str, Any] | list[Any] = Field(default_factory=list)
    sample: bool = False

    @field_validator("consequences")
    @classmethod
    def _codes(cls, value: dict[str, str]) -> dict[str, str]:
        for code in value:
            if code not in CONSEQUENCES:
                raise ValueError(f"`{code}` is none of {', '.join(sorted(CONSEQUENCES))}")
        return value

    @model_validator(mode="after")
    def _days(self) -> MandateFile:
        if self.last_day < self.first_day:
            raise ValueError("`to` is before `from`")
        if self.caller.licence_until is not None and self.caller.licence_until < self.first_day:
            raise ValueError("the caller's licence ends before the mandate begins (`caller.licence_until`)")
        return self

    @property
    def valid_to(self) -> date:
        """The last day for contacts: the mandate's, or the licence's if that ends first."""
        return min(self.last_day, self.caller.licence_until or self.last_day)

    def document(self) -> dict[str, Any]:
        """The file with its defaults, as it is kept."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


def read_mandate(path: Path, reveals_debt: Callable[[str], object]) -> MandateFile:
    """Read and check a file. What `reveals_debt` gives for words is true if they would give a debt away.

    Raises `MandateError` that names file, line and key of everything that is wrong.
    """
    try:
        tree = YAML(typ="rt").load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise MandateError(f"{path} can't be read as UTF-8 text") from problem
    except YAMLError as problem:
        raise MandateError(f"{path} is not YAML: {problem}") from problem
    if not isinstance(tree, CommentedMap):
        raise MandateError(f"{path}:1: a mandate is a mapping with keys such as `id:` and `creditor:`")
    try:
        found = MandateFile.model_validate(tree)
    except ValidationError as problem:
        lines = [_explain(path, tree, error["loc"], error["msg"], error["type"]) for error in problem.errors()]
        raise MandateError("the mandate is wrong:\n  " + "\n  ".join(lines)) from None
    if reveals_debt(found.caller.public_name):
        where = f"{path}:{_line(tree, ['caller', 'public_name'])}"
        raise MandateError(f"{where}: `caller.public_name` is said before the borrower is verified, and these words give the debt away")
    return found


def _explain(path: Path, tree: CommentedMap, location: tuple[int | str, ...], message: str, kind: str) -> str:
    key = ".".join(str(part) for part in location)
    where = f"{path}:{_line(tree, list(location))}"
    if kind == "extra_forbidden":
        return f"{where}: there is no key `{key}`"
    if kind == "missing":
        return f"{where}: `{key}` is needed"
    return f"{where}: `{key}`: {message.removeprefix('Value error, ')}" if key else f"{where}: {message.removeprefix('Value error, ')}"


def _line(tree: CommentedMap, location: list[int | str]) -> int:
    """The line of a key, or of the nearest one above it that is there."""
    node: Any = tree
    line = 1
    for part in location:
        if isinstance(node, CommentedMap) and part in node:
            line = node.lc.key(part)[0] + 1
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            line = node.lc.item(part)[0] + 1
        else:
            break
        node = node[part]
    return line
