"""Hints, in English: looser than the patterns, and looked for only where no pattern was found. Better a hint than `unknown`."""

from __future__ import annotations

HINTS = {
    "crisis": r"""
? self | \b(?:razor(?: blade)?s?|noose|overdos(?:e|ed|ing)|suicid\w+)\b|\b(?:kill|shoot|hang|harm|hurt|cut|drown)(?:s|
    ing)? (?:my|him|her|them)sel(?:f|ves)\b|\b(?:do|doing|done) something(?: \w+)? to (?:my|him|her)self\b|\b(?:not|
    never)(?: \w+){0,4} (?:be|being|stay|staying|stick|sticking) (?:around|alive)\b|\b(?:point|sense|use) (?:of|
    in) (?:living|going on|life|carrying on)\b|\bdriv(?:e|ing)(?: \w+){0,3} (?:into|off) (?:a|the) (?:tree|wall|river|
    lake|pole|bridge|cliff)\b|\bon (?:the|a) (?:bridge|roof|ledge|edge)\b.{0,16}\b(?:not|down|over|jump)\b|
    \bend(?:ing)? (?:my|his|her) life\b|\b(?:wants?|wanted) to die\b|\b(?:my|the) last (?:night|day|hour)s?\b|
    \bobituar\w+\b|\b(?:reason|will|desire) to (?:keep |go on )?liv(?:e|ing)\b|\bno (?:reason|point) to (?:live|go on|
    keep)\b|\b(?:too many|all my|a bunch of) pills\b
? danger | \b(?:locked|trapped|tied|held|chained)(?: \w+){0,3} (?:basement|room|closet|trunk|garage|attic)\b|\b(?:please )?help me(?: please)?$|\bplease help$|\bbleeding\b
""",
    "deceased": r"""
? dead | \b(?:he|she|they|who|person|jordan|kelly|lee|{kin}|[a-z]+)(?: \w+){0,2} (?:died|deceased|passed(?: away| on)|
    was killed|not alive|no longer (?:alive|living)|in a (?:grave|coffin|cemetery))\b|\b(?:funeral|cremated|buried|
    deceased|obituary)\b
""",
    "attorney": r"""
? law | \b{law}\b|\blaw offices?\b|\brepresents? (?:me|us)\b
""",
    "bankruptcy": r"""
? bankrupt | \bbankrupt\w*\b|\binsolven\w+\b|\b(?:judge|court|debts?)(?: \w+){0,3} discharged?\b|\bdischarged (?:my|our|all|the) (?:\w+ )?debts?\b
""",
    "opt_out": r"""
? call=voice | \b(?:stop|stopped|quit|cease|never|do not|not|no|without|permission|refrain)(?: \w+){0,6} (?:calls?|
    calling|phon(?:e me|ing)|ring(?:ing)?)\b|\b(?:calls?|calling)(?: \w+){0,3} (?:stop|end|cease|quit)\b
? text=sms | \b(?:stop|stopped|quit|cease|never|do not|not|no|with|permission|refrain)(?: \w+){0,6} (?:texts?|texting|
    messages?|sms)\b|\b(?:texts?|messages?|texting)(?: \w+){0,3} (?:stop|end|cease|quit)\b
? contact=all | \b(?:stop|stopped|quit|cease|never|do not|refrain|leave)(?: \w+){0,6} (?:contact\w*|bother\w*|
    reach(?:ing)? out|hear(?:ing)? from you|alone)\b|\b(?:end|cease|halt|stop) (?:all|any|every) (?:communications?|
    contact|correspondence)\b
""",
    "complaint": r"""
? complain | \b(?:complain\w*|harass\w*|attorney generals?|illegal|against the law|lawsuit|know my rights|cfpb|ftc|bbb|report(?:ing)? (?:you|this|all of you))\b
""",
    "wrong_person": r"""
? other | \bwrong (?:number|person|guy|man|lady|party)\b|\b(?:nobody|no one|no \w+) (?:here|by that name|lives here)\b|\bdo(?:es)? not know (?:him|her|them|that person|any)\b|
    \bnew number\b|\b(?:had|have) this (?:number|phone)\b
""",
    "third_party": r"""
? kin | \b(?:i am|this is|it is) (?:his|her|their) \w+
? away | \b(?:he|she)(?: (?:is|has|went|left|just|already|had))+(?: \w+){0,2} (?:out|away|work|home|here|back|day|asleep|shower|store|busy|available|weekend|school|airport)\b
""",
    "fraud": r"""
? stolen | \bfraud\w*\b|\b(?:stole|stolen|forged|hacked|scammed)(?: \w+){0,4} (?:my|identity|name|info|information|
    social|card)\b|\b(?:someone|somebody|people)(?: else)? (?:used|opened|got|took)(?: \w+){0,5} my\b|
    \breport(?:ed)?(?: \w+){0,3} (?:as|for) (?:fraud|identity theft|stolen)\b
""",
    "dispute": r"""
? wrong | \b(?:amount|balance|fees?|charges?|interest|total|bill|number)(?: \w+){0,4} (?:wrong|incorrect|bogus|
    mistake|error|off|too (?:high|much)|made up|ridiculous)\b|\b(?:not|never) (?:mine|my (?:debt|bill|loan|account)|
    owed?|borrowed|signed|agreed|opened|bought)\b|\bover ?charg\w+\b|\bdisput\w+\b|\b(?:cancell?ed|
    returned)(?: \w+){0,3} (?:service|contract|order|subscription|account|it)\b|\bproof\b|\bnever (?:been )?(?:late|
    behind|missed)\b|\b(?:should|ought to|has to|must) be (?:less|lower|zero|nothing|smaller)\b
""",
    "already_paid": r"""
? paid | \bpaid\b|^(?:sent|mailed|cleared|settled|handled|took care of|transferred|wired)\b|\btook care of (?:it|that|
    this)\b|\btook it out of my\b|\bmade(?: \w+){0,2} payment\b|\b(?:been|keep|kept) making(?: \w+){0,2} payments\b|
    \b(?:got|have|received) my (?:money|payment|check)\b|\b(?:it|payment|check|money|
    transfer)(?: \w+){0,2} (?:cleared|went (?:out|through)|posted|processed)\b
""",
    "hardship": r"""
? poor | \bhave not (?:been )?work(?:ed|ing)\b|\b(?:can not|could not|unable to|struggl\w+ to)(?: \w+){0,3} (?:pay|
    afford|make|swing|cover)\b|\bno (?:money|job|income|work|savings)\b|\bunemploy\w+\b|\b(?:hospital|medical bills?|
    surgery|disability|laid off|evicted|foreclosure|broke|food stamps)\b|\blost (?:my|our) (?:job|house|home|business|
    income|hours|insurance)\b|\bto my name\b|\bcut (?:my|our) hours\b|\bnothing left\b|\boverdrawn\b|\b(?:do not|
    did not) (?:make|earn|have)(?: \w+){0,2} (?:money|income|anything)\b|\bliving (?:in|out of) (?:my|our|the|
    a) (?:car|van|truck|shelter|motel)\b|\bstudent\b
""",
    "agent": r"""
? person | \b(?:talk|speak|put|get|transfer|connect|through|chat|deal)(?: \w+){0,6} (?:human|person|someone|somebody|
    supervisor|manager|representative|agent|operator)\b|\bhuman\b(?: \w+){0,4} (?:talk|speak|help)\b|\b(?:someone|
    somebody|anyone|anybody|human|person)(?: \w+){0,4} (?:speak|talk)\b
""",
    "instalments": r"""
? parts | \bA(?: \w+)? (?:a|per|each|every) (?:month|week|paycheck|check)\b|\b(?:split|spread|divide|break)(?: \w+){0,4} (?:up|over|into|months?|weeks?)\b|
    \bA (?:now|today)\b.{0,10}\bA\b|\bpayment (?:plan|arrangement)s?\b
""",
    "waiver": r"""
? less | \b(?:reduc\w+|waive\w*|discount\w*|forgive\w*|lower(?:ed|ing)?)\b|\b(?:less|off)(?: \w+){0,3} (?:fees?|interest|balance|amount)\b
""",
    "promise_to_pay": r"""
? will | \b(?:i|we)(?: \w+){0,4} (?:pay|send|give you|bring you|put)(?: \w+){0,6} \b[DA]\b|\b(?:get|have|find|
    come up with|do)(?: \w+){0,3} \bA\b|\b(?:give me|until|till|by)(?: \w+)? D\b
""",
    "pay_now": r"""
? how | \b(?:how|where|website|site|link|portal|online|card|app)(?: \w+){0,4} pay\b|\bpay(?: \w+){0,4} (?:website|link|portal|online|card|app|zelle|paypal|venmo)\b
""",
    "refuse": r"""
? no | \b(?:not|never|refuse to|will not)(?: \w+){0,3} (?:pay|paying|give you|giving you)\b
""",
    "callback": r"""
? later | \b(?:call|try|phone|reach)(?: \w+){0,3} (?:back|later|again|tomorrow|D|T|tonight|another)\b|\b(?:bad|another|better|different) time\b|\bbusy\b
""",
    "ask_identity": r"""
? who | ^(?:and |so |okay )*(?:you are|who|you are who|your name|and you)(?: \?)?$|\bwho(?: \w+){0,3} (?:you|calling|this)\b|\bwhat (?:company|agency|outfit|organization)\b
""",
    "ask_debt": r"""
? debt | \b(?:how much|how far|how long|what|which|when)(?: \w+){0,5} (?:owe|owed|debt|balance|loan|bill|behind|overdue|due|amount)\b
""",
    "ask_consequence": r"""
? will | \bwhat(?: \w+){0,5} (?:happens?|do)(?: \w+){0,3} if (?:i|we)\b|\b(?:lose|take|garnish|
    seize)(?: \w+){0,2} my (?:house|home|car|wages|paycheck|job|license)\b|\b(?:sue me|go to (?:jail|court)|
    my credit(?! union| card))\b
""",
    "recording_objection": r"""
? record | \b(?:not|stop|no|off|without)(?: \w+){0,4} record(?:ing|ed)?\b
""",
    "repeat": r"""
? again | \b(?:not|can not|could not|barely)(?: \w+){0,2} (?:hear|catch|understand|follow)(?: you| that| it)?$|\bspeak up\b|\bsay (?:that|it) again\b
""",
    "wait": r"""
? moment | \b(?:give me|just|one|a|hold|wait)(?: \w+){0,2} (?:minute|second|sec|moment|mo)$|\b(?:hold|hang) on\b
""",
}  # fmt: skip
