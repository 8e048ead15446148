"""Full models are fetched from a web server, checked to the byte, and put in place whole or not at all."""

from __future__ import annotations

import hashlib
import io
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.base.resources import models_folder
from bot.cli.main import courtesy
from bot.speech import SpeechError
from bot.speech.public_models import PUBLIC_MODELS, PublicModel, fetch

NAME = "vosk-model-tried"
Files = dict[str, bytes]
WHOLE: Files = {
    f"{NAME}/am/final.mdl": bytes(range(256)) * 40,
    f"{NAME}/conf/model.conf": b"",
    f"{NAME}/graph/words.txt": b"<eps> 0\nyes 1\n",
}
Serve = Callable[[Files], tuple[PublicModel, str]]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Packs files into an archive, serves it, and says what would have been published of it and where it is."""
    folder = tmp_path / "served"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()

        def put(files: Files) -> tuple[PublicModel, str]:
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w") as archive:
                for name, content in files.items():
                    archive.writestr(name, content, zipfile.ZIP_DEFLATED if b"\0" * 1000 in content else zipfile.ZIP_STORED)
            content = packed.getvalue()
            (folder / "model.zip").write_bytes(content)
            return PublicModel(NAME, len(content), hashlib.sha256(content).hexdigest()), f"http://127.0.0.1:{http.server_port}/model.zip"

        yield put
        http.shutdown()
        thread.join()


def test_a_model_is_put_in_place_and_not_fetched_twice(serve: Serve, tmp_path: Path) -> None:
    model, url = serve(WHOLE | {f"{NAME}/conf/": b""})
    told: list[int] = []
    home = fetch(model, tmp_path / "models", url, told.append)
    assert {path.relative_to(home.parent).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()} == WHOLE
    assert sum(told) == model.size
    (tmp_path / "served" / "model.zip").unlink()
    assert fetch(model, tmp_path / "models", url) == home
    assert [path.name for path in (tmp_path / "models").iterdir()] == [NAME]


@pytest.mark.parametrize(
    ("files", "published", "says"),
    [
        (WHOLE, {"sha256": "0" * 64}, "not vosk-model-tried as it was published: its SHA-256 is"),
        (WHOLE, {"size": 20_000}, "20,000 were published"),
        (WHOLE, {"size": 5}, "it has more than 5 bytes"),
        (WHOLE | {f"{NAME}/../../out": b"x"}, {}, "a file outside its folder"),
        (WHOLE | {"/out": b"x"}, {}, "a file outside its folder"),
        (WHOLE | {"another/file": b"x"}, {}, "a file outside its folder"),
        (WHOLE | {f"{NAME}\\..\\out": b"x"}, {}, "a file outside its folder"),
        (WHOLE | {f"{NAME}/graph/zeros": bytes(10_000_000)}, {}, "far more than a model has"),
        ({f"{NAME}/README": b"none"}, {}, "am/final.mdl is missing"),
    ],
)
def test_what_is_not_the_published_model_leaves_nothing_behind(
    serve: Serve, tmp_path: Path, files: Files, published: dict[str, int | str], says: str
) -> None:
    model, url = serve(files)
    with pytest.raises(SpeechError, match=says):
        fetch(replace(model, **published), tmp_path / "models", url)
    assert list((tmp_path / "models").iterdir()) == []
    assert not (tmp_path / "out").exists()


def test_an_archive_that_is_none_is_named(serve: Serve, tmp_path: Path) -> None:
    _, url = serve(WHOLE)
    (tmp_path / "served" / "model.zip").write_bytes(b"<html>sorry</html>")
    with pytest.raises(SpeechError, match="is damaged"):
        fetch(PublicModel(NAME, 18, hashlib.sha256(b"<html>sorry</html>").hexdigest()), tmp_path / "models", url)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/model.zip", "{served}/absent.zip"])
def test_without_internet_the_command_says_what_to_do(serve: Serve, tmp_path: Path, url: str) -> None:
    _, served = serve(WHOLE)
    url = url.format(served=served.rsplit("/", 1)[0])
    with pytest.raises(SpeechError, match=r"could not be downloaded.*--from"):
        CliRunner().invoke(
            courtesy, ["models", "fetch", "zh-CN", "--into", str(tmp_path / "models"), "--from", url], catch_exceptions=False
        )


def test_an_address_that_is_no_web_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="no address of the web"):
        fetch(PUBLIC_MODELS["zh-CN"], tmp_path, "file:///etc/passwd")


def test_one_line_of_the_configuration_changes_the_model(tmp_path: Path) -> None:
    """`courtesy models list` and `courtesy doctor` look where `speech.models` says, and say so when nothing is there."""
    shutil.copytree(models_folder() / "en-US", tmp_path / "full")
    (tmp_path / "full" / "graph" / "words.txt").write_text("<eps> 0\nyes 1\nno 2\n")
    config = tmp_path / "config.yaml"
    config.write_text(f"speech:\n  models:\n    en-US: {tmp_path / 'full'}\n")
    listed = CliRunner().invoke(courtesy, ["--config", str(config), "models", "list"], catch_exceptions=False).output.splitlines()
    assert listed[0].startswith(f"zh-CN\t{models_folder() / 'zh-CN'}\t")
    assert listed[1].startswith(f"en-US\t{tmp_path / 'full'}\t2 words\t")
    config.write_text(f"speech:\n  models:\n    en-US: {tmp_path / 'nothing'}\n")
    with pytest.raises(SpeechError, match="nothing"):
        CliRunner().invoke(courtesy, ["--config", str(config), "models", "list"], catch_exceptions=False)
