"""Questions, wishes about the call, and small talk, in English: intents 13 and 19 to 32."""

from __future__ import annotations

TALK = {
    "agent": r"""
- robot-question | \b(?:are|is) (?:you|this|it|that|there)(?: \w+){0,2} (?:a |an )?(?:real |actual |live |human )?(?:person|human|
    agent|operator|human being)\b(?!.{0,12} (?:i can|available|to (?:talk|speak)))|\b(?:am i|
    is this)(?: \w+){0,3} (?:to|with) (?:a |an )?(?:real |actual |live |human )?(?:person|human|agent|operator|
    human being)\b|\b(?:real estate|travel|insurance|free|secret|fbi|irs|sports) agent\b
- other-person | \b(?:talk|speak)(?:ing)?(?: \w+)? (?:to|with) (?:my|his|her|the (?:right|wrong)|a (?:lawyer|
    attorney)|anyone about|you about|an attorney)\b|\b(?:you|these|those|your|other|
    all) people\b(?! (?:there )?(?:i can|available))|\b(?:my|our|his|her) (?:manager|supervisor|boss)\b|\bi am (?:a|
    the|an) (?:manager|supervisor|agent|representative)\b|\b(?:not|do not) (?:want|
    need)(?: \w+){0,3} (?:an? )?(?:agent|human|person|representative)\b
- somebody-else | \b(?:looking for|want|mean|thinking of|after) (?:someone|somebody) else\b
transfer | ^(?:please |just |can you |could you )*transfer me\b
person | \b(?:talk|speak|talking|speaking|chat|connect|connected|transfer|transferred|transfering|put|get|give|reach|
    switch|pass|hand|patch|need|want|have|let|prefer|rather|like|find|bring|deal|route|direct|escalate|send|hold for|
    looking for|forward|take)(?: (?:me|us|over|with|to|on|through|a|an|the|some|your|real|actual|live|human|another|
    different|in|any|your|actually|please|now|just|right now|directly|right|i|can|speaking|talking|speak|talk|someone|
    somebody|for|on the (?:line|phone)|kind of|this|call|up|be|can i|want|that is|who is|you|whoever|him|her|one|like|
    higher|competent))* (?:person|human(?: being)?|agents?|operator|representative|rep|manager|supervisor|human|
    associate|specialist|live (?:agent|person|one|rep)|customer (?:service|support|care)|someone (?:real|else|higher|
    live|in charge|who (?:can|is|actually|knows)|human|with authority|alive|higher up|with a pulse|there|competent)|
    somebody (?:real|else|higher|who|in charge)|advisor|in charge|someone i can (?:talk|speak)|person in charge|
    whoever is in charge|boss|people|team lead|service rep|department|staff|loan officer|a real one)\b(?! (?:i am|
    named|from my past))|^(?:a |an |the |real |live |your |please |human |customer |to |some )*(?:agent|operator|
    representative|human|rep|real person|live person|person|customer service|supervisor|manager|human being|
    live agent|human please)(?: please| now| thanks)*$|\b(?:agent|operator|representative|human|supervisor|manager|
    real person)(?: ,)? please\b|\b(?:can|could|may|let me|want to|like to|need to|would like to|rather|prefer to|
    wish to|going to) (?:i )?(?:speak|talk)(?:ing)? (?:to|with) (?:someone|somebody|anyone|anybody|a person|people|
    one of your|an actual|your (?:team|staff|people|boss|office))\b(?! (?:about my lawyer|who speaks|in (?:spanish|
    chinese)|spanish|chinese|that speaks))|\b(?:is|are) there (?:a |an |any ?|some)?(?:one |body |person |human |
    agent |real |live |people |humans )?(?:else |real )?(?:i can|available|to|that i can|around|there i can|person|
    who can|human)(?: \w+)? ?(?:talk|speak|help me|available|person|i can|here)\b|\b(?:not|do not|hate|tired of|
    sick of|refuse to|stop|rather not|without)(?: \w+){0,3} (?:talk(?:ing)?|speak(?:ing)?|
    deal(?:ing)?)(?: \w+)? (?:to|with) (?:a |an |this |some |your |the |you )?(?:\w+ )?(?:robot|machine|computer|bot|
    recording|ai|automated|automation)|\bpress (?:zero|0)\b|\b(?:call|help|talk to|speak to|
    get back to) me(?: ,)? a (?:human|real person|live person)\b|\b(?:a|an actual|some) (?:human|real person|
    live person)(?: please)?$|\bescalate\b|\bhuman (?:please|agent|being please|representative|operator|help|
    assistance|support)\b|\blive (?:agent|person|operator|human|rep)\b|\bcustomer (?:service|support)\b|\b(?:real|
    actual) (?:person|human|agent)\b(?=.{0,12}(?:please|$|not))|\bsomeone (?:real|human)\b|\bget me (?:someone|
    somebody|a|your|the)\b
""",
    "callback": r"""
- a-call | \b(?:\w+(?:st|nd|rd|th)|first|second|third|this|the|your|a|another|phone|last) calls?\b(?! (?:me|back))
- stop | \b(?:stop|never|do not|no more|please do not|can not you stop|without)(?: (?!just|but|only|instead|then|
    rather)\w+){0,3}? (?:call(?:ing|ed|s)?|phon(?:e|ing)|ring(?:ing)?|text(?:ing)?|
    contact(?:ing)?)\b(?: me)?(?: back)?(?: again| any ?more| at all| ever)?(?! (?:(?:me )?at noon|right now|now|
    today|this|at the moment|before|until|till|at|while|so (?:early|late)|in the|T|D))|\b(?:call|text|
    contact) me again (?:and|or|i will)\b
- past | \b(?:you|they|someone|who|he|she|people|always|already|just|keep|keeps|kept|been)(?: \w+){0,2} (?:called|
    call(?:ing)?|calls)\b(?! (?:me )?(?:back|later|tomorrow|D|T|at|after|again (?:later|tomorrow|D|T)))|\bwho (?:is|
    am i|are you|was)(?: \w+){0,2} call\w*|\bcalling (?:about|from|for|list)\b|\b(?:return(?:ing)? (?:a|your|the|
    my) call|why (?:are|do) you call\w*|call (?:it|911|the police|my (?:lawyer|attorney)|an? (?:ambulance|lawyer)|
    him|her|them|center|list|log|record\w*))\b|\b(?:he|she|my (?:\w+ )?(?:wife|husband|mom|dad|son|daughter|mother|
    father|brother|sister|roommate)|they)(?: is| are|'s) (?:busy|at work|driving|in a meeting|working)\b|
    \bi (?:will not|never|am not going to) call\b
- long-middle | \bin the middle of (?:a|my|our|the|filing)(?: \w+)? ?(?:bankruptcy|divorce|move|filing|chapter|
    lawsuit|dispute|foreclosure|nowhere)\b
- we-go | \bwe (?:need|have|got|gotta) to (?:leave|go|run|get)\b
back | \bcall(?:ing)? (?:me |us |here |my cell |my phone |my number |this number |on my cell )?(?:back|later|again|
    another time|some other time|tomorrow|tonight|D|T|at|after|around|before|in (?:a|an|the|N|ten|five|twenty|
    thirty|fifteen|half|D|about|one|two|three|like|\w+ (?:minutes|hours|days))|this (?:evening|afternoon)|on|next|
    when|a (?:little|bit) later|between|during|once|next time|any ?time|sometime|in an hour|
    please call back)\b(?! (?:the police|number))|\b(?:ring|phone|try|reach|contact|buzz|catch|dial|get|text|
    reach out to|try calling|give|hit) (?:me |us |it )?(?:back |again )?(?:up )?(?:back|later|again|another time|
    tomorrow|tonight|D|T|at T|after T|a call(?: back)?|a ring|a (?:call|ring|buzz) (?:back|later|tomorrow|D|at)|
    this (?:evening|afternoon)|some other time|on D|around T|another day|in (?:an hour|the (?:morning|evening|
    afternoon))|next week|after (?:work|lunch|dinner|hours|five))\b(?! again to you)|\bcall ?back\b|
    \bcalling back\b|\b(?:i|we)(?: (?:will|can|would|am|going|to|have|need|let|me|gonna|should))+ (?:call|ring|
    phone|get back to|reach out to|return|get in touch with) (?:you|your call|back)(?: guys)?(?: back| later| when|
    $| tomorrow| D| T| at| in| after)?|\blet me call you\b|\bget back to (?:you|me) (?:later|tomorrow|on|in|when|D|
    after|about)|\b(?:talk|speak|discuss|chat|do this|continue|talk about (?:it|this)|go over|
    deal with)(?: \w+){0,3} (?:later|another (?:time|day)|tomorrow|tonight|D|T|some other time|after (?:work|lunch|
    T)|next week)\b(?! (?:or not))|\b(?:another|some other|a different|a better|better|different) (?:time|day)\b|
    \b(?:later|tomorrow|D|T|after work|tonight|weekends|evenings?|mornings?|afternoons?|weekdays)(?: \w+)? (?:is|
    would be|works?|are|will be|might be|would work|is much)(?: \w+)? ?(?:better|good|best|fine|great|easier|okay|
    perfect|for me)\b|\b(?:free|available|home|off work|get off|am off|done|reachable|around)(?: \w+)? (?:after|at|
    around|on|until|from|tomorrow|D|T|later|in the|next)\b(?! (?:your|the) (?:list))|^(?:maybe |please )*(?:later|
    another time|not now|tomorrow maybe|some other time|try later|try again later|later please|not right now)$|
    \b(?:can|could) (?:we|you|this) (?:do this|talk|call|wait|speak|reschedule)(?: \w+)? (?:later|another|tomorrow|
    D|T|at|after|some other)\b|\breschedule\b|\bi will (?:be (?:free|home|available|off)|talk to you) (?:later|
    after|at|D|T|tomorrow|around|in)|\bcall (?:me )?(?:on )?(?:D|T)\b|\b(?:try|call) (?:me )?(?:in )?(?:an hour|
    a (?:few|couple|bit|while|week|little))\b
busy | \b(?:i am|am|we are|i was|just|currently|right now|sorry|in the middle of|am just|kind of|a bit|kinda|pretty|
    really|bit|still|^)(?: (?:kind|of|a|bit|pretty|really|very|just|currently|right|now|in|the|at|still|about|to|so|
    too|little|on|actually|also|sorry|out|quite|super|not|eating|having|middle|my|here|busy|walking|heading|going|
    stuck))* (?:busy|driving|in a meeting|meeting|at work|working(?! (?:on (?:it|getting)|to pay|with|part|anymore|
    any more|for|again))|at the doctor(?:'s)?|at a (?:funeral|restaurant|wedding|meeting|movie|doctor)|cooking|eating|
    dinner|lunch|shopping|on another call|on the other line|another call|at dinner|at lunch|at school|in class|
    at church|in the car|on the (?:road|highway|bus|train|plane|freeway)|out (?:right now|with|at|and about)|
    middle of (?:something|dinner|a|work|my|the)|with (?:a )?(?:customers?|clients?|patients?|my (?:boss|kids|family|
    doctor))|feeding|getting (?:ready|the kids)|walk in(?:to)? (?:a|work)|occupied|tied up|swamped|not (?:free|
    available)|unavailable|traffic|at the (?:store|gym|hospital|dentist|movies|bank|airport|office|doctor|library)|
    in public|sleeping|asleep|in bed|on (?:my|a) (?:break|shift)|board(?:ing)? a|on shift|in court|at an appointment|
    in an appointment|babysitting|in an interview|exercising|rushing|in a hurry|running late|
    step(?:ping)? into a)\b(?! (?:and i can not pay|full time|two jobs|every day))|\b(?:can not|could not|not able to|
    unable to|not a (?:good|great|convenient|bad)|is not a (?:good|great|convenient)|not the (?:best|right|good)|bad|
    terrible|not good|no|not in a (?:good )?place to|do not have|not have|this is a bad|really bad|inconvenient|
    wrong)(?: (?:really|to|be|for|me|any|a|good|much|at|the|have|right|now|very|best))* (?:talk|speak|time(?! (?:off|
    to pay))|moment to talk|chat|take (?:this|your|the|a) call|convenient|be on the phone|discuss(?: this)?|
    use my phone)\b(?! (?:to (?:him|her|you about|my)|english|spanish|about my|for (?:him|her)|without|of (?:year|
    the month)|for my|with you people|chinese|to (?:a|an) (?:robot|machine)|to robots))|\b(?:gotta|got to|have to|
    need to|must) (?:go|run|hang up|leave|get off)\b|\bsomething (?:just )?came up\b|\bcaught me at a bad time\b|
    \bnot (?:right )?now\b(?=$| ,| please| thanks| maybe| i| later| sorry)|\b(?:can not|not) (?:right now|
    at the moment)$
call-them | \b(?:call|try|reach|get|catch|ring|phone) (?:him|her|them)(?: back| again)?(?: at| around| after| on|
     about)? ?(?:\bD\b|\bT\b|tomorrow|later|tonight|this evening|in the (?:morning|evening|afternoon)|after (?:work|
    lunch|dinner))
""",
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
    agency|business|bank|firm)|employee (?:id|number)|license number|address(?! to)|callback number|badge number|
    extension)\b|\b(?:your|you) (?:name|company(?: name)?|credentials|license|employee id|badge number) (?:please|
    again)\b|\b(?:identify|introduce) yourself\b|\b(?:tell|give) me (?:your|who|the (?:name|company)|
    what company)(?: \w+){0,3}(?:name|are|company|you|this|is|number|agency|work|id|$)|\bdo i know you\b|
    \bi do not know who (?:you|this|is)\b|\bwhat do you do$|\bcalling from where\b|\bwho do you (?:work|represent)\b|
    \bwho gave you\b|\b(?:state|say) your (?:full )?(?:name|company|business)\b
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
    "recording_objection": r"""
- ask | \b(?:is|are|am)(?: \w+){0,3} (?:being )?(?:recorded|recording)\?$|\bis this (?:call |conversation |
    line )?(?:being )?(?:recorded|recording|a recording|a recorded)\b|\bare you recording\b|\b(?:i am|i will be|
    i have been|i have|my phone is) recording\b|\b(?:broken|sound like|like|tired of) (?:a |this )?(?:record|
    recordings?)\b|\b(?:broken record|credit record|criminal record|on record|for the record|record(?:s)? (?:show|
    of|label)|my record|a recording|your record|vinyl|track record|records? (?:is|are) wrong)\b|
    \brecord (?:of payment|player|store|high)
object | \b(?:do not|not|stop|never|no|without|object to|against|refuse|quit|turn off|end|cancel|shut off|decline|
    can not|illegal to|not allowed to|delete|erase|disable|cease|uncomfortable|not comfortable|not okay|
    did not (?:agree|consent)|opt out of|withdraw|revoke|kill|cut|mind|objection|please no|who said you (?:can|could)|
    who gave you|hate|dislike|not legal|prefer not|rather not|not give|drop|pause|halt|switch off|have a problem with|
    off)(?: (?:want|to|be|being|me|my|this|the|you|your|are|consent|permission|agree|like|give|this call|for|of|with|
    any|call|allow|allowed|authorize|conversation|having|have|it|off|record|okay|i|us|having|from|voice|giving|can|
    that|please|on|comfortable|consented|right|wish|getting|in|phone|our|am|will|approve|about|all|
    is))* (?:record(?:ing|ed|s)?|recordings|taped?|taping|on tape)\b(?! (?:of (?:the|this|my) (?:debt|payment|
    account)|says|show|player|store|high))|\brecord(?:ing)?(?: (?:is|me|this|without))* (?:without my|illegal|
    not allowed|off please|against my)|\bturn (?:that|the|it|your) (?:recorder|recording|recording thing) off\b|
    \b(?:turn|shut|switch) (?:off|down) (?:the|that|your|this|any) (?:recorder|recording|tape|tape recorder)\b|
    \boff the record\b|\bturn (?:it|that) off .{0,10}record|\bno record(?:ing|ings|ed)\b
""",
    "language": r"""
- not-ask | \b(?:chinese|mexican|spanish|thai|french|italian|english) (?:food|restaurant|class|homework|teacher|takeout|
    movie|test|muffin|fries|toast|onion|breakfast|lesson|exam)\b
es=es | \b(?:speak|speaks|speaking|in|habla|hablas|hablan|talk|anyone|someone|have|do|need|want|prefer|switch to|know|
    press|only|hablo|en|for|use|understand|somebody|get|does anyone|solo|agent|any)(?: (?:a|any|you|in|to|someone|
    who|speaks?|that|know|some|anybody|your|the|me|only|just|little|person|agent|have|talk|my|language is|
    is))* (?:spanish|espa[nñ]ol|castellano)\b|^(?:spanish|espa[nñ]ol)\b|\b(?:spanish|espa[nñ]ol) (?:please|
    por favor|speaker|speaking|only|agent|representative|interpreter|translator|is better|version)\b|\bno (?:hablo|
    entiendo|speak english|english)\b|\bhabla\b.{0,10}espa|\bno habla\b|\ben espa[nñ]ol\b|\bspanish$|\bpor favor\b|
    \bpuede hablar\b
zh=zh-CN | \b(?:speak|speaks|speaking|in|talk|anyone|someone|have|do|need|want|prefer|switch to|know|only|for|use|
    understand|somebody|get|any)(?: (?:a|any|you|in|to|someone|who|speaks?|that|know|some|anybody|your|the|me|only|
    just|little|person|agent|have|talk|is))* (?:chinese|mandarin|putonghua)\b|^(?:chinese|mandarin)\b|\b(?:chinese|
    mandarin) (?:please|speaker|speaking|only|agent|representative|interpreter|translator|version)\b|(?:说|讲|会|
    用)(?:中文|普通话|国语|汉语)|中文|普通话|\b(?:chinese|mandarin)$|ni hao|zhongwen
yue=yue | \bcantonese\b|粤语|广东话
en=en-US | \b(?:speak|in|talk|switch to|back to|use|prefer|continue in|want|only|need|know|understand)(?: (?:a|any|you|to|
    in|only|just|me|please|with|someone|who|speaks|that|
    little))* english\b(?<!not speak english)(?<!not understand english)(?<!not speak any english)(?<!no speak english)|
    ^english\b|\benglish (?:please|speaker|speaking|only)\b|说英[文语]|英[文语]
fr=fr | \b(?:speak|in|anyone|need|want|prefer|parlez vous)(?: \w+){0,2} (?:french|fran[cç]ais)\b|\bfrench please\b
other | \b(?:speak|in|anyone|someone|need|want|prefer|who speaks)(?: \w+){0,3} (?:vietnamese|korean|tagalog|russian|
    arabic|portuguese|german|japanese|hindi|polish|creole|hmong|italian|farsi|somali)\b|\b(?:another|
    different) language\b|\b(?:interpreter|translator)\b|\b(?:do not|can not|not)(?: \w+){0,2} (?:speak|
    understand) (?:any |much |good )?english\b|\bno english\b|\benglish (?:is not|not) (?:good|my)\b
""",
    "confirm_identity": r"""
- denied | ^(?:um |uh |well |hi |hello )*(?:no|nope)(?: ma'am| sir| sorry)?(?= (?:my name|this is|i am|it is))[^?]*|
    \b(?:not|is not|am not|was not|never)(?: \w+)? (?:me|him|her|he|she|speaking|this person|that person|i)\b|
    \b(?:this is|it is|i am|that is) (?:his|her|their|the|a|an|not|so|really|about|my(?! name)|your|no|who|what|why|
    how|ridiculous|harassment|crazy|illegal|wrong|bad|all|too|very|just|for|going)\b|\b(?:who|whom|what|am i|are you|
    is this|why)(?: \w+){0,3} (?:speaking|me|him|her|he|she)\b|\b(?:call|text|tell|give|let|bother|leave|to|for|with|
    of|about|from|at|stop|kill|help|send|sue|make|pay|email|on|and|between|than) me\b|\bspeaking (?:of|to|with|
    spanish|english|chinese|for|on behalf|about|about that)\b|\b(?:he|she) is (?:not|at|out|dead|my|gone|in|asleep|
    deceased)\b|\bthis is (?:she|he) (?:said|does)
me | \b(?:this is|it is|that is|that would be|you are (?:speaking|talking) (?:to|with)|you (?:have )?(?:got|found|
    reached)|speaking (?:to|with)|yes|yeah|yup|that|tis|you have)(?: ,)? (?:me|he|him|she|her|myself|i|himself|
    herself|the person|the one|right person)\b(?! (?:is|was|who|said|at|not|brother|wife|husband|debt|phone|again|
    can|to|do not|am|will|have|want|need|paid|already|would|just|did|never|lost|got|think|owe|heard|call|understand|
    could|know|should|agree|understand|see|guess|hear))|^(?:yes |yeah |hi |hello |okay |sure |um |this is |, |
    that is |it is |well |uh |yes sir |yes ma'am )*(?:speaking|me|i am he|i am she|i am him|i am her|that is me|
    it is me|this is me|this is (?:he|she|him|her)|i am|yes i am|present|himself|herself|the one and only|
    you got me|you got him|you got her|
    in the flesh)(?: speaking| yes| here| how can i help(?: you)?| what is (?:this|up|
    it)(?: about)?| who is this| who is (?:calling|this)| go ahead| what do you want| sure| the one)*(?: ,)?$|
    \b(?:i am|this is|it is|yes) (?:the )?(?:account holder|that person|the person you|who you|the one you|
    the borrower|the right person)\b|\b(?:speaking|you are speaking (?:to|with) (?:him|her|me))$|
    \bthis is [a-z]+ (?:[a-z]+ )?speaking\b|\b[a-z]+ speaking$|^(?:yes |yeah |hi |hello |hey |good (?:morning|
    afternoon|evening) |okay )*this is (?!not\b|a\b|an\b|the\b|(?:his|her|my|your|their|about|so|who|what|why|how|
    ridiculous|harassment|really|fine|good|great|okay|correct|right|wrong|illegal|it|too|very|just|for|going|kind|
    crazy|bad|all|no|stupid|some|one|where|when|nuts|insane|important|nice|fun|strange|weird|terrible|such|getting|
    actually|our|us|them|mommy|daddy|grandma|grandpa|that|awful|abuse|fraud|more|better|killing|a|getting|only|
    still|because|over|done|spam|dumb|bullshit|like|every|always|never|none|nothing|definitely|literally|absolutely|
    pretty|super|enough|unfair|outrageous|new|old|different|news|radio|channel|cnn|bbc|npr|live|breaking|delicious|
    amazing|awesome|perfect|hard|easy|true|false|serious|not|taking|costing|interesting|boring|unbelievable|
    confusing|annoying|disgusting|unacceptable|music|jazz|public|
    our)\b)[a-z]{2,}(?: [a-z]{2,})?(?:$| how(?: can)?\b| what(?: is| do)?\b| who\b| here$| speaking| can i\b)|
    \bthat is (?:my name|correct i am)\b|\bi am (?:he|she|him|her)\b|\bmy name is(?! not)\b
""",
    "repeat": r"""
- not | \b(?:do not|not|stop (?=saying|repeating)|no need to)(?: ?(?:have|need|bother) to)? ?(?:repeat(?:ing)?|
    say(?:ing)? (?:it|that) again)\b|\b(?:call|talk|try|never|text|contact)(?: \w+){0,2} again\b|
    \bi (?:already )?(?:said|told you)\b
again | \b(?:say|repeat|tell me|go over|run|explain|come)(?: (?:that|it|this|what|you|by|me|just|said|please|all|the|
    for|through|to|again|one|your|last|part|amount|name|number|thing|once))* (?:again|one more time|once more|
    repeat|over|by me again|more slowly|slower|louder|slowly|a second time)\b|\brepeat(?: (?:that|it|yourself|this|
    please|the|what|your|one more|again))|\b(?:can|could|would|will|please|you)(?: you| please)? repeat\b|
    \b(?:you|it) (?:went|cut|are|were)(?: all)? (?:garbled|out|fuzzy|choppy|mumbling)\b|\b(?:resend|send (?:it|that) again)\b|\blost you\b|
    \b(?:first|last|that) part again\b|\bfrom the top\b|^(?:please )?(?:how is that|say that slow|repeat|again|once more|one more time|pardon|pardon me|excuse me|come again|huh|what|sorry what|
    sorry|what was that|what is that|say what|what did you say|beg your pardon|i beg your pardon|eh|wait what|
    sorry pardon|what now|hmm what|i am sorry what|i am sorry|excuse me what|what sorry|huh what|
    what what)(?: please| sorry| again)?(?: ,)?\??$|\b(?:did not|do not|could not|can not|can barely|could barely|
    barely|not|didn't|missed|hard to|can hardly|trouble|having trouble)(?: (?:quite|really|catch|hear|get|
    understand|make|all|even|fully|able|to|just|what|clearly|hearing|understanding|you|still|very well))* (?:hear|
    catch|get|heard|understand|make out|follow|hearing|understanding|what you said|that last part|understood|
    comprehend|caught)(?: (?:you|that|what|it|any|a word|the|this|well|last|all|of|very|clearly|said|just|part|your|
    anything|much|right|are saying|were saying|is going on|ya))*(?:$| ,|
    \?| you| please| can| could| again| sorry| said| what| say| because| speak| the| i| repeat| are| one more)(?!english|
    any english|why|how (?:this|it|much)|the (?:money|debt|letter|bill|amount|interest))|\bwhat (?:did|was|were|
    do) you (?:just )?(?:say(?:ing)?|mean)\b|\bwhat was that\b|\b(?:speak|talk|speaking)(?: (?:up|a|little|bit|more|
    please))* (?:up|louder|slower|slowly|clearly|clearer)\b|\bslow(?:er)? down\b|\byou are (?:breaking up|
    cutting out|cutting in and out|too quiet|mumbling|muffled|too fast)\b|\b(?:bad|poor|terrible) (?:connection|
    line|signal|reception)\b|\b(?:one more time|once more)(?: please)?$|\blouder\b|\bmissed (?:that|what you)|
    \bpardon\b|\bi do not (?:understand|follow|get it)(?:$| ,)|\bwhat does that mean\b|\bnot (?:clear|
    sure) what you (?:said|mean)\b
""",
    "wait": r"""
- not | \b(?:can not|could not|not|do not|tired of|no need to|cannot|sick of|how long (?:do i|to))(?: \w+){0,2} (?:wait|
    hold)\b|\b(?:wait|hold)(?:ing)? (?:until|till|for (?:my|the|a check|me to get|payday)|D|T|a (?:week|month|
    few days)|off on|N)\b|\b(?:on hold for|been (?:waiting|holding)|waited|have to wait|need to wait|waiting for|
    waiting on)\b|\bcall(?: \w+)? (?:back )?in a (?:minute|moment|few|second|bit)\b|\bwait (?:a minute )?(?:what|
    who|why)\b
wait | \b(?:hold|hang) (?:on|up a|the (?:line|phone)|please|it|a|tight)\b(?! (?:you|to your|up on))|\b(?:hold|
    wait)(?: (?:for|just|please|a|on|up|one|me|there|right|here|let me|still))* (?:second|sec|minute|min|moment|mo|
    bit|line|while|please|on)\b|\b(?:one|a|just a|just one|give me a|give me one|gimme a|half a|two|couple|few|just|
    only a|in a|be right|another) (?:more )?(?:second|sec|minute|min|moment|seconds|secs|minutes|moments|tick|
    bit)s?\b(?=$| ,| please| while| let| i| to| okay| my| sorry| hold| hang| for| and| so| honey| ok)(?! (?:ago|
    late))|^(?:please )?(?:wait|hold|hold please|wait please|wait up|hang tight|bear with me|wait wait|just wait|
    one second|one sec|one minute|one moment|just a sec|sec|two seconds|a moment|a minute)(?: please)?$|
    \bbear with me\b|\bbe right back\b|\bbrb\b|\blet me (?:just )?(?:check|grab|get|find|look|see|think|go|pull|write|
    step|turn|put|ask|finish)\b(?! (?:my|the|a) (?:\w+ )?(?:check|paycheck|money|refund)\b)(?: (?:a|my|the|it|this|
    that|for|into|at|up|about|outside|down|somewhere|something|out|if|pen|paper|glasses|calendar|card|wallet|your|on|
    to|over|what|when|how|and|some))*(?!.{0,18}(?:call you|my (?:\w+ )?(?:check|paycheck|money|refund|pay)\b|paycheck|
    lawyer|my (?:wife|husband|attorney)|back to you|D\b|paid))|\b(?:wait|hold on)$|^wait\b|\bplease wait\b|
    \bgive me (?:a|one|just a|two|five|N|a few) (?:\w+ )?(?:second|sec|minute|min|moment|minutes|
    seconds)\b(?! (?:call|and call))|\bi (?:need|want) (?:a|to) (?:moment|minute|think(?: about it)?|second)\b|
    \bdo not hang up\b|\bstay on the line\b
""",
    "abuse": r"""
- self | \bi am (?:such )?(?:an? |so )?(?:idiot|stupid|dumb|moron|sick)\b|\b(?:shit|crap|damn|hell|
    fuck(?:ing)?)(?: \w+)? (?:yes|yeah|no|i forgot|i am sorry|right|of a (?:day|week|time))\b|\b(?:take|took|taking|
    put|empty|is)(?: out)? (?:the )?(?:trash|garbage)(?: out| day| can| truck)?$|\boh (?:hell|damn|shit|crap|
    fuck)(?: yes| no|$| i)|\bhell (?:yes|yeah|no)\b|\b(?:my|the|a) (?:dumb|stupid|damn) (?:dog|phone|car|cat|tv|
    computer|kid)\b|\bwhat the (?:hell|heck|fuck) is (?:this|that)\b|\bdamn (?:dog|phone|car|cat|tv)\b
insult | \bf+u+c+k+\w*\b|\bfuk\b|\bf you\b|\bf off\b|\bfu$|\bwtf\b|\bstfu\b|\b(?:go|rot|burn)(?: \w+)? (?:to|in) hell\b|
    \bscrew (?:you|off|yourself|yall|your)\b|\bshut (?:up|your|the|it)\b|\b(?:idiots?|morons?|assholes?|a ?hole|
    jerks?|bastards?|bitch(?:es|y)?|scums?|scumbags?|dumb ?ass(?:es)?|jack ?ass(?:es)?|losers?|pricks?|dicks?|
    dickheads?|cunts?|whores?|sluts?|bloodsuckers?|vultures?|parasites?|leech(?:es)?|pigs?|clowns?|imbeciles?|
    retard(?:ed|s)?|douche\w*|shit ?heads?|pieces? of (?:shit|crap|garbage|trash|work)|bull ?shit|low ?lifes?|
    thieves|crooks|snakes?|dirtbags?|sons? of (?:a )?bitch(?:es)?|sob|sons? of guns|turds?|maggots?|twats?|wankers?|
    tools?$|trash|creeps?|nazis?|rats?|weasels?|sleaze\w*|punk|fool|fools|motherfucker\w*|mofo|ass ?hat)\b|\b(?:you|
    you are|you are all|y'all|you guys are|you people are|people are|u r|you all are|this is|what a|how|so|such|
    your|you are a|you are such)(?: (?:a|an|all|so|such|really|bunch|of|just|nothing|but|pretty|fucking|the|most|
    are|complete|total|freaking|damn|disgustingly|kind|absolutely|as|big|very|literally|both|one|a bunch of|people|
    truly|beyond))* (?:disgusting|stupid|pathetic|crazy|insane|sick(?: in the head| people|os?|$)|evil|useless|dumb|
    ridiculous|worthless|garbage|trash|rude|heartless|nuts|annoying|horrible|terrible (?:person|people)|scum|jerk|
    liars?|joke|ass|asses|ugly|fat|heartless|shameless|shameful|disgrace|vile|awful|animals?|monsters?|despicable|
    nasty|obnoxious|incompetent|psycho|creepy|brain ?dead|hopeless|lowest|ignorant|demon|devil|criminals?|shady|
    crooked|greedy|vermin|waste of (?:space|oxygen|time|air))\b(?! (?:amount|fee|price|number|balance|interest))|
    \b(?:get|go|piss|bug|bugger|sod|naff|buzz) (?:lost|stuffed|bent|off|a life|jump (?:in|off) a|to hell|
    screw yourself|suck|kick rocks|pound sand|away you)\b(?! (?:work|your list|the list|me|list|at|of work|my back|
    to a))|\bkick rocks\b|\bpound sand\b|\bsuck (?:it|my|on|a|eggs|off|d)\b|\bbite me\b|\bkiss my\b|\beat (?:shit|
    me|dirt)\b|\bup yours\b|\bdrop dead\b|\bgo (?:die|away|kill yourself)\b|\bshove it\b|\bstick it\b|\bstick it up|
    \bdamn you\b|\bgod ?damn (?:you|it)\b|\bi hate (?:you|y'all|you people)\b|\bshame on you\b|\bass ?hole\b|
    \bpiss off\b|\bgo screw\b|\bwhat is wrong with you\b|\bare you (?:stupid|dumb|an idiot|crazy|deaf|insane|
    retarded|kidding me|out of your mind|mental|nuts)\b|\byou (?:suck|stink|make me sick|disgust me|people suck|
    people disgust me|people make me sick)\b|\bget a (?:life|real job)\b|\bhope you (?:die|rot|choke|burn)\b|
    \bgo (?:fly a kite|jump)\b
""",
    "greeting": r"""
hello | ^(?=.*\b(?:hello|hi|hey|hiya|howdy|yo|good (?:morning|afternoon|evening|day)|greetings|morning|afternoon|
    evening|anybody there|anyone there|you there|are you there|can you hear me|sup|what is up|how are you|hullo|
    helo|hallo|hola|aloha|gm|wassup|whassup|whaddup|top of the (?:morning|mornin)|how is it going|how do you do|how you doing|
    merry christmas|happy (?:holidays|easter|thanksgiving|new year)|season's greetings|gday|g'day|ello|namaste|shalom|ahoy|ayo|
    salutations|what is (?:good|new|happening))\b)(?:(?:oh|well|and|hello|helo|hullo|hallo|hi|hey|hiya|howdy|yo|there|good|morning|afternoon|
    evening|day|greetings|sir|maam|ma'am|miss|anybody|anyone|is|you|are|can|hear|me|sup|what|up|how|to|doing|today|
    friend|again|yes|do|dear|mister|nice|meet|everyone|all|out|happy|new|year|hola|aloha|gm|wassup|whassup|whaddup|top|of|the|
    mornin|it|going|merry|christmas|holidays|easter|thanksgiving|season's|gday|g'day|ello|namaste|shalom|ahoy|ayo|salutations|
    good|happening|ya|folks|man|young|lady|on|this|fine|,|\?)\b[ ,?]*|[,? ]+)+$
""",
}  # fmt: skip
