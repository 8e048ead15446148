"""`config.yaml`: what may be set, what it means, and what is refused. Every key can be set by `COURTESY_SECTION__KEY` too."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError

from bot.base.clock import Clock, JumpingClock, RealClock
from bot.base.errors import ConfigError

PREFIX = "COURTESY_"
_OTHER_VARIABLES = frozenset({"COURTESY_USER", "COURTESY_REQUIRE", "COURTESY_CARRIER_TOKEN"})


def is_loopback(url: str) -> bool:
    """Whether a URL's host is this machine, and can be nothing else."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StoreConfig(_Section):
    url: Annotated[str, Field(repr=False)] = "sqlite:///var/courtesy.db"
    """Where the database is: `sqlite:///path`, or `postgresql://user:password@host/name`."""
    key_file: Path = Path("var/courtesy.keys")
    """The keys that personal data is sealed with; made on the first start. Keep a copy elsewhere: without it the data is lost."""
    signing_key_file: Path | None = None
    """The key that the ledger's checkpoints are signed with; made on the first start [beside `key_file`]."""
    checkpoint_file: Path | None = None
    """Where the checkpoints are kept outside the database, best on another machine's disk [beside `key_file`]."""

    @property
    def signing(self) -> Path:
        return self.signing_key_file or self.key_file.with_suffix(".signing.pem")

    @property
    def checkpoints(self) -> Path:
        return self.checkpoint_file or self.key_file.with_suffix(".checkpoints.jsonl")


class OperatorConfig(_Section):
    """A mobile operator, or who sends for it, that carries approved texts alone (docs/operators.md)."""

    base_url: str
    key_id: str
    secret: Annotated[str, Field(repr=False)] = ""
    """Requests and callbacks are signed with it."""
    number: Annotated[str, Field(pattern=r"\+?[0-9]{3,20}")]
    """The number that its texts come from, without the extension."""
    signatures: Annotated[tuple[str, ...], Field(min_length=1)]
    """The names in 【】 that it has registered for us."""
    country_code: Annotated[str, Field(pattern=r"[1-9][0-9]{0,2}")] = "86"
    """Of the numbers that it takes and gives without it."""
    texts_per_second: Annotated[float, Field(gt=0, le=500)] = 1.0
    codes: dict[str, Literal["permanent", "opted_out", "account", "policy", "rate", "temporary", "unknown"]] = Field(default_factory=dict)
    """What error codes of its own mean, beside the documented ones."""


class NumberConfig(_Section):
    """A number of ours."""

    number: Annotated[str, Field(pattern=r"\+[1-9][0-9]{6,14}")]
    kind: Literal["", "mobile", "fixed", "toll_free", "short_code", "95", "400", "1010"] = ""
    """What it is to who sees it ring."""
    a_day: Annotated[int, Field(ge=1)] | None = None
    """At most so many contacts are made from it in 24 hours [no limit]."""
    a_person_a_day: Annotated[int, Field(ge=1)] | None = None
    """At most so many of them to one number [no limit]."""


class RouteConfig(_Section):
    """Which carrier takes contacts to numbers that begin with `prefix`; the longest one decides."""

    prefix: Annotated[str, Field(pattern=r"\+[0-9]{0,15}")]
    channel: Literal["voice", "sms"]
    via: str = "twilio"
    """`twilio`, or one of `gateway.operators`."""
    numbers: tuple[NumberConfig, ...] = ()
    """Those of ours that such contacts are made from; a borrower gets the same one always [`gateway.caller_number`]."""


class GatewayConfig(_Section):
    base_url: str = "https://api.twilio.com"
    """The carrier's API. The local carrier is the same protocol at another address."""
    account_sid: str = ""
    auth_token: Annotated[str, Field(repr=False)] = ""
    secondary_auth_token: Annotated[str, Field(repr=False)] = ""
    """While a token is being replaced, webhooks signed with this one are taken too."""
    caller_number: str = ""
    """The number that we call and write from, E.164."""
    calls_per_second: Annotated[float, Field(gt=0, le=200)] = 1.0
    """Below the carrier's own limit, so that nothing waits in its queue."""
    texts_per_second: Annotated[float, Field(gt=0, le=500)] = 1.0
    messaging_service_sid: str = ""
    """Twilio's messaging service that texts go out through; it chooses their sender [texts go out from `caller_number`]."""
    operators: dict[Annotated[str, Field(pattern=r"[a-z][a-z0-9_]{0,29}")], OperatorConfig] = Field(default_factory=dict)
    """Template-only text operators, by a name of ours."""
    routes: tuple[RouteConfig, ...] = ()
    """Which contacts go another way than through Twilio from `caller_number`."""

    @model_validator(mode="after")
    def _routes_lead_somewhere(self) -> GatewayConfig:
        if "twilio" in self.operators:
            raise ValueError("`twilio` is no operator's name")
        for route in self.routes:
            if route.via not in ("twilio", *self.operators):
                raise ValueError(f"`gateway.routes`: there is no `gateway.operators.{route.via}`")
            if route.via != "twilio" and route.channel != "sms":
                raise ValueError(f"`gateway.routes`: `{route.via}` carries texts only")
            if route.numbers and route.via != "twilio":
                raise ValueError(f"`gateway.routes`: texts through `{route.via}` come from its own `number`")
            if route.numbers and route.channel == "sms" and self.messaging_service_sid:
                raise ValueError("`gateway.routes`: the messaging service chooses the number that texts come from")
            if len({each.number for each in route.numbers}) < len(route.numbers):
                raise ValueError("`gateway.routes`: one number stands twice in a route")
        if len({(route.prefix, route.channel) for route in self.routes}) < len(self.routes):
            raise ValueError("`gateway.routes`: one prefix and channel has two routes")
        return self


class Listener(_Section):
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 0
    """0 takes any free port (tests and the demo)."""


class ServiceConfig(_Section):
    public_url: str = "http://127.0.0.1:8080"
    """Where the carrier reaches `webhooks`; signatures are checked over it."""
    media_url: str = ""
    """Where the carrier's media streams connect [public_url with ws or wss]."""
    webhooks: Listener = Listener(port=8080)
    console: Listener = Listener(port=8081)
    live_calls: Annotated[int, Field(ge=1, le=200)] = 8
    """At most so many calls at once."""
    zone: str = "UTC"
    """The office's time zone: times are shown in it, beside the borrower's own."""

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as problem:
            raise ValueError("`service.zone` must be an IANA time zone, such as Asia/Shanghai") from problem
        return value

    @model_validator(mode="after")
    def _urls(self) -> ServiceConfig:
        for name, url, secure in (("public_url", self.public_url, "https"), ("media_url", self.media, "wss")):
            scheme = urlsplit(url).scheme
            if scheme != secure and not (scheme == secure[:-1] and is_loopback(url)):
                raise ValueError(f"`service.{name}` must begin with {secure}:// (only a loopback address may do without TLS)")
        return self

    @property
    def media(self) -> str:
        """Where media streams connect."""
        return self.media_url or "ws" + self.public_url.removeprefix("http")


class SpeechConfig(_Section):
    models: dict[Literal["zh-CN", "en-US"], Path] = Field(default_factory=dict)
    """A folder with a Vosk model for a language [the small ones that are part of the package]."""
    prompts: Path = Path("var/prompts")
    recordings: Path = Path("var/recordings")


class PersonConfig(_Section):
    """Somebody of ours who takes the calls that are handed over."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    """As it is said to the borrower."""
    user: Annotated[str, Field(max_length=60)] = ""
    """Their name in the console [the same]."""
    phone: Annotated[str, Field(pattern=r"^\+[1-9][0-9]{6,14}$", repr=False)]
    """Where they are called, E.164."""
    languages: Annotated[tuple[Literal["zh-CN", "en-US"], ...], Field(min_length=1)] = ("zh-CN", "en-US")
    """What they speak; what is said to them alone is said in the first."""
    hours: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$")] | None = None
    """When they take calls without having said so in the console, such as 09:00-18:00 in `service.zone` [never]."""

    @property
    def signs_in_as(self) -> str:
        """Their name in the console, by which they are known everywhere."""
        return self.user or self.name


class ClockConfig(_Section):
    start: datetime
    speed: Annotated[float, Field(gt=0, le=100_000)] = 1.0

    @field_validator("start")
    @classmethod
    def _aware(cls, value: datetime) -> datetime:
        if value.tzinfo is None:
            raise ValueError("`clock.start` needs an offset, such as 2026-11-24T08:00:00+08:00")
        return value


class Config(_Section):
    """Everything that can be set."""

    store: StoreConfig = StoreConfig()
    gateway: GatewayConfig = GatewayConfig()
    service: ServiceConfig = ServiceConfig()
    speech: SpeechConfig = SpeechConfig()
    scripts: Path | None = None
    """A folder with scripts and texts of one's own, laid out as the shipped ones are [the shipped ones]."""
    people: tuple[PersonConfig, ...] = ()
    """Who takes calls that are handed over [nobody: they end with the dialogue's goodbye]."""
    clock: Literal["real"] | ClockConfig = "real"

    @field_validator("people")
    @classmethod
    def _different_people(cls, value: tuple[PersonConfig, ...]) -> tuple[PersonConfig, ...]:
        if len({each.signs_in_as for each in value}) < len(value) or len({each.phone for each in value}) < len(value):
            raise ValueError("two of `people` have the same name in the console, or the same phone")
        return value

    def make_clock(self) -> Clock:
        """The one clock of this process."""
        return RealClock() if self.clock == "real" else JumpingClock(self.clock.start, self.clock.speed)

    def check_service(self) -> None:
        """What `courtesy run` needs beyond a valid file. Raises `ConfigError` with all that is missing."""
        problems = []
        for name in ("account_sid", "auth_token", "caller_number"):
            if not getattr(self.gateway, name):
                problems.append(f"`gateway.{name}` is not set (config.yaml, or the variable COURTESY_GATEWAY__{name.upper()})")
        for name, operator in self.gateway.operators.items():
            where = f"gateway.operators.{name}"
            if not operator.secret:
                problems.append(f"`{where}.secret` is not set (the variable COURTESY_GATEWAY__OPERATORS__{name.upper()}__SECRET)")
            if urlsplit(operator.base_url).scheme != "https" and not is_loopback(operator.base_url):
                problems.append(f"`{where}.base_url` must begin with https:// (only a loopback carrier may do without TLS)")
        if self.gateway.caller_number in [each.phone for each in self.people]:
            problems.append("`people`: a phone is `gateway.caller_number`, which can't call itself")
        if not is_loopback(self.gateway.base_url):
            if urlsplit(self.gateway.base_url).scheme != "https":
                problems.append("`gateway.base_url` must begin with https:// (only a loopback carrier may do without TLS)")
            if self.clock != "real":
                problems.append("`clock` must be `real` unless the carrier is on loopback")
            if is_loopback(self.service.public_url):
                problems.append("`service.public_url` is a loopback address: the carrier's webhooks can't reach it")
        if not ip_is_loopback(self.service.console.host):
            problems.append("`service.console.host` must be a loopback address; put a TLS proxy in front of it for other machines")
        if problems:
            raise ConfigError("the service can't start:\n  " + "\n  ".join(problems))


def ip_is_loopback(host: str) -> bool:
    """Whether a listener's host is reachable from this machine alone."""
    return is_loopback(f"http://[{host}]" if ":" in host else f"http://{host}")


def load_config(path: Path, environment: Mapping[str, str] | None = None) -> Config:
    """Read `path` and the environment. Raises `ConfigError` naming the file, the line and the key that is wrong."""
    try:
        tree = YAML(typ="rt").load(path.read_text("utf-8")) or {}
    except OSError as problem:
        raise ConfigError(f"{path}: {problem.strerror}") from problem
    except YAMLError as problem:
        raise ConfigError(f"{path} is not YAML: {problem}") from problem
    if not isinstance(tree, dict):
        raise ConfigError(f"{path} must hold sections such as `gateway:`")
    overrides = _from_environment(os.environ if environment is None else environment)
    try:
        return Config.model_validate(_merge(tree, overrides))
    except ValidationError as problem:
        lines = [_explain(path, tree, error["loc"], error["msg"], error["type"]) for error in problem.errors()]
        raise ConfigError("the configuration is wrong:\n  " + "\n  ".join(dict.fromkeys(lines))) from None


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for name, value in environment.items():
        if not name.startswith(PREFIX) or name in _OTHER_VARIABLES:
            continue
        *sections, key = name.removeprefix(PREFIX).lower().split("__")
        node = tree
        for section in sections:
            node = node.setdefault(section, {})
            if not isinstance(node, dict):
                raise ConfigError(f"the variable {name} and another one set the same key")
        node[key] = value
    models = tree.get("speech", {}).get("models")
    if isinstance(models, dict):  # languages are written zh-CN; a variable's name can't be
        tree["speech"]["models"] = {{"zh_cn": "zh-CN", "en_us": "en-US"}.get(key, key): value for key, value in models.items()}
    return tree


def _merge(tree: Any, overrides: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(tree)
    for key, value in overrides.items():
        merged[key] = _merge(merged.get(key) if isinstance(merged.get(key), dict) else {}, value) if isinstance(value, dict) else value
    return merged


def _explain(path: Path, tree: Any, location: tuple[int | str, ...], message: str, kind: str) -> str:
    keys = [str(part) for part in location if part not in ("literal['real']", "ClockConfig")]
    line = _line(tree, keys)
    where = f"{path}, line {line}" if line else f"the variable {PREFIX}{'__'.join(keys).upper()}, or {path}"
    if kind == "extra_forbidden":
        return f"{where}: there is no key `{'.'.join(keys)}`"
    return f"{where}: `{'.'.join(keys)}`: {message.removeprefix('Value error, ')}"


def _line(tree: Any, keys: list[str]) -> int | None:
    node, found = tree, None
    for key in keys:
        if not isinstance(node, CommentedMap) or key not in node:
            break
        found = node.lc.key(key)[0] + 1
        node = node[key]
    return found
