"""How texts are read aloud: what a Mandarin speaker would hear as wrong, and Chinese names in English."""

from __future__ import annotations

import pytest

from bot.speech.reading import english, pinyin


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("还没有还款", "hai2 mei2 you3 huan2 kuan3 "),
        ("有一件私事", "you3 yi2 jian4 si1 shi4 "),
        ("哪一天", "na3 yi4 tian1 "),
        ("第一期", "di4 yi1 qi1 "),
        ("十一月二十一号", "shi2 yi1 yue4 er4 shi2 yi1 hao4 "),
        ("一三七零", "yi1 san1 qi1 ling2 "),
        ("一角八分", "yi4 jiao3 ba1 fen1 "),
        ("谢谢您的告诉", "xie4 xie5 nin2 de5 gao4 su5 "),
        ("您的难处", "nin2 de5 nan2 chu5 "),
        ("重新办不了", "chong2 xin1 ban4 bu4 liao3 "),
        ("请问您是曾示例先生吗？", "qing3 wen4 nin2 shi4 zeng1 shi4 li4 xian1 sheng5 ma5 ? "),
        ("他不曾来", "ta1 bu4 ceng2 lai2 "),
        ("回复T退订", "hui2 fu4 T tui4 ding4 "),
        ("一共6278.45元", "yi2 gong4 liu4 qian1 er4 bai3 qi1 shi2 ba1 dian3 si4 wu3 yuan2 "),
    ],
)
def test_mandarin(text: str, said: str) -> None:
    assert pinyin(text).strip() == said.strip()


def test_a_chinese_name_in_english_is_no_row_of_unknown_letters() -> None:
    assert english("Am I speaking with 张示例?") == "Am I speaking with zhang shi li?"
