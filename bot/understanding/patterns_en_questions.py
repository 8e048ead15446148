"""What borrowers ask, in English: who calls, whether a machine does, about the debt, and what follows."""

from __future__ import annotations

QUESTIONS = {
    "ask_identity": r"""
- other | \bwho (?:is|are|was)(?: \w+){0,2} (?:responsible|in charge|paying|winning|going|coming|at the door|
    the (?:president|father|winner|best|manager)|he|she|that guy|your (?:boss|manager|supervisor))\b|\bwho (?:do|
    can|should|would) i (?:pay|make|talk|speak|call|contact|send|owe)\b|\bwho (?:says|said|told|knows|cares|else|
    took|opened|used|signed|owes|won|gave (?:me|him))\b|\bwho am i$|\bwhat (?:company|bank|lender) (?:is (?:the|
    this) (?:debt|loan|account|bill)|did i|do i|was (?:the|it))
who | \b(?:who|whom) (?:the (?:hell|heck|fuck) )?(?:is|are|am i|was|might|may i ask|do you|did you say|exactly|
    r)(?: (?:you|this|it|that|calling|there|speaking|talking|am i|exactly|on|the|line|with|to|your|guys|people|again|
    really|supposed to be|calling me|please|even|ask|be))* ?(?:$|,|you\b|this\b|calling|speaking|there|it|that|with|
    to|work|represent|represent(?:ing)?|talking|on the|and|i|from|asking|people|from again|again|\?)|^(?:um |hello |
    hi |sorry |excuse me |yes |no |okay )*who(?: ,)?(?:$| who| dis| now| again)|\b(?:may|can|could|might) i (?:ask|
    know|please ask) (?:who|whom|what (?:company|this company|organization))\b|\b(?:which|what|whose) (?:company|bank|
    agency|organization|organisation|business|firm|lender|department|office|number|outfit|institution)(?: (?:is|are|
    was|do|did|you|this|it|calling|with|from|again|exactly|say|said|the|name))*(?:$| ,| this| you| are| from| calling|
     did you| do you|\?)|\b(?:where|what place|what state|what city|what country) (?:are|is|do|did)(?: (?:you|this|it|
    call|guys|people|the))* (?:calling|call|from|located|based|coming)\b|\bwhat (?:is|was) (?:your|the|this) (?:name|
    company|business|agency|organization|number|company's name|company name|name of (?:your|the|this) (?:company|
    agency|business|bank|firm)|employee (?:id|number)|license number|address(?! to)|(?:callback|phone|contact|office|direct|toll free|main|call back) (?:number|line)|badge number|
    extension)\b|\b(?:your|you) (?:name|company(?: name)?|credentials|license|employee id|badge number) (?:please|
    again)\b|\b(?:identify|introduce) yourself\b|\b(?:tell|give) me (?:your|who|the (?:name|company)|
    what company)(?: \w+){0,3}(?:name|are|company|you|this|is|number|agency|work|id|$)|\bdo i know you\b|
    \bi do not know who (?:you|this|is)\b|\bwhat do you do$|\bcalling from where\b|\bwho do you (?:work|represent)\b|
    \bwho gave you\b|\b(?:state|say) your (?:full )?(?:name|company|business)\b
whom | ^(?:um |hello |hi |sorry |yes )*(?:and )?who (?:are|is it) you (?:looking for|trying to reach|after|want|need)$
on-whose | \b(?:on behalf of|on whose behalf|behalf of who\w*|who (?:hired|sent|authori[sz]ed) you|who do you (?:work for|
    represent)|represent(?:ing)? (?:who|whom|which))\b|\b(?:what|who) gives you (?:the|a) right\b|\bwhat right\b|
    \bby what (?:right|authority)\b|\b(?:how|where) did you (?:get|find|obtain|come (?:by|up with)|
    acquire)(?: \w+){0,2} (?:my|this|our) (?:\w+ )?(?:number|info|information|name|contact|details|phone|address|
    data)\b|\b(?:are you|is this|you|this|it)(?: (?:guys|people|really|even|a|an|from|some|kind|of|is|another|
    sounds|like|seems|look|just|not|the|all|legit|actually|i|am|think|sure|must|be|has to be|probably|
    call))* (?:legit(?:imate)?|scam(?:mer|mers|s)?|real company|licensed|spam|telemarketer|telemarketing|fraud|fake|
    phishing|debt collectors?|collection agency|collections|collection(?:s)? (?:company|call)|third party|
    selling something|the bank|sales call|solicitor|solicitation|a bank|prank)\b(?! (?:loan|account|in my name|took|
    used|charge))|\b(?:how do i|how can i|how would i|can you|prove|why should i|how am i)(?: (?:know|verify|trust|
    be|sure|prove|confirm|that|tell|even|supposed|to|believe))+ (?:you|who|this is|it is|are|this|
    the)(?: \w+){0,3} ?(?:real|legit|legitimate|are|scam|from|who|say|with|are who|really)?\b(?! (?:debt|loan|
    is (?:mine|my)|amount|i owe))|\bprove (?:who you are|you are|your identity)\b|\bwhat authority\b|
    \bwhat is your (?:relationship|connection) (?:to|with)\b
are-you | \b(?:are|is) (?:you|this|it)(?: guys| people| all)? (?:a |an |the |with the |from the |from |with |my |
    some |some kind of |really )*(?:lawyer|attorney|law firm|police|cops?|court|sheriff|government|irs|bank|lender|
    credit union|bill collectors?|insurance|marketer|agency|store|credit card company|loan company)\b
""",
    "ask_robot": r"""
- toy | \brobot (?:vacuum|dog|movie|wars|arm)\b|\bi (?:am|will be|have been)(?: also| now)? recording\b|
    \bis there(?: \w+){0,4} (?:available|i can|to (?:talk|speak))|\bmr robot\b|\bi am not a (?:robot|machine)\b
- agent | \b(?:not|do not|hate|tired|sick|refuse|rather not|stop|instead)(?: \w+){0,4} (?:talk(?:ing)?|speak(?:ing)?|
    deal(?:ing)?)(?: \w+)? (?:to|with) (?:a |an |this |some |your |the |you )?(?:\w+ )?(?:robot|machine|computer|
    bot|recording|ai|automated|robots|machines)\b|\brobo ?calls?\b
robot | \b(?:are|is|am|r)(?: (?:you|this|i|it|that|there|we|not|even|actually|really|speaking|talking|to|with|a|an|
    the|some|just|like|kind|of|sort|or|human|on|line|me|just|listening|hearing))* (?:robot|machine|bot|computer|ai|
    a i|recording|recorded|automated|real person|real human|real|human|human being|live person|person|actual person|
    chatbot|automatic|prerecorded|computer generated|virtual assistant|artificial|artificial intelligence|a program|
    siri|alexa|chatgpt|real voice|voice assistant|an actual (?:human|person)|living (?:person|human|being|soul)|alive|
    live|voice ?bot|automation)\b(?! (?:time|problem|company|estate|bad|number|name|deal|reason|debt|you are looking|
    you want|there i can|available|in charge|i can (?:talk|speak)|named|legit))|\b(?:you|this|it|that|
    voice)(?: (?:are|is|sounds?|seems?|must|be|like|a|an|just|really|kind|of|some|definitely|probably|only|so|feels?|
    have to be|has to be|sure|not|obviously|another|the|sounding|one|those|freaking|damn|stupid))+ (?:robot|robotic|
    machine|bot|computer|ai|a i|recording|automated|computerized|prerecorded|chatbot|fake voice|human(?! error)|
    real person|real human)\b|\b(?:talking|speaking|am i talking|chatting) (?:to|with) (?:a|an|some|
    the)? ?(?:\w+ )?(?:robot|machine|bot|computer|ai|recording|real person|real human|human|person|program)\b|^(?:a |
    is it a |robot or |human or )*(?:robot|bot|machine|ai|human or robot|robot or human|computer|recording|
    real person or robot)(?: \?| or human| or (?:a )?person| or what)?$|\b(?:robot|bot|machine|ai|computer|
    recording) or (?:a |an )?(?:real |actual )?(?:human|person|human being|live)\b|\b(?:human|person|real) or (?:a |
    an )?(?:robot|machine|bot|computer|ai|recording|automated)\b
""",
    "ask_debt": r"""
- goods | \bhow much (?:is|are|does|do|for|was|were)(?: (?:the|a|an|that|those|these|it|your|one|two|this))* (?:pizza|
    apples?|tickets?|shirt|shoes|car|house|burger|coffee|milk|gas|rent|room|eggs|bread|ticket|phone|dress|fries|
    sandwich|dozen|cost to (?:ship|fly)|haircut|movie)\b|\bhow (?:much|many) (?:time|longer|times|more times|people|
    miles|money do you make|do you (?:make|earn|weigh|get paid)|do they pay you|sugar|does it weigh|calls)\b|
    \bwhat is (?:the )?(?:weather|score|time|for (?:dinner|lunch)|on tv|your favorite|wrong|up|that noise|
    the number to|going on with (?:my|the) (?:tv|game))\b
how-much | \bhow much\b(?=$| ,| (?:is|do|does|did|am|money|was|are|would|exactly|in|total|left|i|more|you|we|of|interest|
    for|to pay|should|have i|will|it|owed|owe|now|again|\?|altogether|principal|all|debt|the|that|this|and))|
    \bhow (?:big|large|high|old|far behind|late|overdue|many (?:months|payments|days) (?:behind|past|late|am i|
    do i))\b(?=.{0,20}(?:debt|balance|bill|loan|it|this|amount|behind|late|past|$))|\b(?:what|tell me|know|give me|
    what exactly|check|confirm|need|want to know|remind me|get)(?: (?:is|was|are|me|the|my|exactly|would|be|what|i|
    to|know|would|like|current|outstanding|total|exact|about|of|full|remaining|payoff|whats|please|full|minimum|a|
    breakdown))* (?:amount|balance|total|payoff|principal|due date|owe|amount due|minimum payment|payment amount|
    interest rate|past due|breakdown|remaining balance|outstanding|owed|bill|details of (?:the|this) (?:debt|
    account|loan)|figure|account details|original amount|monthly payment)\b(?! (?:wrong|is wrong|is not|
    is incorrect|off|waived))|\b(?:do i|did i|i|am i|have i)(?: (?:still|actually|really|even|owe|you|
    have))* (?:owe|owing|behind|past due|late|overdue)\b(?=.{0,10}(?:\?|
    $| you| on| for| what| still))(?<!i owe)(?<!that i owe)|\bwhat (?:do|did|would|could|
    exactly do) i (?:still )?owe\b|\b(?:statement|itemized|itemised|break ?down|copy of (?:the|my) (?:bill|
    statement|contract|loan|agreement))\b
what-debt | \b(?:what|which|whose|what kind of|what type of|what sort of|what is (?:the|this|that)|what was (?:the|
    this|that))(?: (?:exactly|specific|old|kind|type|of|is|this|the|that|are|a|an|past due|unpaid|overdue|my|bill|
    particular|was|original))* (?:debt|debts|loan|account|bill|bills|charge|charges|credit card|card|money|purchase|
    balance|payment|past due|collection|creditor|lender|owed|item|matter)\b(?! (?:are you|do you work|should i use|
    you work|do you take|do you accept|(?:methods?|options?|plan)))|\bwhat (?:is|was|are)(?: (?:it|this|that|
    the (?:debt|loan|bill|account|charge|money|call|balance)|they|exactly|all))* (?:for|about|regarding|concerning|
    in regards? to|in reference to|pertaining|from|related to|in connection|on)\b(?!.{0,4} (?:dinner|lunch|tv))|
    \b(?:when|where|since when|how long ago|what date|what year|what day)(?: (?:did|was|is|were|has|have|do|does|
    am))*(?: \w+){0,4} (?:borrow|take (?:it|this|that|out)|due|debt|loan|start(?:ed)?|opened|open|incur(?:red)?|owe|
    taken|sign up|charged|made|past due|default|begin|originate|last payment|expire|delinquent|late)\b|\bwhen (?:was|
    is|were) (?:this|that|it) (?:from|for|taken|made|due|opened|dated)\b|\bdue date\b|\bhow long (?:has|have|is|am|
    was)(?: \w+){0,4} (?:overdue|past due|late|behind|owed|outstanding|delinquent|due)\b|\b(?:who|what company|
    what bank|which bank) (?:do i owe|is the (?:creditor|original creditor|lender|debt)|did i (?:borrow|get)|
    was the (?:loan|debt))|\boriginal creditor\b|\b(?:tell|give|send|email|mail|show|explain|need|want|more|have|
    get)(?: (?:me|us|more|some|any|the|a|about|to|all|my|on|information|info|details|of))* (?:details|statement|
    breakdown|information about (?:the|this) (?:debt|loan|account)|about (?:the|this|my) (?:debt|loan|account|bill|
    balance)|my bill|the bill|account history|paperwork|loan documents|documentation|bill|loan details)\b|
    \bi (?:did not|do not) know (?:what (?:this|it|you)|about (?:any|this|a)|i (?:owed|had))\b|\bwhat loan\b|
    \bwhat debt\b|\bwhy do i owe\b|\bwhat (?:this|that|it|they) (?:is|was|are|were)(?: \w+)? (?:for|about|from)\b
money | \bis (?:this|it) (?:about|regarding|over|because of|for) (?:money|(?:a|an|my|the|some|his|her|
    that) (?:\w+ )?(?:debt|bill|loan|account|payment|card)|credit card)\b|\b(?:does|do) (?:he|she|i) owe (?:someone|
    somebody|you|money|anything|something)\b
what-about | \b(?:what|why) (?:is|are|was|do|does|did|in the world|the (?:hell|heck))(?: (?:this|the|you|it|that|your|call|
    calling|a|guys|people|reason|purpose|want|need|call|is|are|for|me|all|keep|matter))* (?:about|regarding|calling|
    call|concerning|matter|reason|purpose|want|need|in reference to|regards to|in regard to|contacting|
    pertaining to|texting|going on)\b(?! (?:from|with my tv|list|me (?:back|so early|names|at work)))|\b(?:what|
    why)(?: \w+){0,2} (?:can i (?:do|help)|may i help)\b|\b(?:calling|call|this is|message) (?:about|regarding|
    for) what\b|\bwhat (?:do|did) you want\b|\bregarding what\b|\babout what\b|\bwhat about$|\bwhat is (?:this|it|
    that)(?: all)?$|\bwhat (?:is|are) (?:you|this) (?:talking|referring) (?:about|to)\b|
    \bwhat are you talking about\b|\bi (?:do not|have no) (?:know|idea|understand)(?: \w+)? what (?:this|you|it|
    is)(?: \w+)* (?:about|for|talking|regarding)\b|\bwhat (?:business|reason)\b|\bhow (?:can|may) i help you\b|
    \bwhat is the (?:problem|issue|matter|deal)\b
""",
    "ask_consequence": r"""
- threat | \b(?:sue|report|suing|reporting) you\b|\b(?:go ahead|just|please|then)(?: and)? (?:sue|take) me\b|\b(?:will|
    would|does)(?: \w+){0,3} (?:pass|work|help)\b$
and-if | \b(?:and|so|but|or|then|well) (?:what )?if i (?:do not|can not|will not|refuse)$|^(?:what )?if i (?:do not|
    can not|will not|refuse)$
what-if | \b(?:what|so what)(?: (?:would|will|is|are|can|could|does|do|exactly|else|s|might))* (?:happens?|
    going to happen|you do|you going to do|they do|consequences?|be the consequences?|occurs?|penalty|you do to me|
    the worst)\b(?=.{0,40}(?:if|when|pay|not|do|consequence|$|to me|next|me|worst))|\bwhat if i (?:do not|can not|
    never|refuse|am late|miss|will not|cannot|am not able|just|stop|skip|simply|default|still|pay late|did not|
    could not|decide)\b|\b(?:if|when|unless) (?:i|we)(?: \w+){0,2} (?:do not|can not|never|refuse to|will not|miss|
    skip|am late|stop|default|ignore|fail to|could not|did not)(?: \w+){0,4}[^?]{0,14}(?:what|will|are you|would|
    do you|can you|happen|then what|jail|court|sue|credit|arrest)|\bconsequences?\b|\bwhat are you (?:going to|
    gonna) do(?: about it| to me| if|$)|\bor what$|\bor else what\b|\bthen what\b|\bwhat can you (?:do|
    legally do)\b(?=.{0,16}(?:if|me|about|pay|$))(?! (?:for me|to help))|\bwhat happens\b|\bworst (?:case|that can|
    thing)\b
will-you | \b(?:will|would|can|could|does|do|are|is|am|going|gonna|might|did|has|have|should i be worried|worried|
    afraid|mean)(?: (?:this|that|it|you|i|they|the|my|be|going|to|guys|not|paying|get|really|actually|able|gonna|
    company|bank|also|ever|even|in|trouble|end|up|debt|affect|about|legally|people|possibly|still|just|late|a|have|
    want|plan|planning))* (?:sue(?: me)?|sued|suing|arrest(?:ed)?|(?:to |go(?:ing)? to |in )?(?:jail|prison|court)|
    garnish(?:ed|ing|ment)?|take (?:me to court|my (?:house|car|home|wages|money|property|kids|tax|stuff|paycheck))|
    repossess(?:ed)?|repo|affect(?:ed|s|ing)? (?:my|the)|hurt(?:s|ing)? my (?:credit|score)|ruin(?:ed)? my (?:credit|
    score)|damage my (?:credit|score)|impact(?:ed|s|ing)? my|lower my (?:credit|score)|report(?:ed|ing)?(?: (?:this|
    it|me|that))?(?: to| on)? (?:(?:the )?(?:credit )?bureaus?|my credit|(?:the )?credit(?: agencies| bureau)?)|
    on my (?:credit|record|report)|show(?: up)? on|go(?:es|ing)? on my|put (?:this|it|that)? ?on my (?:credit|record)|
    bureaus?|lawsuit|legal action|contact my (?:boss|job|work|employer|family|wife|husband|parents)|call my (?:boss|
    job|work|employer|family|wife|husband|parents)|tell my (?:boss|job|employer|family|wife|husband|parents)|seize|
    foreclose|freeze my|lien|come to my (?:house|home|door|job|work)|send (?:someone|people|the police|the cops|
    lawyers?|a lawyer|collectors?|somebody)(?: \w+)? ?(?:to|after|over)|charge me (?:more|extra|a late fee|interest)|
    penali[sz]ed?|get worse|add (?:more )?(?:fees|interest)|go(?:ing)? (?:up|to collections)|cut off|shut off|
    blacklist(?:ed)?|deport(?:ed)?|lose my (?:house|car|home|job|license))\b|\b(?:credit (?:score|report|rating|
    bureau|bureaus|history|file))\b(?! (?:card|union))|\b(?:affect|hurt|ruin|damage|impact|on|mess up|do to|effect|
    destroy|tank)(?:ing|ed)? my (?:credit|score|record)\b(?! card)|\b(?:get|go|be) (?:arrested|to jail|sued|
    in trouble|garnished)\b(?=.{0,16}(?:\?|$|for|if|over|this))|\bgo to jail\b|\bgarnish\b|\bin trouble\?
""",
}  # fmt: skip
