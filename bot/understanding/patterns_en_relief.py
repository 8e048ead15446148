"""Why no payment comes, in English: hardship, a wish to have it reduced, a refusal."""

from __future__ import annotations

RELIEF = {
    "hardship": r"""
- not | \b(?:not|is not|it is not)(?: that| because| like| about)*(?: i)? (?:(?:do not|can not) have|broke|unemployed|
    struggling|can not afford|poor|out of work)\b|\bi (?:have|got) (?:the |plenty of |enough |a lot of |some |
    lots of )money\b|\bi can afford\b|\bnot (?:sick|broke|unemployed|struggling)\b|\bno (?:problem|trouble)\b|
    \bnot (?:having|in) (?:any )?(?:trouble|hardship|financial)
- if | \b(?:if|suppose|in case|unless) (?:i|we)(?: \w+){0,2} (?:can not|do not have|could not|am unable|lose|
    have no)\b[^,]{0,20}
- others | \b(?:friend|neighbor|coworker|colleague|boss|she|he|you)(?: \w+)? (?:lost (?:his|her|their|your) job|
    is (?:sick|broke|unemployed)|got laid off)\b|\b(?:they|he|she|we|you) fired (?:the|him|her|a|my|that)\b|
    \b(?:neighbou?r|friend|coworker|colleague|boss|teacher|classmate)(?:'s| is| was)? in the (?:hospital|icu)\b|
    \b(?:sick|tired) of\b|\byou (?:guys |people )?(?:make|are making|are) (?:me )?sick\b|\bbroken? (?:record|phone|
    into|up)\b
- wiped | \b(?:debts?|loans?|it|that|this|account)(?: \w+){0,2} wiped out\b
no-money | \b(?:no|not any|not enough|not a|without|do not have|not have|not got|have not got|never have|have no|
    got no|ran out of|out of|run out of|short on|low on|short of|zero|barely any|lack|lacking|little|hardly any|
    barely have)(?: (?:any|the|enough|much|that|kind|of|extra|spare|it|a|single|more|income|cash|money|no|right|now|
    that|to|my|have|two|red|dime|anything|even|sort|this))* (?:money|cash|funds|income|savings|dime|cent|penny|
    pennies|dollars?|nickels|paycheck|dough|resources|source of income|finances|it right now|it at the moment|
    it this month|means|change)\b|\bi (?:just )?(?:do not|have not) (?:have|got) (?:it|that|the A|A|anything)(?:$| ,|
     right| at| now| yet| today| this| to give| to pay| i| all)|\b(?:have|got|with)(?: \w+){0,3} A (?:to my name|left|
    in (?:the bank|my account)|to live on)\b|\bnothing (?:coming in|left over|in the bank|to my name)\b|
    \bno (?:steady )?pay(?:check)? coming\b|\bbroke\b(?! (?:up|my (?:leg|phone|arm)|the|into|it|in\b))|\b(?:money|
    things|cash|finances|budget|times|funds|everything) (?:is|are|has been|have been|get|gets|
    got)(?: \w+){0,2}? (?:tight|tough|hard|short|bad|rough|stretched|low|thin|difficult|limited|slow)\b|\b(?:strapped|
    cash strapped|penniless|destitute|homeless|living in my car|on (?:food stamps|welfare|disability|unemployment|ssi|
    social security|a fixed income|public assistance|benefits|medicaid|government assistance)|fixed income|
    paycheck to paycheck|in a shelter|food stamps|collecting unemployment|food bank|evicted|eviction|foreclos(?:ure|
    ed|ing)|repossessed|behind on (?:rent|everything|my rent|all|bills|my bills|my mortgage)|make ends meet|
    making ends meet|struggling|hard times?|rough (?:time|patch|times|year|month|spot)|tough (?:time|times|spot|
    situation|month|year)|going through (?:a )?(?:hard|tough|rough|lot|difficult|bad|divorce|financial)|
    financial(?:ly)? (?:hardship|difficult\w*|trouble|problems?|struggl\w*|strapped|ruined|crisis|bind|burden|issues?|
    situation|unstable|hard)|hardship|in a (?:bind|tight spot|tough spot|jam|hole)|barely (?:surviv\w+|making it|
    getting by|feed|afford|scraping|have enough|keep|eat|cover|pay|enough)|scraping by|(?:can not|could not|
    can barely|barely|hardly) (?:even )?(?:feed|buy (?:food|groceries|diapers|medicine)|keep the lights|
    pay (?:my )?(?:rent|bills|mortgage|electric)|put food|eat)|choose between|rent or|fallen on hard|
    drowning in (?:debt|bills|medical)|underwater|maxed out|living off|tapped out|wiped out|savings are gone|
    no savings)\b
cannot-pay | \b(?:can not|could not|not able to|unable to|no way (?:i can|to|i could)|am not able to|never be able to|
    impossible (?:for me )?to|no means to|not in a position to|have no way (?:to|of)|do not have (?:the )?(?:ability|
    means) to|can barely|struggling to|do not (?:see|know) how i (?:can|could|will|am going to)|have trouble|
    will not be able to|would not be able to|not possible (?:for me )?to|cannot|not going to be able to|
    hard (?:for me )?to|can hardly)(?: (?:really|even|just|possibly|afford to|make|currently|ever|right now|keep up|
    at this time|at the moment|keep|honestly|be|continue|seem to|to|ever be able to|begin to|going to|
    financially))* (?:pay|pay(?:ing)?|afford|payments?|make (?:a|the|my|any|that|this|those)? ?payments?|cover|
    come up with|catch up|keep up|swing|manage (?:it|that|this|the|any|payment)|handle (?:it|that|this|the payment|
    these payments)|meet|settle|do (?:it|that|this|anything|A) (?:right|this|now|at|today))\b(?! (?:attention|it all|
    all of it|everything|in full|the (?:whole|full|entire)|over the phone))(?!.{0,14}(?:all at once|at once|
    in one (?:go|payment)))|\bunaffordable\b|\bway (?:out of|beyond) my (?:budget|means)\b|\bi (?:just |
    really )?can not (?:this month|right now|at the moment|today|D)\b.{0,8}$|\bcan not afford\b|\bcan not do (?:it|
    that|this)\b(?! (?:on|until|till|before|by|over))|\brent (?:is|comes) (?:due|first|late)\b
job | \b(?:lost|losing|lose|quit|was fired from|let go from|laid off from|without|between|do not have|no|out of|
    have not had|cannot find|can not find|looking for|not have|been out of|have no|can not get|still no|need to find|
    searching for|not got|have not found|trying to find|waiting for)(?: (?:a|my|any|the|steady|new|jobs|both|second|
    been|her|his|main|another))* (?:job|jobs|work|employment|position|hours|steady work)\b|\b(?:laid off|lay ?off|
    laid me off|let me go|let go|fired|unemployed|unemployment|not working|furloughed|out of work|out of a job|
    downsized|terminated|made redundant|jobless|not employed|stopped working|on strike|laid up|out sick|got canned|
    got sacked|sacked|no work|been cut|off work|on leave|maternity leave)\b|\b(?:my|the|our) (?:hours|shifts|pay|
    salary|wages|overtime|income)(?: \w+){0,2} (?:cut|reduced|slashed|dropped|lowered|were cut|been cut|down|gone|
    stopped|late|delayed)\b|\bcut (?:my|our|back (?:on )?my|down my) (?:hours|pay|salary|shifts|wages)\b|\b(?:my|the|
    our) (?:\w+ )?(?:business|company|store|shop|restaurant|plant|factory|employer|office|firm|job|place|practice|
    farm)(?: i work(?:ed)? for| where i work(?:ed)?)?(?: (?:just|has|had|is|was|went|got|all|finally|also|recently|
    completely|to))* (?:clos(?:ed|ing)|shut(?:ting)? down|fail(?:ed|ing)|went under|out of business|went bankrupt|
    bankrupt|going under|filed for|folded|collapsed|tanked|slow|struggling|went out|ended|burned down|failing|under|
    let me)\b|\b(?:have not|did not|not)(?: \w+)? (?:been|get|got|gotten|getting) paid\b|\bbusiness (?:is|has been|
    was) (?:slow|bad|terrible|dead|down|awful|failing)\b|\b(?:only|just) (?:working )?part time\b|\b(?:have not|
    not) (?:been )?work(?:ed|ing)(?: \w+)? (?:since|for|in)\b|\bretired (?:on|and)\b|\b(?:had to|have to|
    i) stop (?:work|working|my job)\b|\bunpaid leave\b|\b(?:disability|benefits|unemployment|food stamps|check|checks|
    assistance|welfare|snap)(?: \w+){0,3} cut(?: off)?\b
illness | \b(?:i|i am|my (?:wife|husband|mom|mother|dad|father|son|daughter|kid|kids|child|baby|partner|brother|sister|
    family|whole family|grandma|grandmother|health|girlfriend|boyfriend|parents?)|we|been|am|is|just|he|she|^|
    ,)(?: (?:am|is|are|was|were|been|have|has|had|got|just|really|very|in|the|still|recently|been in|a|out of|
    seriously|terribly|not|being|sick|diagnosed|with|undergoing|going|through|recovering|from|having|get|getting|
    currently|so|also|landed|ended|up|too|both|badly|critically|fell|became))* (?:sick(?! of)|ill|hospital(?:ized)?|
    cancer|surgery|an operation|injured|hurt (?:at|on|my)|disabled|disability|stroke|heart attack|diagnosed|
    dialysis|chemo(?:therapy)?|car accident|accident|in recovery|covid|pneumonia|bedridden|pregnant|broke (?:my|his|
    her) (?:leg|arm|hip|back|foot|ankle|hand)|broken (?:leg|arm|hip|back|foot)|icu|paralyzed|coma|rehab|hospice|
    depressed|depression|a tumor|a baby|medical (?:issues?|problems?|condition|leave|emergency))\b|\b(?:medical|
    hospital|doctor|doctor's|er|ambulance|vet|dental|surgery) (?:bills?|expenses?|costs?|debt)\b|
    \bin the hospital\b|\b(?:can not|unable to|not able to) work\b|\bin intensive care\b|\bcaring for (?:my|
    a) (?:sick|dying|elderly|disabled)|\bfuneral\b|\bdivorce\b|\bsingle (?:mom|mother|dad|father|parent)\b|
    \bchild support\b|\bhealth (?:issues?|problems?)\b|\bburied my\b|\bspouse died\b
disaster | \b(?:house|home|apartment|car|truck|business|place|trailer|farm|basement|everything|roof|store|shop|
    barn)(?: \w+){0,4} (?:burned|burnt|flooded|destroyed|caught fire|burn(?:ed)? down|damaged|broke down|totaled|
    was hit by|washed away|got stolen|was stolen|ruined|collapsed|in the (?:fire|flood|hurricane|storm)|robbed|
    under water|blew)\b|\b(?:hurricane|tornado|flood(?:ing|s)?|wildfire|earthquake|house fire|pandemic|
    natural disaster|storm (?:damage|destroyed)|lost everything|lost my (?:house|home|apartment|business|car)|
    car (?:broke down|died|got totaled)|been robbed|got robbed)\b
extension | \b(?:can|could|may|would|will|is it possible|possible|any chance|need|want|give|ask for|asking for|allow|grant|
    request|please|get|like)(?: (?:i|you|me|we|to|for|have|get|a|an|some|just|please|let|us|there|little|bit|be|
    give|the|chance|of|any|guys|possibly|have|more))* (?:extension|more time|extra time|additional time|
    few more (?:days|weeks)|couple more (?:days|weeks)|grace period|deferment|forbearance|postpone(?:ment)?|defer|
    pause|extend|little longer|some time|bit of time|another (?:week|month|few|couple)|a break on (?:this|
    the) payment)\b(?! (?:till|until) D)
""",
    "waiver": r"""
- not | \b(?:not|no)(?: \w+){0,2} (?:asking|need|want)(?: \w+){0,3} (?:discount|waive)\b|\bfree (?:time|today|tomorrow|
    later|at)\b|\binterest(?:ed|ing)\b|\bconflict of interest\b
- list | \b(?:take|remove|get|keep|put) (?:me|my (?:name|number)|us|this number) (?:off|from|out|on)\b.*
- service | \b(?:got|get|was|were|been|being) cut(?: off| down)?\b|\bknock it off\b|\b(?:drop (?:the call|off|dead|by|
    it off)|settle (?:down|in))\b
waive | \bwaiv(?:e|ed|er|ing)\b|\bdiscount\b|\bforgiv(?:e|en|eness|ing)(?: \w+){0,3} (?:some|part|fees?|interest|debt|
    portion|the|balance|late|it|half|this)\b|\bdebt forgiveness\b|\b(?:settle(?:ment)?|settling)(?: (?:it|this|the|
    for|account|debt|offer|with you|out|on))* (?:less|lower|a lower|a smaller|half|reduced|for A|a fraction|percent|
    offer|a percentage|cheaper|for a)\b|\bsettlement (?:offer|amount|option)\b|\b(?:do you|can you|can i|could you|
    you)(?: \w+){0,3} settlements?\b|\b(?:lower|reduce|decrease|cut|knock|drop|bring|take|remove|cancel|eliminate|
    reverse|erase|dismiss|get rid of|write|drop|credit|refund|lessen|minimi[sz]e|shave|freeze|stop|do something about|
    take away|scratch|lose|do away with|adjust|help (?:me )?with|negotiate|delete|less|skip|not charge|not pay|
    without|slash|give me a break on|take out|take some|knock some|knock something|knock a little)(?:ing)?(?: (?:off|
    out|down|back|away|some|of|the|my|these|those|that|this|a|little|bit|all|any|part|on|or|for|me|it|amount|half|
    from|late|extra|your|few|adding|charging))* (?:{fee})|{fee}(?: \w+){0,3} (?:be )?(?:waived|removed|reduced|
    lowered|dropped|taken off|forgiven|cut|cancelled|canceled|credited|reversed|written off|frozen|lower|taken (?:off|
    out|away)|stopped|refunded|adjusted)\b|\b(?:lower|reduce|reduced|cut|knock|bring|take|drop|less|smaller|decrease|
    write)(?:ing)?(?: (?:the|my|off|down|some|a|little|bit|this|that|it|total|of|down the|something|part|any|amount|
    money|balance|the amount|anything|what i owe|me|owed|for me|few|bucks|A|on|percent|\w+ percent))* (?:off|down|
    amount|balance|total|bill|what i owe|debt|principal|price|percent(?:age)?|settlement|payoff|
    lower amount)\b(?! (?:list|the|my phone|your list|and (?:have|leave)|of (?:your|the) list|payment|me)\b)|
    \b(?:just|only) (?:pay|paying|owe) (?:the )?(?:principal|original(?: amount)?|what i borrowed)\b|\bpay (?:just|
    only) the (?:principal|original)|\bwithout (?:the )?(?:{fee})|\b(?:{fee})(?: (?:is|are|seems?|
    look))? (?:too (?:high|much)|so high|ridiculous|outrageous|crazy|insane|unfair|excessive|killing|way too)|
    \b(?:cut|give) me (?:a )?(?:break|deal|some slack)\b|\bmake (?:me )?a deal\b|\b(?:any|is there a|some kind of|
    work out a) (?:deal|reduction|break on|relief)\b|\bbetter (?:deal|rate|offer)\b|\b(?:take|accept) (?:less|A less|
    half|a lower|a reduced|a lesser)\b|\btoo (?:many|much in) (?:{fee})|\b(?:if i pay|pay) (?:it )?(?:all|in full|off|
    today|now|everything)(?: \w+){0,6} (?:discount|less|break|lower|off)\b|\b(?:take|accept) A (?:to (?:settle|close|
    clear|end)|and (?:call it|be done|close)|as (?:a )?(?:full|settlement|payment in full)|instead|in full)\b|
    \binterest free\b|\bpercent off\b|\blump sum (?:for|at) (?:less|a discount|a reduced)\b|
    \bpay(?: \w+){0,4} for less\b
""",
    "refuse": r"""
- double | \b(?:not|never|is not|do not|am not|did not)(?: (?:saying|say|said|that|because|refusing|like|it|i|mean|trying|
    about|going|to|the|one))+ (?:will not|not going to|do not want to|not|refuse to|refusing to|am not|would not|
    never)(?: \w+)? (?:pay|paying)\b|\bnot (?:refusing|trying to get out|trying to avoid)\b|\b(?:will not|am not|
    not going to) (?:refuse|not pay)\b|\bnever said i (?:will not|would not)\b
- if | \b(?:if|when|what if|suppose|say|unless|in case|or if|happens?|because) (?:i|
    we)(?: just| still| simply| really| ever)? (?:do not|can not|never|refuse to|will not|stop|did not|am not|
    am unable to|choose not to|decide not to)(?: \w+)? ?(?:pay|paying)?\b
- cant | \b(?:can not|could not|unable|not able|not going to be able|will not be able|not afford|
    would not be able)\b(?: (?:to|afford|really|be|even))* (?:pay|paying)?|\b(?:not|never)(?: (?:going|to|be|
    will))* (?:pay|paying)(?: (?:it|this|that|anything|you|all|the|full|amount|in full|for|everything|off|of|whole|
    bill|money|balance))*? (?:today|now|right now|this (?:week|month)|until|till|before|all at once|tonight|
    this time|D|at once)\b|\bnot paying attention\b|\bnot paid\b
- to-me | \b(?:will not|not|never|refuses? to|does not)(?: \w+){0,2} pay(?:ing)? (?:me|us|him|her|them)\b
will-not | \b(?:will not|am not|not going to|never|refuse to|refusing to|do not (?:want|intend|plan|care) to|not gonna|
    would not|are not|no intention of|not planning (?:on|to)|have no intention (?:of|to)|not about to|decline to|
    not interested in|no plans to|am never|do not feel like|not willing to|no desire to)(?: (?:ever|be|going|to|
    even|gonna|about|planning|just|simply|on|make|of|not|want|give|send|absolutely))* (?:pay|paying|
    pay(?:ing)? (?:you|this|it|that|anything|for)|giv(?:e|ing) you (?:anything|money|any|a|one|shit|jack|squat|
    a single|my)|send(?:ing)? you (?:anything|money|any|a)|payments?|cough(?:ing)? up|paying (?:this|it|you)|
    get(?:ting)? (?:a|any) (?:dime|cent|penny|money)|do(?:ing)? (?:it|that|payments?)(?: ,)? (?:and|forget)|
    fork(?:ing)?)\b
nothing | \b(?:not|will not|never|do not)(?: \w+){0,4} (?:a|one|another|single|red|any)(?: single| red| goddamn|
     damn)? (?:dime|cent|penny|nickel)\b(?! (?:to my name|left|right now|until))|\bnot one (?:red )?(?:cent|dime|
    penny)\b|\b(?:you|they) (?:will not|are not|will never|are never|can not|will)(?: \w+){0,3} (?:get(?:ting)?|
    see(?:ing)?|collect)(?: (?:a|any|one|anything|nothing|another|dime|cent|penny|money|red))* ?(?:from|out of|dime|
    cent|penny|nothing|money|of my|anything|squat|jack)\b|\b(?:you|y'all) (?:get|are getting|will get) (?:nothing|zip|
    squat|jack)\b|\bno way (?:i am|am i|in hell|will i|i will|you are getting|i would)\b.{0,12}(?:pay|giv|money|$|
    ever)|\b(?:over|not over) my dead body\b|\bforget (?:about )?(?:it|getting|your money)(?: ,|$| i am not| you)|
    \bgood luck (?:getting|collecting|with that)\b|\btry (?:and|to) (?:make me|collect)\b|\bmake me(?: pay)?$|
    \bwhy (?:should|would|the hell (?:should|would)|must) i (?:even )?(?:have to )?pay\b(?! (?:if|for (?:something|
    that) i (?:did|never)))|\b(?:go ahead and |just |so |then |please )?(?:sue|take) me(?: to court)?(?: then|
     i (?:do not|could)|$| ,| see)(?!\?)|\bsee if i care\b|\bi (?:would )?rather (?:die|go to jail|burn) than pay\b|
    \bdo what(?:ever)? you (?:want|have to|like|gotta|need)(?: ,)?(?: i)?.{0,16}$|\bkiss my\b.{0,8}money|
    \bpay (?:it )?yourself\b|\bi refuse\b(?! to (?:talk|speak|answer|be|believe|accept|give you my))|
    \bget(?:ting)? nothing from me\b|\bkeep dreaming\b|\bin your dreams\b|\bwhen (?:hell freezes|pigs fly)\b|
    \bno chance i (?:am|will) pay|\bnot (?:happening|a chance)\b|\bwill not see a (?:dime|cent|penny)\b|
    \byou can not make me\b|\bi do not care what you do\b|\bx+ ?pay\b|\brather (?:die|go to jail|burn|starve|
    quit) than (?:pay|give|hand|send)\b|\byou (?:will never|will not|are not ever going to|are not|
    are never going to) get(?:ting)? my money\b
""",
}  # fmt: skip
