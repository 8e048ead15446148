"""The console in a real Chromium: the words follow the sound, and the kill switch works."""

from __future__ import annotations

import os
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from playwright._impl._driver import compute_driver_executable
from playwright.async_api import Page, async_playwright, expect

from bot.contact.stops import active

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --autoplay-policy=no-user-gesture-required"
)
PASSWORD = "a quiet long password"


def browser_is_usable() -> bool:
    """Debian's Chromium is there, and the driver that comes with Playwright runs (it needs libatomic1)."""
    driver = str(compute_driver_executable()[0])
    return CHROMIUM.exists() and subprocess.run([driver, "--version"], capture_output=True, check=False).returncode == 0


@pytest.fixture
async def page(world: Any) -> AsyncIterator[Page]:
    """A signed-in supervisor, in Chinese."""
    if not browser_is_usable():
        message = "no usable browser: apt-get install chromium fonts-noto-cjk libatomic1"
        if "browser" in os.environ.get("COURTESY_REQUIRE", "").split(","):
            pytest.fail(message)
        pytest.skip(message)
    runner = web.AppRunner(world.app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        context = await browser.new_context(base_url=base, locale="zh-CN", viewport={"width": 1280, "height": 800})
        made = await context.new_page()
        faults: list[str] = []
        made.on("pageerror", lambda error: faults.append(str(error)))
        made.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        await made.goto("/conversations/con_zh")
        await made.get_by_label("用户名").fill("主管小林")
        await made.get_by_label("密码").fill(PASSWORD)
        await made.get_by_role("button", name="登录").click()
        await made.wait_for_url("**/conversations/con_zh")
        yield made
        await browser.close()
        assert faults == []
    await runner.cleanup()


WATCH = """() => {
  window.seen = [];
  const audio = document.querySelector("audio");
  new MutationObserver((changes) => {
    for (const { target } of changes)
      if (target.matches(".w.now")) window.seen.push([target.textContent, Number(target.dataset.from) / 1000, audio.currentTime]);
  }).observe(document.querySelector(".transcript"), { subtree: true, attributeFilter: ["class"] });
}"""


async def now(page: Page) -> float:
    return float(await page.evaluate("document.querySelector('audio').currentTime"))


async def test_the_words_follow_the_sound_and_a_click_on_a_word_moves_it(page: Page) -> None:
    await page.evaluate(WATCH)
    await page.get_by_role("button", name="播放", exact=True).click()
    await expect(page.locator("#turn-1 .w.now")).to_have_count(1)  # at 3.2 s
    await page.get_by_role("button", name="暂停").click()
    seen = await page.evaluate("window.seen")
    begins = [begin for _, begin, _ in seen]
    assert len(begins) > 3  # a busy machine skips frames, and with them words, but lights none out of its time or order
    assert begins == sorted(set(begins))
    assert all(0 <= at - begins < 0.7 for _, begins, at in seen), seen  # a word takes 0.26 s and stays lit for 0.3 s
    word = page.locator("#turn-4 .w", has_text="欠款")
    await word.click()
    await expect(word).to_have_class("w now")
    assert await now(page) == pytest.approx(12.5, abs=0.01)
    await expect(page.locator("#turn-4")).to_have_class("turn bot current")


async def test_the_player_is_worked_by_the_keyboard_alone(page: Page) -> None:
    await page.locator("#content").focus()
    await page.keyboard.press("k")
    assert await now(page) == pytest.approx(0.5, abs=0.01)
    await page.keyboard.press(".")
    await expect(page.locator(".w.now")).to_have_text("请问")
    await page.keyboard.press("ArrowRight")
    assert await now(page) == pytest.approx(5.8, abs=0.01)
    await page.keyboard.press("+")
    assert await page.evaluate("document.querySelector('audio').playbackRate") == 1.25
    await page.keyboard.press("Space")
    await expect(page.locator("#turn-3")).to_have_class("turn borrower current")  # from 7.8 s on
    await page.keyboard.press("Space")
    assert await page.evaluate("document.querySelector('audio').paused")
    assert await now(page) < 9


async def test_the_kill_switch_asks_once_and_then_stops_everything(page: Page, world: Any) -> None:
    await page.get_by_role("link", name="全部停止").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="取消").click()
    await expect(dialog).to_be_hidden()
    assert world.store.read_now(active) == []
    await page.get_by_role("link", name="全部停止").click()
    await dialog.get_by_label("原因").fill("接到投诉")
    await dialog.get_by_label("是，立即停止所有联络").check()
    await dialog.get_by_role("button", name="立即全部停止").click()
    await page.wait_for_url("**/stops")
    await expect(page.get_by_role("alert")).to_contain_text("接到投诉")
    (stop,) = world.store.read_now(active)
    assert (stop.scope, stop.reason, stop.by) == ("everything", "接到投诉", "主管小林")
