"""Homophones of the words that matter, through pinyin: 换款 is 还款, 头诉 is 投诉, 侓师 is 律师.

Only words whose sound is rare in other talk are mended, only where what was written is no word itself, and never across one of the
small words of grammar (利率是多少 must not become a lawyer).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

WORDS = ["还款", "还钱", "还清", "欠款", "欠钱", "分期", "投诉", "律师", "征信", "破产", "住院", "生病", "人工", "客服", "短信", "退订",
    "打错", "减免", "利息", "罚息", "转账", "链接", "骚扰", "举报", "录音", "冒用", "盗用", "冒名", "账单", "金额", "催收", "起诉",
    "贷款", "机器人", "违约金", "滞纳金", "身份证", "银监会", "还不起"]
"""What is mended to."""

REAL = frozenset(
    ["分歧", "欢庆", "祝愿", "助愿", "克服", "推定", "见面", "连接", "廉洁", "联结", "前款", "欠宽", "真心", "正心", "转帐", "坐骑",
    "七速", "离席", "例席", "里西", "历西", "生冰", "主院", "煎面", "碱面", "大错", "达错", "打搓", "代宽", "带宽"]
)
"""Words of their own that the phrase dictionary lacks."""

TYPOS = {
    "去逝": "去世", "过逝": "过世", "投拆": "投诉", "侓师": "律师", "律帅": "律师", "帐单": "账单", "转帐": "转账", "帐号": "账号",
    "到帐": "到账",
    "预期了": "逾期了", "退汀": "退订", "退定": "退订", "自沙": "自杀", "撤消": "撤销", "还玩": "还完", "环钱": "还钱", "环款": "还款",
    "另钱": "零钱",
    "失叶": "失业", "跳搂": "跳楼", "法苑": "法院", "骚绕": "骚扰", "怎么环": "怎么还", "怎么换": "怎么还", "再换": "再还",
    "已经换": "已经还", "我换了": "我还了", "换不起": "还不起", "换上": "还上", "换完": "还完", "换过": "还过", "不认是": "不认识",
    "不人识": "不认识", "环了": "还了", "环过": "还过", "环清": "还清", "环上": "还上", "环给": "还给", "是那家": "是哪家",
    "是那里": "是哪里", "是那位": "是哪位", "你那位": "你哪位", "那家公司": "哪家公司", "那个公司": "哪个公司",
}  # fmt: skip
"""Other slips of ear and hand that are seen often enough to name."""

_GRAMMAR = frozenset("是的了我你他她它们不就也在有这那一二三四五六七八九十两几事时去会要能想来说吗吧呢啊个和跟把被给对没很都")
_TYPO = re.compile("|".join(sorted(map(re.escape, TYPOS), key=len, reverse=True)))


@lru_cache(maxsize=8192)
def _sounds(char: str) -> frozenset[str]:
    """The readings of one character, without tones."""
    readings = pinyin_dict.get(ord(char), "")
    plain = unicodedata.normalize("NFD", readings.replace("ü", "v").replace("ǖ", "v").replace("ǘ", "v").replace("ǚ", "v").replace("ǜ", "v"))
    return frozenset("".join(c for c in plain if not unicodedata.combining(c)).split(",")) - {""}


@lru_cache(maxsize=8192)
def _spelled(word: str) -> tuple[str, ...]:
    """The word's usual sound: 还 is huan here. Rare readings are no slips of the ear: 前面 is not 减免, 完 is not 款. Empty where not all of it is Chinese."""
    sounds = lazy_pinyin(word)
    return tuple("huan" if c == "还" else sound for c, sound in zip(word, sounds, strict=True)) if len(sounds) == len(word) else ()


_INDEX: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
for _word in WORDS:
    _INDEX.setdefault(_spelled(_word)[0], []).append((_word, _spelled(_word)))


def mend(text: str) -> str:
    """The text with slips and homophones of `WORDS` put right; its length may change only by what `TYPOS` changes."""
    text = _TYPO.sub(lambda m: TYPOS[m[0]], text)
    out: list[str] = []
    here = 0
    while here < len(text):
        word = _mended_at(text, here)
        out.append(word or text[here])
        here += len(word) if word else 1
    return "".join(out)


def _mended_at(text: str, here: int) -> str | None:
    if not "一" <= text[here] <= "鿿":
        return None
    for sound in _sounds(text[here]):
        for word, spelled in _INDEX.get(sound, ()):
            window = text[here : here + len(word)]
            if window == word:
                return word
            if len(window) == len(word) and _is_slip(window, word, spelled):
                return word
    return None


def _is_slip(window: str, word: str, spelled: tuple[str, ...]) -> bool:
    if window in REAL or window in phrases_dict or any(a != b and a in _GRAMMAR for a, b in zip(window, word, strict=True)):
        return False
    return _spelled(window) == spelled
