"""A model's words are found in words.txt, or inside Gr.fst where the public models keep them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from bot.speech import SpeechError
from bot.speech.recognizer import read_vocabulary


def text(value: str) -> bytes:
    return struct.pack("<i", len(value.encode())) + value.encode()


def acceptor(words: list[str], flags: int = 3, magic: int = 2125658996) -> bytes:
    """The head of a Gr.fst as OpenFst writes it."""
    head = struct.pack("<i", 2125659606) + text("const") + text("standard") + struct.pack("<iiQqqq", 2, flags, 3, 0, 1, 0)
    table = struct.pack("<i", magic) + text("words.txt") + struct.pack("<qq", len(words), len(words))
    return head + table + b"".join(text(word) + struct.pack("<q", key) for key, word in enumerate(words))


def graph(folder: Path, content: bytes) -> Path:
    (folder / "graph").mkdir()
    (folder / "graph" / "Gr.fst").write_bytes(content)
    return folder


def test_words_inside_the_graph_are_found_without_its_own_symbols(tmp_path: Path) -> None:
    assert read_vocabulary(graph(tmp_path, acceptor(["<eps>", "!SIL", "[unk]", "是的", "yes", "#0"]))) == {"是的", "yes"}


def test_a_list_of_words_goes_before_the_graph(tmp_path: Path) -> None:
    (graph(tmp_path, acceptor(["yes"])) / "graph" / "words.txt").write_text("<eps> 0\nno 1\n")
    assert read_vocabulary(tmp_path) == {"no"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a graph at all",
        acceptor(["yes"], flags=0),
        acceptor(["yes"], magic=7),
        acceptor(["yes"] * 9)[:-20],
        acceptor(["yes"])[:40],
    ],
)
def test_a_damaged_graph_is_named(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SpeechError, match=r"Gr\.fst can't be read"):
        read_vocabulary(graph(tmp_path, content))


def test_a_folder_without_words_is_named(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match=r"words\.txt is missing"):
        read_vocabulary(tmp_path)
