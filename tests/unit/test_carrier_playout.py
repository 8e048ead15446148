"""The playout buffer keeps Twilio's rules of marks and clear."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.carrier.playout import FRAME_BYTES, Playout


def test_a_mark_comes_back_with_the_frame_that_ends_what_was_before_it() -> None:
    playout = Playout()
    playout.push(b"a" * 240)
    playout.mark("one")
    playout.push(b"b" * 80)
    playout.mark("two")
    assert playout.next_frame() == (b"a" * 160, [])
    assert playout.next_frame() == (b"a" * 80 + b"b" * 80, ["one", "two"])
    assert playout.next_frame() == (None, [])


def test_a_mark_behind_nothing_comes_back_at_once() -> None:
    playout = Playout()
    playout.mark("now")
    assert playout.next_frame() == (None, ["now"])


def test_clear_drops_the_sound_and_gives_all_pending_marks() -> None:
    playout = Playout()
    playout.push(b"a" * 500)
    playout.mark("one")
    playout.mark("two")
    playout.next_frame()
    assert playout.clear() == ["one", "two"]
    playout.push(b"c" * 160)
    assert playout.next_frame() == (b"c" * 160, [])


@given(st.lists(st.one_of(st.binary(max_size=500), st.text(min_size=1, max_size=3)), max_size=20))
def test_all_sound_is_played_in_order_and_every_mark_returns_once(items: list[bytes | str]) -> None:
    playout = Playout()
    for item in items:
        if isinstance(item, str):
            playout.mark(item)
        else:
            playout.push(item)
    played, marks = b"", []
    while playout:
        frame, reached = playout.next_frame()
        assert frame is None or len(frame) == FRAME_BYTES
        played += frame or b""
        marks += reached
    sound = b"".join(item for item in items if isinstance(item, bytes))
    assert played.startswith(sound)
    assert set(played[len(sound) :]) <= {0xFF}
    assert marks == [item for item in items if isinstance(item, str)]
