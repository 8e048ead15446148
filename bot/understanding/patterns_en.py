"""What a borrower says about paying, in English: intents 11, 12 and 14 to 18."""

from __future__ import annotations

MACROS = {
    "pay": r"\b(?:pay|paying|send|sending|make|making|give|get|have|put|transfer|submit|settle|settling|clear|do|mail|wire|deposit|swing|"
           r"manage|take care of|handle|come up with|scrape together|cover|catch up|bring|drop off|zelle|venmo)\b",
    "payverb": r"\b(?:pay|paying|send|sending|transfer|submit|settle|settling|mail|wire|deposit|take care of|come up with|scrape together|catch up|"
               r"zelle|venmo|pay up|square up)\b",
    "getverb": r"\b(?:make|making|give|get|have|put|clear|do|swing|manage|handle|cover|bring|drop off)\b",
    "vague": r"\b(?:when|once|(?:as )?soon as|after|until|till) (?:i|my|we)(?: \w+){0,4} (?:paid|paycheck|check|salary|money|wages|payday|"
             r"bonus|refund|comes? (?:in|through)|clears?|hits?|pay day|tax(?:es)?|job|loan|disability|unemployment|gets? here|arrives?|"
             r"back to work|working again)\b|\b(?:next|this coming|later this|in a few|in a couple|couple of|few|a few more|sometime|"
             r"early|mid|later) (?:week|weeks|month|paycheck|pay ?day|days?|of days|of weeks|check|pay period|months)\b|\bpay ?day\b|"
             r"\bsoon\b|\bas soon as (?:possible|i can)\b|\blater (?:today|this week|this month|tonight)\b|\bthis (?:week|weekend|"
             r"month)\b|\bthe weekend\b|\bafter (?:christmas|new years?|the holidays?|work|lunch)\b|\bbefore (?:christmas|new years?|"
             r"the holidays?)\b|\bon payday\b|\b(?:my|next) (?:pay|check|paycheck)\b|\bin a (?:bit|while|few days|couple of days|"
             r"few weeks)\b|\bfirst thing\b",
    "fee": r"\b(?:(?:late |interest |service |penalty |finance |collection |processing |extra |added |overdue |over limit |nsf |annual |"
           r"admin )?(?:fees?|charges?|penalt(?:y|ies)|interest)(?: rate| charges?| fees?)?|late fee|apr)\b",
    "i": r"\b(?:i|we)\b",
    "no": r"\b(?:not|never|no|nothing|unable to|without|nor|refuse to|hardly)\b",
}  # fmt: skip

PAYING = {
    "already_paid": r"""
- not-paid | \b(?:not|never|no|have not|did not|nothing|yet to|nobody|unable to|without)(?: (?:been|get|got|getting|
    gotten|be|even|yet|have|had|really|being))* (?:paid|pay|sent|made|payment)\b|\b(?:get|gets|got|getting|gotten|be|
    being|am|are|is not|will be|just got|i get|when i am|were|was not|until i am|underpaid)(?: (?:only|just|not|
    going to|always|really|well))* paid\b(?! (?:off|in full|already|on|last|by|D|yesterday))|\b(?:if|unless|until|
    once|when|after|as soon as|before|suppose|even if|what if|had)(?: \w+){0,4} (?:paid|settled|payment (?:clears|
    posts|went)|cleared)\b|\b(?:want|need|have|get|like)(?: \w+){0,3} (?:paid off|this paid|it paid|paid (?:by|before|
    on|D|this|next|soon)|everything paid)\b|\bwill (?:be|have|get)(?: \w+){0,3} paid\b|\bpaid (?:leave|vacation|
    time off|weekly|monthly|biweekly|every|sick|the rent|rent|my rent|the (?:doctor|hospital|electric|mechanic)|
    for (?:lunch|dinner|my car|groceries))|\bshould (?:have|i) paid\b
- how-much | \bhow much (?:have|did|has)(?: \w+){0,2} (?:paid|pay)\b|\bmake (?:a|the|my) payment\b
- others | \b(?:you|he|she|they|my boss|friend|nobody|insurance will|who)(?: \w+)? paid me\b
- purchases | \b(?:i|we)(?: have| had| just)* been(?: \w+)? paid\b|\bpaid (?:too much|so much|a lot|way too much|
    A) for (?:that|the|a|this|my|our|those|these) (?!debt|loan|account|bill|card)\w+
paid | \b(?:i|we|my (?:wife|husband|mom|dad|son|daughter|bank|insurance|brother|sister|mother|father|lawyer)|he|she|it|
    this|that|everything|they|balance|bill|account|debt|loan|which|thought|all|^|,|but|no|yes|already|been|
    was)(?: (?:have|has|had|already|just|was|is|did|think|thought|believe|i|definitely|actually|also|all|been|
    has been|have been|got|even|recently|most|pretty|sure|clearly|fully|completely|then|D|am|swear|it|this|that|
    finally|ago|online|only|a|payment|the|paid|sent|in|yesterday))* (?:paid|paid off|settled|sent (?:you |guys |in |
    the |that |it |a |my |over |them )*(?:payment|money|check|A|that|it)|took care of (?:it|this|that)|
    taken care of|cleared (?:it|this|that|my)|mailed (?:you )?(?:it|the|a|my|that)|made (?:a|the|my|that|this|two|
    my last|all)(?: \w+){0,3} ?payments?|wired|transferred (?:the|A|it|you|that)|zelled|submitted (?:the|a|
    my) payment|covered it|squared (?:up|away)|paid up|put (?:the )?money in|deposited (?:the|A)|
    gave you (?:guys )?(?:the )?(?:A|money)|made the A)\b
paid-state | ^(?:already |just |all |been )*(?:paid|settled|cleared|done paying)\b|\b(?:paid (?:in full|up|off|
    already|it (?:off|all|already)|this (?:off|already|last|D)|A|D|last|back|you (?:guys )?(?:already|D|last|A)|
    that (?:off|already|D|last)|everything|the (?:full|whole|entire|bill|balance|debt|loan)|online (?:D|already|last)|
    by (?:check|card)))\b|\b(?:already|just|have) (?:paid|sent|settled|mailed|made (?:the|a|my|that) payment|
    took care of|taken care of|transferred|cleared|wired)\b|\b(?:payment|check|money|transfer|funds|
    transaction)(?: \w+){0,3}? (?:went through|(?:has |have |was |were |is |already )+(?:been )?(?:made|sent|cleared|
    processed|posted|submitted|deducted|cashed|debited|taken|paid|mailed|received)|(?:is|was) (?:in the mail|
    on its way|sent)|cleared|posted|came out|got taken)\b|\b(?:took|taken|deducted|withdrawn|
    debited)(?: \w+){0,3} (?:from|out of|off) my (?:account|bank|card|checking|paycheck)\b|\b(?:have|got|here is|
    sent you|there is|show) (?:a |the |my )?(?:receipt|confirmation(?: number)?|proof of payment|cancelled check|
    canceled check|bank statement)\b|\b(?:my|the) account (?:is|has been|was)(?: already)? (?:paid|settled|cleared|
    zero|at zero|current|closed and paid)\b|\b(?:came|went|come) out of my (?:account|bank|checking|paycheck)\b|
    ^(?:i |we |just |already )*(?:made|sent|submitted|did)(?: \w+){0,2} payment\b|\bmade (?:a|the|my|that|
    this) (?:\w+ )?payment (?:D|already|online|on the|last|over|through|by)\b|^(?:i |already |just |we )*(?:sent|
    mailed|wired|transferred|dropped off|put in|gave)(?: you(?: guys)?| in| over| out| off)? (?:A|the|my|it|that)\b|
    ^(?:already |just |we |i )*(?:took care of|handled|cleared(?: up)?|settled) (?:it|that|this)\b|\bzero balance\b|
    \b(?:check|payment) is in the mail\b|\bpaid (?:this|it|that|you|them|the|my|off|back)\b
got-it | \b(?:did not|have not) you(?: guys)? (?:get|got|gotten|receive|received|see|seen)(?: \w+){0,2} (?:payment|
    money|check|transfer)\b
""",
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
    "instalments": r"""
- not | \b(?:do not|not|no)(?: \w+){0,3} (?:instalments?|payment plan|split)\b|\bhow much (?:is|are|
    would)(?: \w+){0,3} (?:monthly|a month|per month)\b
- line | \b(?:you are|you keep|call is|line is|phone is|it is|it keeps|keep) (?:breaking|cutting)(?: up| out)?\b
- income | \b(?:make|earn|bring home|get|rent is|costs?|receive|live on|i get paid|gets? me)(?: \w+){0,2} A (?:a|per|each|
    every) (?:month|week)
plan | \binstalments?\b|\bpayment (?:plan|plans|arrangement|arrangements|schedule|options? (?:plan|monthly))\b|
    \b(?:arrangements?|arrangement) (?:to pay|for payment|on this|with you)|\b(?:set up|setup|work out|make|get on|
    do|start|arrange|work something|create|have|offer)(?: (?:a|an|some|some kind of|sort of|me|us|up|on|
    any))* (?:plan|arrangements?|installs?|schedule)\b|\brepayment plan\b|\bplan please\b
split | (?<!the )(?<!a )(?<!my )\b(?:split|break|spread|divide|chop|stretch|separate)(?:ting|ing)?(?: (?:it|this|that|
    the|my|them|payments?|balance|up|out|into|over|bill|debt|total|amount|everything|down|in|for|a|full|whole|cost|A|
    some|few|couple|across|time|smaller|between))*(?: |(?<= ))(?:up|out|over|into|in|across|down|between|payments?|
    parts|half|N|months|paychecks|$|time)|\bN (?:(?:equal|monthly|weekly|separate|smaller|small|easy|different|
    bi ?weekly) )*(?:payments|instalments|parts|chunks|pieces|months|portions|paychecks|goes|installs|
    pays)\b(?! (?:behind|late|ago|overdue|past|pregnant|old|since|left|in jail|before|are not|is not|in a row without|
    now|already|of (?:missed|unemployment)))|\b(?:in|over|into|across) (?:N|several|multiple|a few|a couple(?: of)?|
    some|smaller|two|few|small|monthly|separate) ?(?:equal |small |smaller |monthly |different )?(?:payments?|parts|
    instalments?|chunks|months|pieces|portions|times|weeks|paychecks)?\b(?=.{0,20}(?:payments?|parts|instalments?|
    chunks|pieces|portions|months|times|paychecks|$))(?! (?:days|weeks|hours|minutes))|
    (?<!paid )(?<!sent )(?<!paid you )\bA (?:now|today|D|this \w+)(?: \w+)? (?:and|then) (?:\w+ ){0,2}(?:A|the rest|
    the other|next)|\b(?:monthly|weekly|biweekly|partial|smaller|small|lower|minimum|multiple|several|regular|
    affordable|lesser|reduced|bi weekly|half) payments?\b(?! (?:is|are) (?:wrong|too))
each-month | \bA ?(?:,|at|for|is|dollars)? ?(?:every (?:two|three|four|2|3|4) weeks|a|per|each|every|every other|\/|
    monthly|weekly|biweekly) ?(?:a )?(?:month|week|paycheck|two weeks|pay ?day|pay period|check|other week|$)|
    \bA (?:monthly|weekly|biweekly|at a time)\b|\b(?:each|every|per|a) (?:month|week|paycheck|payday|two weeks|
    pay period|other week)\b.{0,16}\bA|\b(?:pay|send|give|do|put|afford|something|paying|little|some|bit|
    much)(?: \w+){0,4} (?:each|every|per|a) (?:month|week|paycheck|payday|pay period|two weeks)\b|\b(?:pay|pay it|
    paying|pay this|pay you|pay off|paying it|pay it off|pay it down|pay this off)(?: \w+)? (?:a little (?:at a time|
    bit|each|every)|bit by bit|little by little|over time|gradually|slowly|in (?:parts|pieces|chunks|bits|stages|two|
    three|halves|half)|monthly|weekly|over (?:a|the next|a few|several|some|N))|\bbit by bit\b|\blittle (?:by little|
    at a time|each month|every month)\b|\b(?:pay|pay you|do|send|give you|give|start with|put down|can do|make|
    afford) (?:\w+ )?(?:half|part|some|a portion|a little|a bit|partial|some of it|part of it)(?: of (?:it|this|that|
    the \w+))?\b.{0,24}\b(?:rest|remainder|now|later|other half|D|next|balance|then|today|first|this month)\b|
    \bhalf (?:now|today|D|this|up front|on D).{0,30}\b(?:half|rest|remainder)\b|\bpay (?:in )?half\b|\b(?:pay|make|
    do) (?:a )?(?:part|partial)(?: payment)?s?\b|\b(?:can not|could not|do not|unable to)(?: \w+){0,4} (?:all at once|
    in one (?:go|payment|lump)|at one time|the (?:whole|full|entire)(?: \w+)? (?:at once|right now|now|today)|
    all of it (?:at once|now|today|right now)|lump sum|it all (?:at once|now|today|right now))|\bpart now\b|\b(?:some|
    part) (?:now|today) and|\bA(?: \w+)? every(?: other| single)? D\b
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
    "promise_to_pay": r"""
- not-pay | \b(?:not|never|no|nor|unable to|refuse to|wont|cannot|if i do not|without|hardly|barely)(?: (?:be|able|to|
    going|ever|even|afford|make|really|just|want|will|have|money|any|a|have to|intend|planning|plan|about|gonna|you|
    possibly|gonna|way|i|am|can|could|give|giving|pay|paying|a dime|all|full|whole|in full|you|the|it|me|right now|
    want to|possible|yet))* (?:pay|paying|afford|send|payments?|give|giving|money|cover|swing|manage|handle|
    come up with|make|settle)\b[^,]{0,4}
- asks | \b(?:how|where|when|what|why|who|do|does|did|should|which|am(?= i\b))(?: \w+)?(?: (?:do|can|should|would|
    could|i|we|will|am|to|must|have|need|supposed|it|much|be|is|happens|if|so)){1,5} (?:pay|paying|send|owe|make|
    paid)\b(?! (?:D|A))|\b(?:if|unless|what if|whether|even if|when) (?:i|we) (?:pay|paid|do|can|could|will|make)\b
- others | \b(?:you|they|he|she|my boss|insurance|friend|nobody|someone)(?: \w+)? (?:pay|pays|paid|owe|owes|send|
    give)(?: me| us)\b|\byou(?: guys| people)? have\b(?: \w+){0,4}|\b(?:pay attention|pay respects|pay a visit|
    pay ?day loans?|pay per view|make sense|make sure|make it stop|make a complaint|make you|make me|get (?:off|out|
    lost|a lawyer|back|me|the)|put (?:me|him|her|someone|your)|take me|send (?:me|help|him|someone|her|it to me|
    an? (?:ambulance|email|letter|link|statement|bill))|give (?:me|him|her|us)|have (?:a|no|my lawyer|to go|been|the|
    an|not|you|him|her)|do not|do (?:you|it yourself|not)|handle (?:him|her)|settle down|clear (?:my|the air)|
    bring (?:me|him|her))\b|\bget (?:paid|my (?:paycheck|check|money)|the money|money|some money|cash)\b|\b(?:have|
    had|make|made) (?:a good|a great|time|work|plans)\b
- past | \b(?:had|used) to (?:pay|spend|cover|send|give|make|put)(?: \w+){0,6}|\b(?:i|we|have|already|had|
    just)(?: (?:have|already|had|just))* (?:paid|sent|made)\b
expect | \bexpect (?:a |my |the |your )*(?:payment|money|check|transfer)\b
dated | {payverb}[^?]{0,40}?(?:\bD\b|{vague})|{getverb}(?: \w+){0,4} (?:you|it|that|this|money|payment|check|
    something|some|A|rest|balance|half|one|all|everything|paid|caught up|funds)\b[^?]{0,30}?(?:\bD\b|{vague})|
    {getverb} (?:\bA\b|{vague}|D)|(?:\bD\b|{vague})[^?]{0,30}?{pay}|\bA\b[^?]{0,16}(?:\bD\b|{vague})(?!.{0,8} ago)|
    \bD\b[^?]{0,12}\bA\b|\b(?:money|payment|A|check|funds|cash)(?: \w+){0,4} (?:by|on|before|until|till|for|is coming|
    will be there|next|D)(?: the)? ?(?:\bD\b|{vague})|\b(?:extension|wait|give me|hold off|time|extend(?: it)?|
    push(?: it)?|more time|delay(?: it)?|grace|have)(?: \w+){0,3}? (?:until|till|to|by) (?:\bD\b|{vague})|\b(?:can|
    could|may) i (?:have )?(?:until|till|wait until|wait till)(?: \w+)? (?:\bD\b|{vague})|
    {payverb}(?: \w+){0,4} (?:soon|shortly|eventually|one day)\b
amount | \b(?:pay|paying|send|give|do|afford|make|put|manage|offer|transfer|spare|commit to|scrape (?:up|together)|
    come up with|swing|get|settle|handle|start with|cover|send over|have|got|bring)(?: (?:you|you guys|a|payment|of|
    about|at|least|maybe|up|to|only|just|like|in|down|the|my|around|roughly|something|another|towards?|off|it|
    probably|most|the most|is|this|for|them|guys|over|on|over the phone))* A\b(?! (?:a|per|each|every|monthly|
    weekly) ?(?:month|week|paycheck|$))|\bA (?:is )?(?:all i (?:can|have)|what i can|the best i can|i can (?:do|pay|
    send|give)|works|for now|towards|today|down)|\bthe (?:most|best) i can (?:do|pay|give|offer)\b
will | \b(?:i|we)(?: (?:will|can|am|are|would|promise|swear|intend|plan|planning|hope|definitely|certainly|going|to|
    be|guarantee|try|trying|do|want|gladly|happily|absolutely|totally|just|i|get|have|should|able|expect|commit|that|
    for sure|really|always|eventually|surely|keep my word and|mean|need|gotta|got|might|could|agree|ready))+ (?:pay|
    paying|settle(?: up)?|take care of (?:it|this|that|the)|pay up|pay you|make good|get (?:you )?(?:it|this|that|
    the money) (?:paid|to you|in|sent|taken care of|out)|send (?:you )?(?:it|the|a|my|some|what|payment|money)|
    make (?:a|the|my|that|this|good|my next) ?payment|get it paid|have (?:it|the money|your money|the payment|
    your payment|money for you)|clear (?:it|this|the)|catch up|handle it|pay it|square up|honor (?:it|the debt|
    my debt))\b|\b(?:promise|swear|guarantee)(?: you)? (?:to pay|i will|i am going to|you will get|payment)\b|
    \bnot (?:saying|that|going)(?: \w+){0,3} (?:will not|am not|not|refuse to|refusing to) (?:pay|going to pay|
    paying)\b|\bnot refusing\b|\byou will (?:get|have) (?:your|the|it|all|my|every)(?: \w+)? ?(?:money|payment|cent|
    penny|D|paid|check)\b|\b(?:money|payment|check) is coming\b|\bgood for it\b|\bi (?:will|can|
    am going to)(?: do)?(?: it| that)? (?:on |by )?\bD\b
""",
    "pay_now": r"""
- not | \b(?:not|never|no|cannot|will not|refuse to|unable to|no way)(?: (?:be|able|to|going|ever|even|afford|make|
    really|just|want|will|have|money|any|a|in a position|trying|you|give|you any|ready|i|can|am|pay|possible|got|
    planning|the|it|all|full|that|whole|amount))* (?:pay|paying|payments?|money|afford|cover|settle|do (?:it|that|
    this))(?: (?:you|it|this|that|anything|all|any|a dime|the full amount|for|of|full|in|amount|the|bill|whole|off|
    thing))*(?: (?:right now|now|today|immediately|at the moment))?|\b(?:if|unless|whether|even if|what if) (?:i|
    we)(?: do not| can not| will not)? (?:pay|paid)\b|\b(?:how|why|when) (?:do|would|should|could|
    can)(?: \w+)? (?:i know|trust)\b|\bwhy (?:do|should|would|must) i (?:have to )?pay\b
- goods | \bpay (?:attention|for (?:dinner|parking|gas|lunch))\b|\bhow (?:much )?(?:do|does|did|long|
    about)\b(?: \w+){0,3} (?:cost|owe)
now | \b(?:pay|settle|take care of|payment|paid|clear|handle|do)(?: (?:it|this|that|off|all|the|bill|balance|by|with|
    card|my|debt|full|amount|in|you|over|phone|a|payment|everything|whole|thing|of|debit|credit|entire|up|for|,|
    account|out|A|using|today))* (?:right now|now|immediately|right away|straight away|this minute|on the spot|
    this instant|while i have you|at once|today over the phone|here and now|as we speak|
    right this second)(?! (?:because|i (?:lost|am broke)))|\b(?:now|right now) (?:i|can i|let me|i can|
    i would like to|i want to)(?: \w+){0,3} pay\b|^(?:right )?now(?: please| is (?:good|fine))?$|\bget (?:it|
    this) over with\b
how | \b(?:how|where|what is the (?:best|easiest) way|which way|what (?:way|ways)|what website|what number|
    who)(?: (?:do|can|could|should|would|am|i|we|to|you|want|go|about|supposed|me|need|exactly|will|the|best|it|
    please|is|want me|does one))* (?:pay|make (?:a|the|my|this) ?(?:online )?payment|send (?:the |you |my |
    in )?(?:money|payment|it)|payment|settle|mail (?:it|the|my|a|you|in)|transfer|paying|submit (?:a|my) payment|
    make payments?|pay(?:ing)? (?:it|this|my|online|off))\b(?! (?:if|when i (?:have|do) (?:no|not)|with no|
    you (?:when|if)|for (?:this )?(?:when|if|with))|.{0,10}(?:no money|no job|do not have))|\b(?:send|text|email|give|
    share|get)(?: (?:me|us|over|it|the|a|that|your|you))* (?:payment )?(?:link|website|url|portal|payment (?:info|
    information|details|instructions|page)|account number to pay|address to (?:send|mail)|wire (?:info|details)|
    routing(?: number)?|bank details|instructions)\b|\bpayment (?:link|methods?|options?|portal|website|page|address|
    info)\b|\b(?:link|website|portal|online|app)(?: \w+){0,3} (?:to pay|where i can pay|i can pay|for payment)\b|
    \bpay(?:ing)?(?: (?:it|this|my|bill|the|balance|off|you))* (?:online|by (?:phone|card|check|credit|debit|mail|
    text|bank)|over the phone|with (?:a |my )?(?:card|credit|debit|visa|mastercard|paypal|check|cash|bank|apple pay|
    zelle)|through (?:the )?(?:app|website|paypal|bank|zelle)|via|using|in person|on (?:the|your) (?:website|app|
    site))\b(?! (?:D|next|A))|\b(?:take|accept)(?: \w+)? (?:visa|mastercard|credit|debit|cards?|paypal|venmo|zelle|
    checks?|cash|american express|amex|apple pay|discover|payments? (?:over|by|online|now)|a card|cash ?app|
    my card)\b|\bmy card number\b|\b(?:here is|get|grab|have|use|got) my (?:debit |credit )?card\b(?! (?:stolen|
    declined|info was))|\baddress to (?:mail|send|pay)\b|\b(?:give|read) you my (?:card|debit|credit|bank)\b
want | \b(?:i|we)(?: (?:would|want|need|am|am ready|are|like|love|can|to|just|ready|calling|trying|here|wish|was|
    hoping|looking|wanna|actually|prefer|willing|happy|wanted|have|got|really|the|money|called))+ (?:pay(?: (?:it|
    this|that|off|my|the|in full|all|everything|bill|balance|you|account|debt|today)|$| ,| up$)|make (?:a|the|my|
    that|this|full) ?(?:\w+ )?payment|settle (?:it|this|my|the|up|that)|take care of (?:it|this|that) (?:now|today)|
    pay it off|get this (?:paid|taken care of|over with|settled))\b(?! (?:D|next|when|as soon|once|after|on|by|
    later|but|soon|if|in (?:a few|a couple|instalments|parts)|over|a little|monthly|over time|half|back (?:when|
    once)))|\b(?:can|could|may|let|please let|
    like to)(?: i| me| we| you| us)?(?: just| please| go ahead and)* (?:pay(?: (?:it|this|my|now|the|today|by|with|
    over|in full|off|that|you(?: now)?|online|all))?|make (?:a|my|the|this) (?:\w+ )?payment|take my (?:payment|
    card))(?:$| ,| (?:bill|now|today|balance|off|by|with|over|right|here|online|please|in full|debt|on the phone|
    all|everything|using|through|then))(?!.{0,14}(?:instalments|parts|N|months|later|D|payments|a little|half|
    over time))|\b(?:make|making) (?:a|my|the|this) payment (?:today|now|please|right|over|online|by)\b|^(?:pay|
    pay now|make a payment|pay my bill|pay bill|payment|pay please|pay online|pay today)$|\b(?:ready|calling|here|
    trying) to (?:pay|make a payment)\b|\blet us get (?:it|this) (?:paid|done|over with)\b|
    \bcharge (?:it to )?my card\b|\brun my card\b
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
