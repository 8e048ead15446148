"""What tests of several rooms stand on: a real database with the made-up sample portfolio, and a clock that only a test moves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import settings

from bot.base.clock import ManualClock
from bot.base.keys import Keys
from bot.base.resources import samples_folder
from bot.contact.sealing import Sealer
from bot.portfolio.importing import import_file
from bot.portfolio.mandate_file import read_mandate
from bot.portfolio.mandates import add_mandate
from bot.store import Store, upgrade
from tests.postgres_server import NoServer, Server, running

settings.register_profile("deep", max_examples=10_000)
"""`pytest --hypothesis-profile=deep`: takes hours, and is run when what it tests is changed."""
KEYS = Keys(b"s" * 32, b"i" * 32)
MORNING = datetime.fromisoformat("2026-11-24T09:00:00+08:00")
"""09:00 in China, 20:00 of the day before in New York: open in both."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-snapshots", action="store_true", help="write tests/snapshots/ anew, for review (`make snapshots`)")


@pytest.fixture
def rewrite_snapshots(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-snapshots"))


@pytest.fixture(autouse=True, scope="session")
def _no_settings_of_the_machine() -> None:
    """The suite must not depend on what the machine that runs it has set."""
    for name in [name for name in os.environ if name.startswith("COURTESY_") and name != "COURTESY_REQUIRE"]:
        del os.environ[name]


@pytest.fixture(autouse=True)
def _no_log_settings_of_other_tests() -> Iterator[None]:
    """A command that a test runs in this process sets up the logs for a process of its own."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(MORNING)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests marked `both_stores` run on either database."""
    if "store_url" in metafunc.fixturenames and metafunc.definition.get_closest_marker("both_stores"):
        metafunc.parametrize("store_url", ["sqlite", "postgres"], indirect=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server with a database `pattern` that has our tables."""
    try:
        with running() as server:
            server.tell("CREATE DATABASE pattern")
            pattern = Store(server.url("pattern"), KEYS)
            upgrade(pattern)
            pattern.close()
            yield server
    except NoServer as problem:
        if "postgres" in os.environ.get("COURTESY_REQUIRE", "").split(","):
            raise
        pytest.skip(f"PostgreSQL: {problem}")


_numbers = count(1)


@pytest.fixture
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty database is, for this test alone: SQLite, and for tests marked `both_stores` PostgreSQL too."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield f"sqlite:///{tmp_path}/courtesy.db"
        return
    server: Server = request.getfixturevalue("postgres")
    name = f"test{next(_numbers)}"
    server.tell(f"CREATE DATABASE {name} TEMPLATE pattern")
    yield server.url(name)
    server.tell(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def keys() -> Keys:
    return KEYS


@pytest.fixture
def empty_store(store_url: str) -> Iterator[Store]:
    made = Store(store_url, KEYS)
    upgrade(made)
    yield made
    made.close()


@pytest.fixture
def store(empty_store: Store, clock: ManualClock) -> Store:
    """The sample mandates and placements, imported as an operator would."""
    from compliance.wording import reveals_debt

    for market in ("cn", "us"):
        mandate = read_mandate(samples_folder() / f"mandate_{market}.yaml", reveals_debt)
        empty_store.write_now(add_mandate, mandate, clock.now())
        import_file(empty_store, clock, samples_folder() / f"placement_{market}.csv", mandate.id)
    return empty_store


@pytest.fixture
def signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(b"k" * 32)


@pytest.fixture
def sealer(store: Store, clock: ManualClock, tmp_path: Path, signing_key: Ed25519PrivateKey) -> Sealer:
    """Chains and signs the sample portfolio's ledger; the checkpoints' file lies beside the database."""
    return Sealer(store, clock, signing_key, tmp_path / "checkpoints.jsonl")
