"""English words written out: contractions (with or without apostrophe), texting shorthand, slips of hand."""

from __future__ import annotations

import re
from functools import lru_cache

_NOT = {"don't": "do not", "doesn't": "does not", "didn't": "did not", "can't": "can not", "cannot": "can not", "won't": "will not",
    "isn't": "is not",
        "aren't": "are not", "wasn't": "was not", "weren't": "were not", "haven't": "have not", "hasn't": "has not", "hadn't": "had not",
        "couldn't": "could not", "wouldn't": "would not", "shouldn't": "should not", "ain't": "am not", "mustn't": "must not"}  # fmt: skip
_SHORT = {
    "u": "you", "ur": "your", "r u": "are you", "pls": "please", "plz": "please", "thx": "thanks", "ty": "thanks", "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "tmw": "tomorrow", "2moro": "tomorrow", "2morrow": "tomorrow", "tomorow": "tomorrow", "tommorow": "tomorrow",
    "tommorrow": "tomorrow", "2day": "today",
    "2nite": "tonight", "tonite": "tonight", "pymt": "payment", "pmt": "payment", "pmnt": "payment", "pymnt": "payment", "pymts": "payments", "pmts": "payments", "pymnts": "payments", "pmnts": "payments", "msging": "messaging",
    "acct": "account", "acc": "account",
    "amt": "amount", "msg": "message", "msgs": "messages", "txt": "text", "txts": "texts", "txting": "texting", "atty": "attorney", "b4": "before",
    "gonna": "going to", "imma": "i am going to", "ima": "i am going to", "finna": "going to", "gon": "going to", "hunnid": "hundred", "hunned": "hundred",
    "aight": "all right", "naw": "no", "pd": "paid", "bout": "about", "tryna": "trying to", "whatchu": "what do you", "dis": "this", "dat": "that",
    "dem": "them", "nuttin": "nothing", "nothin": "nothing", "sumthin": "something", "callin": "calling", "textin": "texting", "payin": "paying",
    "workin": "working", "talkin": "talking", "doin": "doing", "goin": "going", "u'll": "you will", "gf": "girlfriend", "bf": "boyfriend",
    "wanna": "want to", "gotta": "got to", "gimme": "give me", "lemme": "let me", "dunno": "do not know", "cuz": "because",
    "bc": "because", "coz": "because",
    "'cause": "because", "idk": "i do not know", "rn": "right now", "asap": "as soon as possible", "nmber": "number", "numbr": "number",
    "lawer": "lawyer", "laywer": "lawyer", "lawyr": "lawyer",
    "ph": "phone", "nvr": "never", "ppl": "people", "yall": "you", "y'all": "you", "em": "them", "outta": "out of", "kinda": "kind of",
    "nah": "no",
    "nope": "no", "yea": "yeah", "yah": "yeah", "ya": "yeah", "yep": "yes", "yup": "yes", "yess": "yes", "wat": "what", "wht": "what",
    "whos": "who is",
    "how'd": "how did", "who'd": "who would", "where'd": "where did", "whats": "what is", "thats": "that is", "hes": "he is",
    "shes": "she is", "im": "i am", "its": "it is", "ive": "i have", "id like": "i would like", "theyre": "they are",
    "ill pay": "i will pay", "ill call": "i will call", "ill send": "i will send", "ill give": "i will give", "ill get": "i will get",
    "ill do": "i will do",
    "ill report": "i will report", "ill never": "i will never", "ill have": "i will have", "ill make": "i will make", "isnt": "is not",
    "arent": "are not",
    "wasnt": "was not", "didnt": "did not", "doesnt": "does not", "dont": "do not", "cant": "can not", "wont": "will not",
    "havent": "have not",
    "hasnt": "has not", "couldnt": "could not", "wouldnt": "would not", "aint": "am not", "youre": "you are", "youve": "you have",
    "lets": "let us",
    "let's": "let us", "o'clock": "oclock", "o clock": "oclock", "a.m": "am", "p.m": "pm", "a m": "am", "p m": "pm", "payed": "paid",
    "cease": "stop",
    "quit": "stop", "wk": "week", "wks": "weeks", "mo": "month", "mos": "months", "hrs": "hours", "hr": "hour", "mins": "minutes",
    "w/": "with",
    "installments": "instalments", "installment": "instalment", "instalment plan": "payment plan", "instal ments": "instalments",
    "cell phone": "phone",
    "cellphone": "phone", "ok": "okay", "k": "okay", "kk": "okay", "alright": "all right", "whose this": "who is this", "c'mon": "come on",
}  # fmt: skip
_WORDS = _NOT | _SHORT
_KNOWN = re.compile(r"(?<![\w'$])(?:" + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)) + r")(?![\w'])")
_FIGURE_K = re.compile(r"(?<=[0-9]) okay\b|(?<=point one|point two|point six|point ten) okay\b|(?<=point four|point five|point nine) okay\b|(?<=point three|point seven|point eight) okay\b")
_IS = re.compile(r"\b(he|she|it|that|this|there|here|who|what|where|how|when|name|nobody|one|someone|somebody|everything|money|"
                 r"business|whoever|rent)'s\b")
_IS_OF_KIN = re.compile(r"\b(mom|dad|mother|father|wife|husband|brother|sister|son|daughter|roommate|boyfriend|girlfriend|grandma|grandpa|uncle|aunt|cousin|man|woman|guy|lady|person|borrower|holder|kid|baby|fella)'s"
                        r"(?= (?:gone|not|dead|out|at|away|asleep|in|on|been|here|busy|sick|working|driving|sleeping|home|unavailable|deceased)\b)")
_ENDINGS = ((re.compile(r"\b(\w+)'re\b"), r"\1 are"), (re.compile(r"\b(\w+)'ll\b"), r"\1 will"), (re.compile(r"\b(\w+)'ve\b"), r"\1 have"),
            (re.compile(r"\bi'm\b"), "i am"), (re.compile(r"\b(i|we|you|he|she|they|that)'d\b"), r"\1 would"))  # fmt: skip

_HEARD_APART = tuple((re.compile(rf"\b(?:{heard})\b"), meant) for heard, meant in (
    (r"bank ?(?:rup|rups|rupt|wrap|rub) ?(?:cy|sy|see|tsy|sea|c)|bank (?:rupt cy|rup see|rupt see)|bank rup t cy", "bankruptcy"),
    (r"bank (?:rupt|rup|wrapped)", "bankrupt"), (r"(?:a|at) ?(?:torn|turn|tourn) ?(?:ey|ee|y)|a turnkey", "attorney"), (r"law yer", "lawyer"),
    (r"sue (?:a|i|e) ?(?:side|cide)|sui cide|su icide", "suicide"), (r"suicide (?:al|all)|sue a sidle", "suicidal"), (r"har ?ass ?(?:ment|mint)", "harassment"),
    (r"har ass ing", "harassing"), (r"dis ?pute|this pewt", "dispute"), (r"de ceased|the ceased|dis eased", "deceased"), (r"(?<=is )diseased|(?<=was )diseased", "deceased"),
    (r"(?:past|pasted|passd|pased|pass) away", "passed away"), (r"(?<=^)a gent|real a gent|an a gent", "agent"), (r"un ?sub ?scribe", "unsubscribe"), (r"identity thef|eye dentity theft|i dentity theft", "identity theft"),
    (r"2(?= (?:die|end|kill|pay|live|be|call|talk|stop)\b)", "to"), (r"wnt", "want"), (r"goin", "going"), (r"(?:he|she) (?:is )?ded", "he is dead"), (r"not (?:rite|rihgt)", "not right"),
    (r"rung number|wrung number|long number(?= (?:sir|pal|man|buddy))", "wrong number"), (r"who'm", "who am"),
))  # fmt: skip
"""Words that a recogniser tears apart or hears as others."""

VOCABULARY = ["attorney", "lawyer", "bankruptcy", "bankrupt", "deceased", "complaint", "harassment", "harassing", "harassed",
    "identity", "stolen", "dispute", "instalments", "payments", "payment", "unemployed", "disability", "hospital", "surgery",
    "operator", "supervisor", "manager", "representative", "unsubscribe", "recording", "recorded", "tomorrow", "tonight", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "september", "october", "november",
    "december", "dollars", "suicide", "suicidal", "reporting", "brother", "sister", "husband", "daughter", "hundred", "thousand",
    "already", "number", "calling", "contact", "messages", "interest", "company", "balance"]
"""Words worth mending when one letter is wrong, missing, doubled or swapped."""

_LETTER = re.compile(r"[a-z]{6,}")
_REAL = frozenset(
    ["mother", "bother", "another", "bothers", "father", "brothers", "sisters", "daughters", "husbands", "lawyers", "attorneys",
    "complaints", "operators", "numbers", "companies", "payment's", "managers", "balances", "contacts", "contract", "recorder",
    "records", "calling", "falling", "telling", "selling", "killing", "filling", "pulling", "balanced", "message", "dispute",
    "disputed", "disputes", "payments", "collars", "dollar", "interests", "hospitals", "lumber", "slumber", "cumber", "hundreds",
    "thousands", "holding", "stole", "monkey", "sunny", "recorded", "report", "reports", "hosting", "posting", "internet", "complain",
    "complained", "complains", "identify", "identified", "depute", "operates", "operator", "operate", "managed", "manage", "manages"]
)


def expand(text: str) -> str:
    """Contractions opened, shorthand and near-misses of `VOCABULARY` written out. `text` is plain already."""
    text = text.replace("@", " at ").replace("wrong #", "wrong number")
    text = _KNOWN.sub(lambda m: _WORDS[m[0]], text)
    for heard, meant in _HEARD_APART:
        text = heard.sub(meant, text)
    text = _FIGURE_K.sub(" k", text)
    text = _IS_OF_KIN.sub(r"\1 is", _IS.sub(r"\1 is", text))
    for pattern, whole in _ENDINGS:
        text = pattern.sub(whole, text)
    return _LETTER.sub(lambda m: _near(m[0]), text)


def _deletions(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


_EXACT = frozenset(VOCABULARY)
_BY_DELETION: dict[str, str] = {}
for _w in VOCABULARY:
    if len(_w) >= 7 or _w in ("lawyer", "friday", "monday", "sunday", "number"):
        for _d in (*_deletions(_w), _w):
            _BY_DELETION.setdefault(_d, _w)


@lru_cache(maxsize=4096)
def _near(word: str) -> str:
    """The word of `VOCABULARY` that is one slip away, or the word itself."""
    if word in _EXACT or word in _REAL or any(word.startswith(v) for v in VOCABULARY):
        return word
    for form in (word, *sorted(_deletions(word))):
        found = _BY_DELETION.get(form)
        if found and abs(len(found) - len(word)) <= 1 and word[0] == found[0]:
            return found
    return word
