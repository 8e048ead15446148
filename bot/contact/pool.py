"""Which of our numbers a contact is made from: the same one for the same borrower, however many we have. Pure.

Whoever blocks one of our numbers, or takes it for a nuisance, has said something. A number that rests or is used up is therefore never
replaced by another for a borrower who knows it; only who has not heard from us gets one that is free.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class OurNumber:
    """A number of ours. `kind` is what it is to who sees it ring: mobile, fixed, toll_free, 95, 400, 1010, ...

    At most `a_day` contacts are made from it in 24 hours, `a_person_a_day` of them to one number [without limit].
    """

    number: str
    kind: str = ""
    a_day: int | None = None
    a_person_a_day: int | None = None

    @property
    def is_limited(self) -> bool:
        return self.a_day is not None or self.a_person_a_day is not None


@dataclass(frozen=True, slots=True)
class Use:
    """Of one of our numbers: contacts in the last 24 hours, those to this borrower among them, and whether it rests."""

    today: int = 0
    with_them: int = 0
    rests: bool = False


def choose(pool: Sequence[OurNumber], theirs: str, known: str | None, use: Callable[[OurNumber], Use]) -> OurNumber | None:
    """The number for a contact with `theirs`, who knows us by `known`; `None`: not now.

    Who does not know us gets theirs by a hash of both numbers, so it does not depend on who comes first nor on the order of the pool.
    """
    if (familiar := next((each for each in pool if each.number == known), None)) is not None:
        return familiar if _is_free(familiar, use(familiar)) else None
    order = sorted(pool, key=lambda each: sha256(f"{each.number} {theirs}".encode()).digest())
    return next((each for each in order if _is_free(each, use(each))), None)


def _is_free(ours: OurNumber, use: Use) -> bool:
    within_the_day = ours.a_day is None or use.today < ours.a_day
    within_the_persons = ours.a_person_a_day is None or use.with_them < ours.a_person_a_day
    return within_the_day and within_the_persons and not use.rests
