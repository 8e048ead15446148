"""What protects the borrower, in English, continued: no more contact, complaint, fraud, dispute."""

from __future__ import annotations

RIGHTS = {
    "opt_out": r"""
- for-now | \b(?:do not|not|stop|never|please do not|can not) (?:call(?:ing)?|phon(?:e|ing)|ring(?:ing)?|contact(?:ing)?|
    text(?:ing)?|bother(?:ing)?)(?: me)?(?: back)?(?: at| in| on)? {later}
- not-stop | \b(?:not|never)(?: \w+){0,3} (?:ask(?:ed|ing)?|tell(?:ing)?|told|say(?:ing)?|said|want|
    need)(?: you)?(?: guys)? (?:to )?(?:stop|not)|\bdo not stop\b|\bnot (?:telling|asking) you to stop\b
- other-stop | \bstop (?:the (?:recording|car|bus|music|payment|check)|recording|record|paying|sign|by|it from|that from|light|
    loss|lying|talking|wast\w+|shouting|yelling|sending (?:me )?(?:the )?(?:bills?|kids)|using|charging|adding|
    complaining|fooling|playing|pretending|being|interest|the interest|fees|the fees|taking money|there|watch|
    working|working there|work|eating|drinking|smoking|crying|barking|making|at|being recorded)\b|\bbus stop\b|
    \b(?:can not|could not|will not|would not|did not|never|does not|do not) stop\b(?! (?:calling|texting|
    contacting))|\bstopped (?:working|paying|by)\b|\bnever (?:call(?:ed)?|text(?:ed)?|contact(?:ed)?|
    message(?:d)?) (?:you|them|him|her)\b|\b(?:you|they|nobody|no one) never (?:call|called|text|texted|contacted|
    message)
- do-not-worry | \bdo not (?:text and drive|call me (?:sir|maam|ma'am|that|crazy|names|a|stupid|honey|sweetie|buddy|dude|liar|
    by)\b|contact (?:my|the) (?:bank|insurance))
both=all | (?:{stop})[^?]{0,40}\b(?:call\w*|phon\w*)\b[^?]{0,16}\b(?:or|and|nor)\b[^?]{0,14}\b(?:text\w*|messag\w*|
    email\w*)|(?:{stop})[^?]{0,40}\b(?:text\w*|messag\w*|sms|email\w*)\b[^?]{0,16}\b(?:or|and|
    nor)\b[^?]{0,16}\b(?:call\w*|phon\w*)|\bno (?:more )?(?:calls?|phone calls),? (?:and |or |
    nor )?(?:no (?:more )?)?(?:texts?|messages)|\bno (?:more )?(?:texts?|messages?),? (?:and |or |
    nor )?(?:no (?:more )?)?calls?|\b(?:calls and texts|texts and calls|calls or texts|both)\b[^?]{0,20}\bstop\b|
    \b(?:stop|do not) both\b|\bany (?:form|kind|type|means) of (?:contact|communication)
call-list=voice | \b(?:take|remove|get|put|delete)(?: \w+){0,3} (?:off|from|on|out of)(?: of)? (?:your|the|this|
    that) (?:call(?:ing)?|phone|dial(?:ing|er)|dialer|robocall) (?:list|lists|registry|system)?|
    \bdo not call (?:list|registry)\b
text-list=sms | \b(?:take|remove|get|put)(?: \w+){0,3} (?:off|from|out of)(?: of)? (?:your|the|this|that) (?:text(?:ing)?|sms|
    messaging|message|text message) (?:list|lists|system|messages)?
list=all | \b(?:take|remove|removing|delete|get|scrub|drop|cut|strike|scratch|wipe|erase|clear)(?: me| my (?:name|
    number|info|information|details|contact(?: info)?|phone number|phone|data)| us| this number|
     the number)(?: and number)?(?: please)?(?: right)? ?(?:off|from|out of|out)(?: of)?(?: your| this| the| all| any|
     that| you)?(?: \w+)?(?: (?:lists?|system|database|records?|files?|books|contacts))?\b|\btake my (?:name|
    number) off\b|\bunsubscribe me\b|\bremove me\b|\bdelete my (?:number|info|information|contact|data|
    phone number)\b|\blose (?:my|this) number\b|\bput me on (?:your|the) (?:do not (?:call|contact)|dnc|
    no call)(?: list| registry)?\b|\bopt(?:ing)? (?:me )?out\b|\bopt me out\b|\b(?:want|need|get|let me|
    would like) (?:me |to be |to get )?off (?:of )?(?:this|your|the|that) (?:\w+ )?list\b
contact=all | (?:{stop})(?: (?:want|wanna|like|wish|going|you|your|people|guys|ever|try|trying|to|keep|please|need|
    all|be|any|being|get|getting|consent|with|from|have|me|allow|agree|for|the|i|just|attempting|
    attempts))* (?:contact(?:ing|ed)?|bother(?:ing|ed)?|harass(?:ing|ed|ment)?|reach(?:ing|ed)?(?: out)?|
    communicat(?:e|ing|ion)|messing|hound(?:ing|ed)?|pester(?:ing|ed)?|bug(?:ging|ged)?|annoy(?:ing|ed)?|chas(?:e|
    ing)|disturb(?:ing|ed)?|stalk(?:ing)?|spamm?(?:ing|ed)?|contacts|correspondence|badger(?:ing)?|get in touch|
    be in touch|notif(?:y|ying|ications?))\b|\b(?:leave|let) (?:me|us|my family) (?:alone|be(?! (?:clear|honest|frank|
    real))|in peace)\b|\bcease (?:and desist|all|communication|contact)\b|\bstop and desist\b|\bstop all (?:contact|
    communications?)\b|\bget (?:off|out of) my (?:back|life|case)\b|\bgo away\b|\bstop it with (?:this|these|the)\b|
    \b(?:do not|never) want to (?:hear|be hearing) from (?:you|any of you|your)|\b(?:do not|not) want (?:any|any more|
    anymore|more|to be)(?: \w+){0,2}(?:contact|contacted|communication|bothered|reached)|\brevoke (?:my )?consent\b|
    \bwithdraw (?:my )?(?:consent|permission)\b|\bno (?:more |further )(?:contact|communication|correspondence)\b|
    \bi (?:do not|never|did not) (?:consent|agree|give you permission) to (?:be )?(?:contact|being contacted|
    these communications)|\bforget (?:you (?:have|ever had)|i exist|my number)|\bend (?:all|any|every|
    this) (?:communications?|contact|correspondence)\b
call=voice | (?:{stop})(?: (?:you|your|people|guys|ever|want|wanna|to|keep|please|need|all|be|any|being|get|getting|
    consent|from|have|me|for|just|again|the|these|those|this|with|more|receive|receiving|like|answer|making|make|
    with the|robo|i|so many|wish|going|try|trying|dare|allow|allowed|damn|freaking|fucking|even|think about|automated|
    blowing up|blowing|up|agree|phone|take|taking|continue|bloody|stupid|annoying|always|constantly|further|
    daily))* (?:call(?:ing|ed|s)?|phon(?:e|ing|ed)|ring(?:ing)?|dial(?:ing|l?ed)?|phone calls?|robo ?calls?|
    calling calling|voicemails?|blowing up my phone|telephon(?:e|ing))\b(?! (?:you|them|him|her|the police|
    back (?:today|D)|it|number listed|names)\b)|\b(?:end|halt|discontinue|knock off|cut out|no to)(?: all)? (?:the|
    these|those|all|your|this|with the|with these)(?: \w+){0,2} (?:calls|calling)\b|\bno (?:more |
    further )?(?:phone )?calls\b|\b(?:quit|stop|enough|done|sick|tired|fed up)(?: it)? (?:with|of) (?:the|these|
    all these|your|all the|all your)(?: \w+)? (?:phone )?calls\b|\bcall (?:me |here |
    this number )?(?:ever )?again (?:and|or) (?:i|you|i will)|\bnot (?:a good idea to )?call(?:ing)? (?:me )?(?:here |
    again |any ?more|ever)|\b(?:no|not|do not have|never gave you|have no) (?:my )?(?:permission|consent|
    right) to (?:call|phone|ring)\b|\b(?:appreciate|like|prefer|wish|better)(?: \w+){0,4} if you (?:stopped|quit|
    did not|would not|would stop|would quit)(?: call\w*| phon\w*)\b|\bnever call\b|\blose my phone number\b|
    \bblock(?:ing)? (?:your|this) number\b
text=sms | (?:{stop})(?: (?:you|your|people|guys|ever|want|wanna|to|keep|please|need|all|be|any|being|get|getting|
    consent|from|have|me|for|just|again|the|these|those|this|with|more|receive|receiving|like|send|sending|sent|going|
    try|trying|a|getting any|so many|wish|reading|read|i|further|blowing up my phone with|constant|annoying|automated|
    spam|stupid|allow|agree|collection|daily))* (?:text(?:ing|s|ed)?|messag(?:e|es|ing|ed)|sms(?:es)?|
    text messages?)\b(?! (?:you|back))|\bno (?:more |further )?(?:text(?:s| messages)?|messages|sms)\b|
    \b(?:knock it off|enough|cut it out|be done) (?:already )?with (?:the|these|all the|your)(?: \w+)? (?:texts?|
    texting|messages?)\b|\bunsubscribe\b|\b(?:stop|end|cancel) (?:the |these |all )?(?:texts?|messages?|sms|
    alerts?)\b|\b(?:take|remove|get|put)(?: \w+){0,3} (?:off|from|out of)(?: of)? (?:your|the|this) (?:text(?:ing)?|
    sms|messaging|message) (?:list|lists|system|messages)?|\b(?:sick|tired|fed up|enough|done)(?: it)? (?:with|
    of) (?:the|these|all these|your)(?: \w+)? (?:texts?|messages)\b|\breply(?:ing)? stop\b|\bstop to (?:end|cancel|
    opt|unsub)|\b(?:text|txt|send|sending) stop\b
bare=sms | ^(?:please )?(?:stop|stopall|stop all|stop please|stop stop|unsubscribe|end|cancel|opt out|optout|remove|t|td|
    r)(?: me)?(?: please| now| thanks| thank you| all| msgs| messages| texts?| immediately)*(?: ,)?$|^(?:stop|
    unsubscribe)\b(?= ,| \d)|^stop it$|^stop this$|^stop (?:already|now|right now)$
""",
    "complaint": r"""
- not | \b(?:not|never|no|do not|will not|did not|have not)(?: \w+){0,4} (?:complain(?:t|ing)?(?! with)|
    report(?:ing)? you|harass(?:ment|ing)?|sue you|suing you)\b|\bno complaints?\b|\b(?:can not|not) complain\b
- goods | \b(?:my|his|her|the) (?:boss|neighbor|landlord|teacher|doctor|wife|husband|chief) complain|\b(?:credit|weather|
    traffic|police|expense|book|lab) report\b|\bcomplain(?:ing|ed|s)? about (?:the (?:noise|food|weather|service at|
    neighbors?)|my (?:back|boss|food|job|knee))|\breport (?:back|card|to work)\b|\breporting (?:to work|for)\b|
    \bto the bureau\b
complain | \b(?:complain(?!ant)|complaint|complaints|complaining|grievance)\b|\b(?:report|reporting|
    reported)(?: all of| the lot of)? (?:you|your|this|them|it|y'all|that|ya|every one)\b(?: (?:company|agency|people|
    guys|call|business|number|folks|all|call center|conduct|behavior))?(?! to (?:my|the) credit)(?! as (?:fraud|
    stolen|identity))(?! (?:was )?stolen)|\b(?:report|turn) you (?:in|to)\b|\b(?:cfpb|ftc|fcc|bbb|
    better business bureau|attorney general|consumer financial|consumer protection|state regulator|regulators?|
    ombudsman|fdcpa|tcpa|federal trade|consumer affairs|banking commission|consumer bureau)\b|\b(?:go|going|
    report you|complain|turn you in) to the (?:police|cops|sheriff|state|government|fcc|press|media|news|authorities|
    regulator)\b|\b(?:file|filing|filed|lodge|lodging|submit|making|make|put in) (?:a|an|another|my) (?:formal |
    official |police )?(?:complaint|report|grievance)\b(?! (?:for|about|of) (?:identity|fraud|theft))|
    \bcall(?:ing)? the (?:police|cops|authorities|sheriff) on (?:you|your)|\b(?:again|one more time|stop|
    any ?more)(?: \w+){0,5} call(?:ing)? the (?:police|cops|sheriff)|\bleave (?:you )?a (?:bad|terrible|one star|
    negative) review
sue-you | \b(?:i|we|my lawyer|my attorney)(?: \w+){0,3} (?:sue|suing|take you to court|taking you to court|
    press(?:ing)? charges|legal action against)\b(?! me)|\bsee you in court\b|\b(?:sue|suing) (?:you|your|all of you|
    the company|this company|y'all)\b|\b(?:legal action|lawsuit|charges) against (?:you|your)\b|
    \b(?:lawsuit) (?:coming|is coming|for harassment)|\byou(?: guys| people)? (?:are|will be|are going to be|
    are about to be)(?: getting| being)? sued\b|\bday in court\b
harass | \bharass(?:ment|ing|ed|es|er|ers)?\b|\b(?:this|that|what you are doing|it|calling|these calls?|
    you)(?: \w+){0,3} (?:is|are|has to be|must be|been)(?: \w+)? (?:illegal|against the law|abusive|abuse|stalking|
    unlawful|threatening|a violation|violating|breaking the law|unethical|extortion|intimidation|criminal)\b|
    \bviolat(?:e|ed|es|ing|ion) (?:of )?(?:my|the|federal|state|my rights|fdcpa|privacy)\b|\b(?:call(?:ed|ing|s)?|
    phoned|rang)(?: me| my \w+| us| here)? (?:\w+ )?(?:times (?:a|per|in (?:a|one)|this|today|D|already)|
    every (?:day|single day|hour|five|ten|minute)|all day|nonstop|non stop|constantly|day and night|24 7|
    over and over|N times|\w+ times (?:a|today|this|D))|\bthreaten(?:ing|ed)? me\b(?! with a)|\bthis is (?:abuse|
    stalking|extortion|blackmail|outrageous conduct)\b|\byou (?:people |guys )?(?:keep|kept|always|
    constantly) (?:call(?:ing)?|bother(?:ing)?|hound(?:ing)?|text(?:ing)?)\b(?! (?:the wrong|for someone|for (?:him|
    her)|about someone))
""",
    "fraud": r"""
- scam-you | (?<!reported )(?<!report )\b(?:you|this|it|call|calls|that|sounds like|sounds|seems like|look like|
    another|just|is this|are you|think this is|these|people|y'all|all|guys)(?: \w+){0,3} (?:scam|scams|scammers?|
    scamming|fraud|frauds|fraudsters?|fake|phishing|con|crooks|spam|a joke)\b(?!.{0,40}police report)(?! (?:loan|
    account|charge|in my name|(?:\w+ ){0,3}my (?:\w+ )?(?:info|information|name|identity|social|ssn|data|details)))|
    \bscam (?:call|likely|artist)s?\b
- not | \b(?:not|no)(?: \w+){0,2} (?:fraud|identity theft|stolen)\b|\bfraud (?:department|alert on my card|squad|dept)\b
- thing-stolen | \b(?:car|bike|phone|truck|tools|package|laptop|tv)(?: was| got| is| has been)? stolen\b|\b(?:stole|
    stealing) my (?:car|bike|truck|tools|package|lunch|time|heart|idea|dog|seat|tv|food|job)\b|\bmy (?:phone|card|
    wallet) was stolen and i (?:can not|do not|have no)
stolen | \bidentity (?:was |got |has been |been |is )?(?:theft|thief|stolen|thieves|fraud|compromised|hacked|used)\b|
    \b(?:stole|stolen|steal|steals|stealing|hijacked|hacked|compromised|breached|hacked into|used|misused|forged|
    faked|cloned)(?: all)?(?: of)? (?:my|his|her) (?:\w+ )?(?:identity|info|information|name|ssn|social|
    social security|number|data|card|wallet|id|details|credit|account|accounts|signature|personal|credentials|license|
    driver'?s license)\b(?! (?:and i (?:do not|can not) (?:have|pay)))|\b(?:my|his|her) (?:\w+ )?(?:identity|info|
    information|name|ssn|social|social security(?: number)?|data|id|details|signature|account|credit|
    personal information|license|card|wallet)(?: \w+){0,3} (?:was|were|got|has been|have been|been|had been|is|
    are)(?: \w+)? (?:stolen|used|compromised|hacked|forged|leaked|breached|misused|taken|hijacked|fraudulently|faked|
    sold|exposed)\b|\bfraudulent(?:ly)?\b|\bfiled (?:a|the) police report\b|\bdata breach\b|\bvictim of (?:a |
    an )?(?:identity|fraud|scam|theft|id)|\b(?:got|was|been|were) (?:hacked|scammed|defrauded|conned|phished|
    impersonated)\b|\bimpersonat(?:e|ed|ing|or)\b|\bpretend(?:ed|ing)? to be me\b|\bposing as me\b|\bforg(?:ed|ery|
    ing)\b|\bnot my signature\b|\bsomebody (?:else )?(?:signed|used|opened)\b|\b(?:this|it|that|account|loan|debt|
    charge|card)(?: \w+){0,3} (?:is|was|looks like|has to be|must be|from|due to)(?: a| an| clearly| all)? (?:fraud|
    identity theft|id theft)\b|\b(?:report(?:ed)?|reporting|case of|it is|that is|this is|claim of|was|affidavit of|
    police report (?:for|about)|victim|because of|due to) (?:a |an )?(?:fraud|identity theft|id theft)\b
by-other | \b(?:someone|somebody|some ?one|a thief|scammers?|a scammer|hackers?|a hacker|a stranger|another person|person|
    thieves|whoever|they|he|she|who ?ever|my (?:{kin}|{other})|some (?:guy|crook|criminal|thief|person|scammer|
    hacker|stranger|idiot)|crooks?|criminals?|fraudsters?|
    people)(?: else| must have| has| have| had| just| probably| obviously| clearly| is| was| went and| apparently| might have| could have| may have)* (?:us(?:e|
    ed|ing)|steal|stole|stolen|took|taken|take out|open(?:ed|ing)?|appl(?:y|ied|ying)|borrow(?:ed|ing)?|got|
    sign(?:ed|ing)?|forg(?:ed|ing)|created?|set up|fak(?:ed|ing)|put|ran up|got hold of|got ahold of|impersonated|
    ran)(?: \w+){0,6} (?:my (?:\w+ )?(?:name|identity|info|information|ssn|social|social security|signature|credit|
    details|card|data|id|license|personal)|under my|without (?:me|my)|as me|for me without|in my name|
    pretending to be me)|\b(?:in|under|using|with) my (?:name|identity|ssn|social|info|
    information)\b(?=.{0,24}(?:without|not (?:mine|me)|fraud|someone|stole|wasn't me|never|did not|was not me|
    illegal))|\b(?:opened|taken out|applied for|made|created|put|took|signed)(?: \w+){0,4} (?:in|under|using|
    with) my (?:name|identity|ssn|social|info|information)\b(?! (?:and i owe))|\bmy (?:ex|ex wife|ex husband|
    brother|sister|mom|dad|mother|father|roommate|cousin|son|daughter|uncle)(?: \w+){0,3} (?:used|opened|took|
    signed|put|forged|stole|applied|ran)(?: \w+){0,5} my (?:name|identity|info|ssn|social|signature|information|
    credit)
""",
    "dispute": r"""
- not-denying | \b(?:not|never|do not|did not|am not)(?: (?:saying|say|said|claim(?:ing)?|deny(?:ing)?|disput(?:e|ing)|argu(?:e|
    ing)|trying to))+(?: that| i| it| the| to| this| say| says?| saying| debt| amount| any)*(?: (?:do not|did not|
    never|am not|is not))?(?: owe| owed| mine)?|\b(?:no|without) disput(?:e|es)\b|\bi (?:know|understand|realize|
    admit|agree|acknowledge|get) (?:that )?i (?:do )?owe|\bi do owe\b|\b(?:no idea|not sure|not know|forget|forgot|
    remember) (?:how much|what) i owe\b|\bif (?:i|the|that|this|it|my)(?: \w+){0,3} (?:wrong|not right|incorrect|
    owe)|\b(?:is|are) (?:the|that|this|it) (?:\w+ )?(?:right|correct)\?|\bwrong (?:number|person|guy|man|woman|time|
    way|day|house|place|name|lady|party|phone)\b
- how-grew | \bhow(?: \w+){0,3} (?:get|become|come|grow|end up|add up)(?: \w+){0,4} (?:much|high|big|large)\b
- you-not | \byou(?: guys| people)? (?:do not|did not|have not|can not|never|may not)\b(?: \w+){0,3}
- why-not | \bdid not (?:get|receive) (?:paid|my (?:paycheck|check|wages|salary|money))
not-owe | \b(?:do not|did not|does not|never|not|no longer|why would i|how could i|how can i|since when do i)(?: (?:even|
    think|believe|actually|really|feel|agree|see how|that|i|recall|remember|know|actually|ever))* ?(?:owe|owing|
    owed)\b(?! (?:until|by|when|yet))|\bi owe (?:you |them |nobody |no one |y'all )?(?:nothing|nobody|no one|zero|
    zilch|no money|less|not a)\b|\b(?:nothing|zero|no money) (?:is )?owed\b|\bnot (?:my|mine|our|
    a debt of mine)\b(?:$| ,| (?:debt|bill|loan|account|charge|problem|responsibility|card|balance|credit card|
    obligation|purchase|i|and|at all|it|so))|\b(?:is|was|are) not mine\b|\bnot responsible for (?:this|that|it|
    the)\b|\b(?:debt|loan|bill|account|charge|balance)(?: \w+){0,3} (?:does not|do not|not) (?:belong to me|mine|
    exist)\b|\bnone of my (?:debt|business debt)\b|\bno such (?:debt|loan|account|bill)\b|\bi (?:do not|did not|
    never) have (?:a |an |any |that |this |such )?(?:debt|loan|account|credit card|card|balance|
    bill)s?(?: with| from| like| at| there| here|$| ,)
no-business | \bnever (?:ever )?(?:done|did|do|had)(?: any)? business with\b|\bnot (?:a |your |even a )customer\b|
    \bnever (?:been|was) (?:a |your )customer\b
never-borrowed | \b(?:never|did not|have not|not|had not|do not (?:remember|recall))(?: (?:ever|even|once|actually|me|
    i|the one who|been|personally|have|had|remember|recall|authorize|in my life))*,? (?:took|take|taken|taking|
    borrow(?:ed|ing)?|sign(?:ed|ing)?|appl(?:y|ied|ying)|open(?:ed|ing)?|got|get|getting|had|have|made|make|bought|
    buy|used|use|receiv(?:e|ed|ing)|authoriz(?:e|ed)|agree[ds]?|order(?:ed)?|request(?:ed)?|purchas(?:e|ed)|
    charge[d]?|owned|own|do(?:ne)? business|heard of|deal(?:t)? with|spen[td])(?: \w+)? ?(?:out|up|for|from|to|with|
    this|that|any|a|an|anything|the|such|your|money|of|on)(?: \w+){0,3}? ?(?:loan|debt|account|money|card|contract|
    thing|purchase|credit|bill|charge|you|service|services|anything|cash|it|agreement|company|dime|stuff|product|
    those|that|funds|charges|line|bank|lender)?\b(?! (?:paid|a chance|time|enough|the (?:text|letter|email|link|
    message|call)|my (?:check|paycheck|money)|any (?:money|letter|call|sleep|help|work)|a (?:job|letter|call|text|
    chance|reply|response|bill))\b)(?=.{0,60}(?:loan|debt|account|card|credit|contract|borrow|purchase|charge|this|
    that|from you|service|agreement|with you|you guys))|\bnever (?:got|had|took|opened|applied for|signed for|
    asked for) (?:one|any|a loan|a card|it from you)\b
wrong-amount | \b(?:amount|balance|total|bill|number|figure|interest|fee|fees|charge|charges|statement|sum|math|
    calculation|calculations|records?|numbers|figures|debt|account|information|what you (?:say|said|have)|principal|
    invoice|that|this|it|payment amount|due date|they|those)(?: \w+){0,3} (?:is|are|was|were|looks?|seems?|sounds?|
    does|do|has to be|must be|can not be|could not be|can be|be|on|have)(?: \w+){0,2}? (?:wrong|incorrect|
    not (?:right|correct|accurate|what i|how much|true|match|adding up|add up|legit|valid|make sense)|too (?:high|
    much)|way (?:too|off|more|higher)|inaccurate|(?<!paid )(?<!pay )(?<!laid )(?<!cut )off|inflated|false|
    a (?:mistake|error|lie)|an error|messed up|bogus|made up|right there is no|doubled?|excessive|padded|overstated|
    screwed up)\b(?! (?:time|number|person|day|guy|moment|place|house))(?! (?:for me|i) )|\bnot (?:the )?(?:right|
    correct)(?: (?:amount|balance|total|number|figure|sum|charge))\b|\bnot that (?:much|high|big)\b(?! (?:time|
    trouble|fun))|\bnot what i (?:owe|borrowed|agreed|signed|was told|spent|charged)\b|\b(?:can not|could not|no way|
    not) (?:be|possibly be|possible|it is)(?: that)? (?:that )?(?:right|much|correct|high)\b|\b(?:over|double|wrongly|
    incorrectly|falsely|mis) ?(?:charged|charging|billed|billing|counted|calculated|stated)\b|\bcharg(?:ed|
    ing) (?:me )?(?:too much|twice|double|more than|the wrong|extra|for (?:something|things?|stuff) i|wrong)|
    \b(?:wrong|incorrect|inaccurate|false) (?:amount|balance|total|bill|figure|sum|charge|charges|information|info|
    account|interest|statement|records?|calculation|price|numbers on)\b|\byou (?:guys |people )?(?:made|have made|
    are making|must have made|have|got) (?:a |an )?(?:mistake|error)s?\b(?! (?:with|about) (?:the (?:person|number)|
    who))|\b(?:made|there is|there must be|there has to be|is|it is|got to be|must be|some|some kind of|has|think|
    error|was) (?:a |an |some |some kind of |some sort of )?(?:billing |clerical |computer |accounting )?(?:mistake|
    error|mix up|discrepancy)\b(?! (?:calling|number|person))|\b(?:i only|i just|only|just|i)(?: ever)? (?:borrowed|
    owed|owe|took(?: out)?|spent|charged|got)(?: \w+)? A\b(?!.{0,20} (?:so|and) i (?:will|can))|\bonly (?:owe|owed|
    borrowed|took|supposed to be)\b|\bhow (?:did|can|could|does|is|come)(?: \w+){0,4} (?:that (?:much|high)|
    so (?:much|high)|(?:go|went|gone|get|got|jump|become|became) (?:up )?(?:to )?A|get that)\b|\bdisput(?:e|ed|es|
    ing)\b|\bcontest(?:ing|ed)? (?:this|that|the|it)\b|\bdisagree with (?:the|this|that|your|what)\b|
    \bdo not agree (?:with|that|to) (?:the|this|that|your|i|what)(?: \w+)? ?(?:amount|balance|debt|bill|charge|total|
    number|owe|interest|fee)|\bdo not recogni[sz]e (?:this|that|the|it|any|these)\b|\bvalidat(?:e|ion)\b|
    \bprove (?:it|that i|i owe|this|the debt|this debt|that)\b|\bproof (?:of|that|i owe)\b|\bverify (?:the|
    this) debt\b|\bshow me (?:proof|the contract|where i signed)|\b(?:does|do) not (?:add up|match|look right|
    sound right|seem right|make sense to me)\b|\bthat much\?|\bnot legit(?:imate)?\b|\b(?:this|that|
    the) debt is (?:bogus|fake|not real|invalid|too old|expired|time barred|illegitimate)\b|\b(?:should not|
    do not think i should|why should i|not going to) have to pay for (?:something|it|that|this|a)\b|\b(?:i|
    we)(?: \w+)? (?:returned|sent back|cancell?ed|refused delivery of) (?:it|that|the|those|this|them|my (?:order|
    subscription|membership|contract|service))\b|\bstatute of limitations\b|\b(?:never|did not|
    have not) (?:ever )?(?:borrow(?:ed)?|owe[d]?|spen[dt]|charge[d]?|use[d]?|take out|took out|
    rack(?:ed)? up) (?:that|this|so|anywhere near that|nearly that|half that) ?(?:much|many|amount)?\b|
    \bmore than i (?:borrowed|owe|spent|charged|took)|\bnever (?:got|received|saw) (?:the|that|this|any|
    your) (?:money|loan|funds|product|service|merchandise|item)|\b(?:was|were|been) (?:told|quoted|
    promised)(?: \w+){0,5} A\b
""",
}  # fmt: skip
