"""Replies that are nothing but a yes, a no, or a sound: what they mean is decided by the question."""

from __future__ import annotations

import re


def _split(alternatives: str) -> list[str]:
    """The alternatives of a regex, split where they are not inside a group."""
    out, depth, here = [], 0, ""
    for c in alternatives:
        depth += (c == "(") - (c == ")")
        if c == "|" and depth == 0:
            out.append(here)
            here = ""
        else:
            here += c
    return [*out, here]


def _run_of(alternatives: str, after: str = "") -> re.Pattern[str]:
    """A whole reply made of these words. Each word is settled once (longest first), so that no reply takes long to refuse."""
    words = "|".join(sorted(_split(alternatives), key=len, reverse=True))
    return re.compile(f"(?:(?>{words}){after})+")


_YES_ZH = _run_of(
    r"我是|嗯+|恩|唔|哎|是+的?|对+的?|好+的?|行+的?|可以+的?|没问题|没错|没毛病|不错|当然(?:可以|了|好|行)?|同意|愿意|知道了?|明白了?|"
    r"了解|清楚了?|收到|成|中|得嘞|要得|没意见|没异议|确认|确定|确实|正确|"
    r"就这样|就这么办|就这么定|说定了|一言为定|按你说的(?:办|来|做)?|听你的|那就这样|没关系|方便|你说|您说|说吧|请说|请讲|你讲|讲吧|说|讲|有话[快就直]?说|"
    r"必须的|需要|要的?|有的?|在的?|能的?|会的?|中的|ok|okay|yes|yeah|yep|好滴|好嘞|好呀|"
    r"欧克|好说|无所谓都行|都行|都可以|也行|也可以|还行|还可以|不反对|不是不行|不是不可以|没什么不行的?|没什么不可以的?|怎么不行|行啊|"
    r"okk+|okok|好哒|好的呢|嗯呢|嗯[呐哪]|昂+|对呀|对滴|是滴|是哒|是呀|是呢|可不(?:是|是嘛)?|那可不|阔以|可以滴|可以哒|得行|妥(?:了|妥的)?|得|安排|走起|准了?|"
    r"冇问题|木问题|木有问题|得嘅|系|系啊|系嘅|确认无误|无误|就按这个(?:来|办)?|就这么着|照办|照你说的(?:办|来|做)?|依你|随你|听你安排|那成|也成|没啥问题|没啥意见|"
    r"晓得了?|认可|y|可以的呀|行行行|好说好说|没什么问题|"
    r"那行|那好|那可以|那就好|可|嗯哼|正是|对头|好哒|好咧|我(?:同意|愿意|知道了?|明白了?|可以|确认|清楚了?|能|接受|没问题|没意见)|"
    r"成交|没得说|接受|谢谢|麻烦了?|辛苦了?|就是|应该是|应该是的|是这样的?|没事|欸|诶|哦|噢|啊|呀|吧|呢|嘛|哈|了|啦|呗|的|那|就|,"
)
_NO_ZH = _run_of(
    r"不是我(?!们)|不+(?!是我|错)(?:了|是(?:这样|那样|这么回事|那么回事)的?|是的?|行|用了?|要了?|可以|对|能|会|好(?!意思)|同意|愿意|需要了?|想|必了?|太行|太好|接受|方便说|成|中|"
    r"谢谢|认可|答应|确定|清楚|知道|感兴趣|可能|考虑|信|肯|准)?|没有+的?|没(?!有|错|问题|事|关系|毛病|意见)|没有没有|别了?|算了吧?|拒绝|否|错|错了|免了|no|nope|不不|"
    r"甭了?|才不(?:要|用|行)?|唔(?:得|系|要|使|好|可以)|不系|勿(?:是|要|好|用)|木有|莫要?|不得行|不成的|n|拉倒吧?|免谈|不来|不干|不必了?|大可不必|婉拒|pass|不太想|"
    r"不乐意|不情愿|不认可|否定|不准确|不正确|不符|没这个意思|没那个意思|下次一定|"
    r"我不(?:要|用|同意|愿意|需要|想|行|可以|接受|能|会|考虑|知道)?|"
    r"那不行|那可不(?:行|成|好|可以)|肯定不行|绝对不行|当然不|当然不是|没这回事|没那回事|哪有|不存在|怎么可能|并不是?|并非|并没有|才不是?|根本不是|暂时不用|"
    r"暂时不需要|先不用|先不了|下次吧|不好意思|谢谢|抱歉|对不起|"
    r"我(?:拒绝|没有)|这(?:个)?(?:不行|不可以|不对)|吧|啊|呀|呢|的|了|啦|哦|嗯|,|哎|诶"
)
_YES_EN = _run_of(
    r"oh|um|well|and|so|then|sir|maam|for me|with me|with that|to that|yes+|yeah+|yup|yep|aye|sure|okay|o k|all right|right|correct|"
    r"absolutely|definitely|certainly|of course|fine|that is (?:fine|right|correct|okay|good|great|true|it|all right|cool|"
    r"what i want|accurate)|sounds (?:good|great|fine|okay|right|reasonable)|works for me|that works|that will work|that would (?:work|"
    r"be (?:fine|great|good|okay|nice))|i (?:do(?! not)|am(?! (?:not|good))|can(?! not)|will(?! not)|agree|guess(?: so)?|think so|"
    r"suppose(?: so)?|understand|would|have|did|accept|see|got it|confirm)|it is|it does|it was|"
    r"you (?:can|may|are right|got it|bet)|please(?: do)?|go ahead|uh huh|mhm+|mm ?hm+|mm hmm|indeed|exactly|affirmative|agreed|"
    r"yes (?:sir|maam|ma'am)|yessir|no problem|not a problem|no objections?|no worries|perfect|great|good|"
    r"cool|why not|for sure|by all means|deal|done|got it|understood|true|alrighty|roger|yes please|you bet|thank you|thanks|"
    r"i am okay with (?:that|it)|okay then|very well|si|totally|done deal|let us do (?:it|that)|i do not (?:mind|disagree|object)|"
    r"okie dokie|okey dokey|okey doke|alrighty then|you betcha|sure (?:is|am|do|does|did|will)|word|bet|say less|fo sho|ten four|10 4|copy that|roger that|aye aye|"
    r"righto|righty o|fair enough|(?:i )?do not see why not|i am (?:in|down|game|on board|good with (?:that|it))|count me in|good with me|(?:that|it) is a (?:yes|go)|"
    r"yes indeed|yes siree|yessiree|yass+|yas|ye|yeh|(?:hell|heck|damn|darn) (?:yes|yeah|right)|you know it|that is about right|sounds about right|suits me|"
    r"works|proceed|i concur|concur|affirm|positive|naturally|by all means|right on|correctamundo|(?:i )?can do(?: that)?|let us do that|do it|make it so|"
    r"yes let us|that is the one|good deal|i would say so|i reckon(?: so)?|i believe so|absolutely yes|"
    r"go for it|will do|sure thing|that is okay with me|fine by me|fine with me|i would like that|i said yes|y|that is me agreeing|yes i would",
    r"\b[ ,]*",
)
_NO_EN = _run_of(
    r"oh|um|well|uh|absolutely|definitely|certainly|probably|i said|hell|hard|sir|maam|then|please|it is not|i am not|no+|not|nah+|n|"
    r"never|negative|no way|no thanks?|no thank you|not really|no (?:sir|maam|ma'am)|i (?:do not(?: (?:think so|agree|want(?: (?:to|that|"
    r"it))?|know|accept))?|am not(?: interested)?|can not|will not|would not|could not|have not|did not|disagree|decline|think not|"
    r"guess not|"
    r"would rather not|am good|am not interested|am afraid not|never did)|it is not|it does not|it was not|that is not (?:right|correct|"
    r"true|okay|fine|it|possible|going to work|good)|that is (?:wrong|incorrect|false)|that (?:does not|will not|"
    r"would not) work(?: for me)?|not (?:at all|interested|today|possible|really|okay|that|this time|a chance|for me|happening|quite|"
    r"exactly|true|necessary|needed)|absolutely not|definitely not|of course not|(?:that is )?not what i (?:said|meant|asked)(?: for)?|i did not say that|forget (?:it|that|the (?:whole )?(?:plan|thing))|"
    r"naw|man|bro|hon|honey|jose|josé|nope nope|no (?:siree|dice|bueno|way jose)|nosiree|hard pass|i will pass|i pass|(?:aw )?(?:heck|hell) (?:no|nah|naw)|"
    r"not on your life|(?:i would )?(?:rather|prefer) not|not for me|negatory|nada|zilch|(?:that|it) is a no(?: from me| for me)?|yeah no|mm mm|not (?:that day|then|that one)|"
    r"(?:that|it) (?:day|time|one)? ?(?:does|will) not work(?: for me)?|(?:i )?do not think so|(?:i )?can not do that|i disagree|not correct|not so|n o|i doubt it|"
    r"under no circumstances|certainly not|no i would not|no it is not|not gonna do that|i will not do that|"
    r"nope|nay|uh uh|nuh uh|nuh|incorrect|wrong answer|false|do not|please do not|not (?:gonna|going to) happen|no can do|no deal|none|sorry|thanks|thank you|"
    r"i am sorry|forget it|never mind|not going to work|they are not|we are not|we do not|you can not|you may not",
    r"\b[ ,]*",
)
_SOFT_ZH = re.compile(r"^(?:哦|噢|啊|呀|吧|呢|嘛|哈|了|啦|呗|的|那|就|谢谢|嗯哼|欸|诶|哎|麻烦了?|辛苦了?|不好意思|抱歉|对不起|,|!|\.)+$")
_DENIED_ZH = re.compile(r"[不没别算拒否错免甭唔勿莫拉木婉]|哪有|怎么可能|下次|^no?(?:pe)?$|no|pass")
"""A no has one of these; 嗯呢 has not."""
_MAYBE_YES_ZH = ("嗯", "恩", "唔")

_SOFT_EN = re.compile(r"^(?:thanks?|thank you|sorry|i am sorry|please|good|great|not|man|bro|hon|honey|sir|maam|then|well|oh|um|so|and|for me|,|\s)+$")

NOISE_ZH = re.compile(r"^(?:嗯|呃|额|那个|这个|就是|然后|啊|哦|唔|哎|唉|诶|噢|就是说|怎么说呢?|我|你|,)+$")
"""Fillers and nothing else: 嗯 那个 这个. (嗯 alone is a yes and is asked first.)"""


_NOTHING_WRONG_ZH = re.compile(r"没(?:有)?(?:什么|啥)?不(?:对|行|妥|可以|同意|合适)的?(?:地方)?[,了呀]*")
_NOT_MEANT_ZH = re.compile(r"(?:不,|不对,|不是,)?我?(?:也)?(?:不是(?:这个|那个|这)意思|没(?:这么|那么)说过?|说的不是(?:这个|那个|这))[,呀]*")
"""Sentences that are a yes or a no, though their words alone say otherwise."""


def yes_or_no_zh(text: str) -> str | None:
    """`yes`, `no` or None, for a whole normalised reply with its fillers still in."""
    if _NOTHING_WRONG_ZH.fullmatch(text):
        return "yes"
    if _NOT_MEANT_ZH.fullmatch(text):
        return "no"
    if re.fullmatch(r"(?:嗯|恩|唔|,|啊)+", text):
        return "yes" if any(c in text for c in _MAYBE_YES_ZH) else None
    if _SOFT_ZH.match(text) or re.search(r"\?", text):
        return None
    if _NO_ZH.fullmatch(text) and _DENIED_ZH.search(text):
        return "no"
    return "yes" if _YES_ZH.fullmatch(text) else None


def yes_or_no_en(text: str) -> str | None:
    """The same for English."""
    text = text.strip(" ,")
    if _SOFT_EN.match(text) and text not in ("good", "great", "not", "please"):
        return None
    if "?" in text:
        return None
    if _YES_EN.fullmatch(text):
        return "yes"
    return "no" if _NO_EN.fullmatch(text) else None


_LEAD_ZH = re.compile(r"^(?:嗯|啊|喂|你好|,)*(?:(?P<yes>是的?|对的?|没错|嗯|我是)(?:,|我|你|什么|怎么|请|哪|有|$)|(?P<no>不是(?!不|说|"
                      r"我不)|不对|不,|没有,))")
_LEAD_EN = re.compile(r"^(?:um |uh |hello |hi |oh |, )*(?:(?P<yes>yes|yeah|yup|correct|i am|that is right)\b|(?P<no>no|nope)\b(?! (?:one|"
                      r"body|money|way|problem|idea|more|need)\b))")


def leading_answer(text: str, lang: str) -> str | None:
    """`yes` or `no` where a longer reply begins with one."""
    found = (_LEAD_ZH if lang == "zh-CN" else _LEAD_EN).match(text)
    if not found:
        return None
    return "yes" if found["yes"] else "no"
