"""Reading a long table in stretches, by several processes at once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

from sqlalchemy import Connection

from bot.base.keys import Keys
from bot.store.engine import Store

S = TypeVar("S")
T = TypeVar("T")


def side_by_side(url: str, keys: Keys, stretches: Sequence[S], processes: int, verb: Callable[[Connection, S], T]) -> Iterator[T]:
    """Run a reading verb for every stretch, each on a snapshot of its own, and give the answers in their order.

    The verb and all that goes in and out is pickled, so the verb is a function of a module, or a `partial` of one.
    """
    work = partial(_stretch, url, keys, verb)
    if processes == 1 or len(stretches) == 1:
        yield from map(work, stretches)
        return
    with ProcessPoolExecutor(min(processes, len(stretches)), mp_context=get_context("spawn"), initializer=gc.disable) as pool:
        yield from pool.map(partial(_tidily, work), stretches)


def _tidily(work: Callable[[S], T], stretch: S) -> T:
    """Look for what is not needed any more after a stretch, not all the time: that takes a fifth of it."""
    answer = work(stretch)
    gc.collect()
    return answer


def _stretch(url: str, keys: Keys, verb: Callable[[Connection, S], T], stretch: S) -> T:
    with closing(Store(url, keys)) as store:
        return store.read_now(verb, stretch)
