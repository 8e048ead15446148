"""What a reply only denies: "I am not disputing it", 我不是要投诉, "nobody stole my identity", 谁说他去世了.

What is denied is no claim: the patterns do not read it, and the model sees of it only that it was denied. Only plain openings count (a
negated verb of saying or wanting, a question that scoffs, a nobody), for "I am not paying" and 我不想活了 are meant. A denial ends where the
speaker says what is the case instead, and never runs on over a wish: in "I'm not asking again, stop calling" the stop is read.
"""

from __future__ import annotations

import re

_ZH = re.compile(
    r"""(?:
      (?<![是还])不是(?:说(?![了过好])|要(?!么)|想|来|因为|怕|怀疑|嫌|没(?=[收看听接钱])|不(?=[认知想愿还给付]))
    | (?<![有还])没(?:有)?(?:说(?![清错完明])|讲)过?
    | 没(?:有)?(?:要|打算|想要|想过要)(?=投诉|告|举报|请律师|申请破产|自杀|寻死|退订)
    | (?<![有还])没(?:有)?(?=(?:请|找|雇)过?律师|(?:申请|宣告)过?(?:个人)?破产|个人破产|破产)
    | 没(?:有)?人(?=冒用|盗用|冒名|骗我|偷|逼|拦|去世|过世)
    | (?<![是还能])不是(?=(?:骗子|别人|有人|被人?)?(?:冒用|盗用|冒名))
    | 谁(?:说|讲|告诉你)的?(?!我[是叫姓])(?=[^,?]{0,6}(?:死|去世|过世|走了))
    | (?:不用|不必|不需要|没让你|没叫你)(?=退订|停(?:短信|电话))
    )
    (?![^,?]{0,16}吗)
    (?:(?!别|不要|不许|不用|请你|马上|活|想死|去死)[^,?]){0,16}?
    (?=,|\?|$|但|可是|不过|只是|而是|反正|懒得|D|就(?:想|要|问|只|是(?!说))|
       (?:我|钱|他|她)(?:就|只|又|是|想|要|问|可(?!能)|好好|还|今|明|这|D|能|可以|自己)|是(?:我|没|真|懒|个)|短信(?:照|可)|这个数)""",
    re.VERBOSE,
)
_EN = re.compile(
    r"""\b(?:
      (?:i\ )?(?:am|are|is|was)\ not\ (?:saying(?!\ (?:nothing|anything|another|a\ word|no\ more)\b)|claiming|suggesting|disputing|denying|contesting|filing|complaining|accusing|suing|hiring|arguing|
          threatening|reporting|hanging\ up|here\ to|calling\ to|trying\ to\ (?!live|be\ here)|looking\ to)
    | \bi\ (?:did|do)\ not\ (?:say(?!\ (?:nothing|anything)\b)|(?=file\ (?:for\ )?(?:bankruptcy|chapter)|hire\ a|have\ (?:a\ |any\ )?(?:lawyer|attorney)))
    | (?:^|\bi\ )never\ (?:said|claimed)
    | (?:it\ is\ )?(?<!can\ )not\ (?:that|because)(?=\ (?:i|the|it)\b)(?!\ i\ know\ of)
    | (?:no\ ?body|no\ one)\ (?:stole|hacked|forged|scammed|is\ stopping|died|passed|is\ dead)
    | who\ (?:told\ you|said)(?:\ that)?(?!\ i\ (?:am|owe))(?=(?:\ [a-z]+){1,3}\ (?:died|dead|passed|filed|bankrupt|gone)\b)
    | (?:not\ have\ to|not\ need\ to|no\ need\ to|not\ ask(?:ing)?\ you\ to)\ (?:stop|quit|remove|unsubscribe|take\ me\ off)
    )
    (?:\ (?:i|you|he|she|it)\b)?+
    (?:\ (?!stop\b|call\b|quit\b|do\ not\ (?:call|text|contact|record|phone|ring)\b|please\b|leave\b|talk\b|speak\b|get\b|lose\b|take\ me\b|want\ to\ die\b)[a-z']+){0,9}?
    (?=$|\ \?|\ (?:but|though|just|only|so|because|or\ anything)\b|\ it\ is\ (?:mine|me)\b|\ i\ (?!did|was|had|owe|have|wo)[a-z]+\b|\ (?:he|she|they|you)\ (?:is|are|did|just)\b|\ [DA]|\ (?:what|who|how|when|where|why|which|could|can)\b)""",
    re.VERBOSE,
)
_OF = {"zh-CN": _ZH, "en-US": _EN}


def without_denials(marked: str, lang: str, by: str = "X") -> str:
    """A marked reply with what it only denies made unreadable, its length kept."""
    return _OF[lang].sub(lambda m: by * len(m[0]), marked)
