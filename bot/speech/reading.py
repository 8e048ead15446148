"""How a text is read aloud: numbers as people say them, and for Mandarin the pinyin of every character.

The synthesizer's own Mandarin voice takes 还款 for hái kuǎn and reads 3158 as three thousand one hundred and fifty-eight, so it gets
neither characters nor figures from us, only syllables with their tones.
"""

from __future__ import annotations

import re

from pypinyin import Style, lazy_pinyin

_FIGURES = "零一二三四五六七八九"
_UNITS = "元块角分月日号年天期个次点周笔岁位秒时小万亿折折%％"
_TWO_IS_LIANG = "元块天期个次点周笔岁位年"
_SPELT_AFTER = re.compile(r"(?:尾号|号码|位|证|编号|电话|热线|拨打|短号|卡号|[-+#])(?:是|为|：|:|\s)*$")

_NOT_HUAN = re.compile("还(?=[是有没在要想能可需会应差剩未得用说]|不(?:知|能|会|是|想|够))")
"""还 is hái before these, and huán, to pay back, everywhere else in what we say."""


def cardinal(number: int) -> str:
    """A whole number below 10^12 in Chinese: 2500 is 两千五百, 12 is 十二."""
    if number < 10_000:
        return _below_ten_thousand(number)
    for size, name in ((100_000_000, "亿"), (10_000, "万")):
        if number >= size:
            rest = number % size
            gap = "零" if rest and rest < size // 10 else ""
            head = "两" if number // size == 2 else cardinal(number // size)
            return head + name + gap + (cardinal(rest) if rest else "")
    raise AssertionError("unreachable")


def _below_ten_thousand(number: int) -> str:
    if number < 20:
        return _FIGURES[number] if number < 10 else "十" + (_FIGURES[number - 10] if number > 10 else "")
    said, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        figure, number = divmod(number, size)
        if figure:
            said += ("零" if gap else "") + ("两" if figure == 2 and size >= 1000 else _FIGURES[figure]) + name
        gap = bool(said) and not figure and bool(number)
    return said


def _spelt(figures: str) -> str:
    return "".join("幺" if figure == "1" else _FIGURES[int(figure)] for figure in figures)


def _zh_number(match: re.Match[str]) -> str:
    figures, text = match.group(), match.string
    before, after = text[: match.start()], text[match.end() : match.end() + 1]
    whole, _, decimals = figures.partition(".")
    if after == "年" and len(whole) == 4:
        return "".join(_FIGURES[int(figure)] for figure in whole)
    known_unit = after != "" and after in _UNITS
    if not decimals and (_SPELT_AFTER.search(before) or whole.startswith("0") or (len(whole) > 2 and not known_unit) or len(whole) > 11):
        return _spelt(whole)
    if not decimals and whole == "2" and after and after in _TWO_IS_LIANG:
        return "两"
    return cardinal(int(whole)) + ("点" + "".join(_FIGURES[int(figure)] for figure in decimals) if decimals else "")


def chinese(text: str) -> str:
    """`text` with every figure written as it is said: 尾号3158 is 尾号三幺五八, 6278.45元 is 六千二百七十八点四五元."""
    text = re.sub(r"(?<=\d)[,，](?=\d{3}(?:\D|$))", "", text)
    text = re.sub(r"(\d+(?:\.\d+)?)[%％]", r"百分之\1", text)
    text = re.sub(r"[¥￥](\d+(?:\.\d+)?)", r"\1元", text)
    text = re.sub(r"(\d)\.0{1,2}(?=[元块])", r"\1", text)
    text = re.sub(r"(\d{1,2})[:：](\d{2})", lambda time: f"{time[1]}点" + ("" if time[2] == "00" else f"{time[2]}分"), text)
    text = re.sub(r"(?<=\d)分0(?=\d)", "分零", text)
    return re.sub(r"\d+(?:\.\d+)?", _zh_number, text)


_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LIGHT = re.compile("谢谢|看看|告诉|时候|先生|意思|消息|明白|清楚|难处|部分|这里|哪里|那里|知道|麻烦|名字|事情|东西|朋友|休息")
"""Words whose second syllable is unstressed."""
# 一 keeps its tone in numbers and dates, and changes it before other words: 一件 yí jiàn, 一天 yì tiān.
_NUMERAL_BEFORE, _NUMERAL_AFTER = "十百千万亿零周期" + _FIGURES, "十百千万亿月号日期" + _FIGURES
_SURNAMES = {
    "单": "shan4", "仇": "qiu2", "解": "xie4", "曾": "zeng1", "查": "zha1",
    "任": "ren2", "朴": "piao2", "区": "ou1", "盖": "ge3", "华": "hua4",
}  # fmt: skip
_NAME = re.compile(rf"(?<=[是请])[{''.join(_SURNAMES)}](?=[\u4e00-\u9fff]{{1,2}}(?:先生|女士|本人|吗))")
"""A surname that is read in its own way, where somebody is asked for by name."""


def pinyin(text: str) -> str:
    """Mandarin as syllables with tones, punctuation kept: 请还款。 is `qing3 huan2 kuan3 . `."""
    text = text.replace("嗯", "恩")  # the engine has no syllable for the hummed yes
    plain = _NOT_HUAN.sub("孩", chinese(text)).replace("还", "环")  # characters of one reading stand in for 还's two
    said = _HAN.sub(lambda run: f" {_syllables(run.group())} ", plain)
    return re.sub(r"\s+", " ", said.translate(str.maketrans("，。？！；：、“”（）《》—…", ",.?!;:,  ()   ."))).lstrip()


def _syllables(run: str) -> str:
    said = lazy_pinyin(run, style=Style.TONE3, neutral_tone_with_five=True, tone_sandhi=True, v_to_u=False)
    for word in _LIGHT.finditer(run):
        said[word.start() + 1] = said[word.start() + 1][:-1] + "5"
    for name in _NAME.finditer(run):
        said[name.start()] = _SURNAMES[name.group()]
    for place, character in enumerate(run[:-1]):
        before, after = run[place - 1 : place], run[place + 1]
        if character == "一" and before == "第":
            said[place] = "yi1"
        elif character == "一" and after not in _NUMERAL_AFTER and not (before and before in _NUMERAL_BEFORE):
            said[place] = "yi2" if said[place + 1][-1] in "45" else "yi4"
    return " ".join(said)


_EN_MONEY = re.compile(r"\$\s?(\d[\d,]*)(?:\.(\d{2}))?")
_EN_CODE = re.compile(
    r"(?<![\d.,$])(?:\+?\d[\d-]*-\d[\d-]*|0\d+|\d{3}|\d{5,})(?![\d,]|\.\d|\s*(?:dollars?|cents?|days?|months?|years?|percent|%))"
)


def _en_money(match: re.Match[str]) -> str:
    dollars, cents = int(match[1].replace(",", "")), int(match[2] or 0)
    said = f"{dollars} dollar" + ("" if dollars == 1 else "s")
    return said + (f" and {cents} cent" + ("" if cents == 1 else "s") if cents else "")


def english(text: str) -> str:
    """`text` with money, codes and Chinese names as they are said: $20.05 is `20 dollars and 5 cents`, 988 is `9 8 8`."""
    text = _HAN.sub(lambda run: " ".join(lazy_pinyin(run.group())), text)  # a name that the English voice has no letters for
    text = re.sub(r"(ending in |digits |number is |code )(\d{4})\b", lambda code: code[1] + " ".join(code[2]), text)
    text = _EN_CODE.sub(lambda code: " ".join(re.sub(r"\D", "", code.group())), text)
    return _EN_MONEY.sub(_en_money, text)


def spoken(text: str, lang: str) -> str:
    """What the synthesizer is given for `text`."""
    return pinyin(text) if lang.startswith("zh") else english(text)
