"""What a borrower says about paying, in English: paid, in parts, by a day, now."""

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
    the |that |it |a |my |over |them )*(?:payment|money|check|A|that|it)|took care of (?:it|this|that)|squared (?:it|this|that|everything) away|
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
    ^(?:already |just |we |i )*(?:took care of|handled|cleared(?: up)?|settled|squared) (?:it|that|this)\b|\bzero balance\b|
    \b(?:check|payment) is in the mail\b|\bpaid (?:this|it|that|you|them|the|my|off|back)\b
got-it | \b(?:did not|have not) you(?: guys)? (?:get|got|gotten|receive|received|see|seen)(?: \w+){0,2} (?:payment|
    money|check|transfer)\b
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
}  # fmt: skip
