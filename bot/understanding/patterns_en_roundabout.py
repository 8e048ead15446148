"""What protects the borrower, said in a roundabout way, in English: euphemisms, questions, the phone's history, the terms as agreed."""

from __future__ import annotations

MACROS = {
    "person": r"(?:\b(?:he|she|they)\b|\b(?:that|the|this|poor|my old|your) (?:man|guy|fella|fellow|woman|lady|person|dude|boy|girl|account holder)\b|\bdude\b|{kin})"
              r"(?: has| had| is| was| have| just| been| already| up and| ,| really| went and)*",
    "weapon": r"(?:gun|shotgun|pistol|revolver|rifle|glock|rope|noose|blade|razor|box ?cutter)",
    "wish": r"\b(?:wish|hope|pray|hoping|praying|wishing)(?: to god| to the lord| that| every night| every day)*",
}  # fmt: skip

ROUNDABOUT = {
    "*": r"""
- pets-and-things | \b(?:dog|cat|goldfish|hamster|puppy|kitten|horse|cow|parrot|battery|phone|engine|motor|laptop|blender|toaster|microwave|washer)(?: we had| of ours| i had)?
    (?: just| finally| has| is| up and)* (?:kicked the bucket|bit the dust|bought the farm|croaked|met (?:his|her|its) maker|gave up the ghost)
- die-over | \b(?:not|never)(?: going to)? (?:die|kill myself|jump off (?:a|the) \w+|lose sleep)(?: over| about| because of| for) (?:it|this|that|a (?:bill|loan|debt))\b|
    \b(?:not|never)(?: going to| about to)? (?:jump(?:ing)?|leap(?:ing)?) (?:off|from) (?:a|the) (?:bridge|roof|building|cliff|ledge)\b
- go-jump | ^(?:why do not you |please |just |well |oh |you can |y'all can |you |and )*go (?:and )?(?:jump|hang|kill|shoot|drown|play)(?: off| in| into)? (?:a|the|yourself)\b(?: \w+)?
""",
    "crisis": r"""
- wish-no-harm | \b(?:hope|wish) you\b
- others-not-living | \b(?:holder|borrower|customer|client|owner|man|woman|lady|guy|person|{kin})(?: \w+){0,2} (?:no longer|not) (?:living|alive)\b
- not-off-myself | \b(?:not|never)(?: going to| about to| trying to)? (?:off|end|hurt|kill|harm)(?:ing)? myself\b|\bend of my rope (?:with|on|over) (?:these|the|my|this)\b
way-to-die | \b(?:fast|quick|easi|simpl|best|painless|clean|sure)\w* way (?:to|of|for me to) (?:just )?(?:die|dying|kill|end|go|not be|be dead|do it)\b|\beasy way (?:out|to (?:die|go))\b|
    \bhow many (?:\w+ )?pills (?:would|does|do|will|should)\b|\b(?:painful|painless|quick|hurt) to (?:die|drown|hang|bleed)\b|
    \b(?:debt|loan|bill|this|it)(?: \w+){0,3} if i (?:kill|hang|shoot|jump|end it|drown|do it myself)|\bif i (?:hang|shoot|kill|drown|off) myself\b
headed-there | \bwhere i am (?:going|headed|heading|off to)\b(?! (?:to|on) (?:work|vacation|school|now))|\bi will be (?:in a box|dead|gone|six feet under|in the ground|buried)(?: \w+)? (?:by|before|D)|\bdead by D if\b|\b(?:die|overdose) from (?:too much|too many|taking)\b|
    \b(?:join|see|be with|meet) (?:him|her|my \w+|them)(?: \w+)?(?: again)? (?:up )?in heaven\b|\b(?:dead|gone|heaven) and i want to go(?: too| with| to)?\b|\bmeet my maker\b|\bbullet (?:is cheaper|to|for|in|with|and)\b(?=.{0,30}\b(?:head|me|bill|myself|end|done)\b)|\b(?:need|takes) (?:is )?(?:only )?one bullet\b|
    \bonly need one bullet\b|\b(?:garage door(?: is)? (?:shut|closed|down)|car is running)(?=.{0,40}\b(?:garage|car|running)\b)|\btailpipe\b|\bon top of (?:the|a|my)(?: \w+){0,3} looking down\b|\b(?:in|on)(?: the middle of)? the (?:train )?tracks$|
    \btrain (?:is )?(?:coming|close)?\b(?=.{0,20}\b(?:not moving|staying put|am staying|not going to move)\b)|\b(?:drank|drunk|swallowed|drinking) (?:something|everything|stuff|a bottle)(?: \w+)? (?:under|from under|of (?:cleaner|drano|bleach))\b|\bvoices (?:tell|are telling|say|keep|told)\b|
    \b(?:a|some) (?:man|stranger|guy|intruder) (?:is )?(?:in|inside) my (?:house|home|apartment|room)\b|\bhaving a (?:stroke|seizure)\b|\b(?:need|get|send) an? ambulance\b|\blife (?:is|am) not worth\b|\btired to (?:keep )?(?:breath\w+|liv\w+)\b|\bliving hurts\b
why-live | \b(?:why|what for) (?:should|do|would|must|even) i (?:even )?(?:keep (?:on )?|go on |bother (?:with )?)?(?:living|being alive|wake up|waking up|live|breathing|stay alive)\b|
    \bpoint (?:of|in) (?:me )?(?:living|waking up|being here|being alive|going on|breathing)\b|\bcan not (?:keep|go) on living\b|\b(?:can not|cant) do life\b|\bwill to (?:keep )?(?:breath\w*|live)\b|
    \b(?:do not|not) want to (?:be here|live|exist) any ?more\b|\bdone with being alive\b|\bnot want to live\b
want-me-dead | \b(?:want|need|like|prefer|rather have) me (?:dead|gone for good|in (?:a|my) (?:coffin|grave|box)|buried|to die)\b|\b(?:happy|happier|satisfied|glad) (?:if|when|once) i (?:am|was|were) (?:dead|
    in (?:a|my|the) (?:coffin|grave|ground|box)|gone)\b|\bif i die (?:it is|that is|this is|tonight|today) (?:on|your|because of)\b|\bdo i (?:have|need|got) to die\b|
    \bbetter off (?:in the ground|six feet under|in a (?:box|coffin|grave))\b|\bme in the ground\b
take-me | {wish} (?:i (?:do not|did not|would not|never|will not|would|had|could|get|got) (?:just )?(?:wake|woke|get|been born|die|hit)|(?:he|god|the lord|jesus|death) (?:just )?takes? me|
    (?:a|some|that) (?:truck|bus|car|train) (?:would )?(?:hits?|run|runs|takes)|i would get hit|i get hit|to get hit)\b|\bgot? hit by a (?:bus|truck|train|car) (?:on purpose|tonight|already)\b|
    \b(?:god|lord|jesus) (?:just |please )?take me\b
world-without | \b(?:world|planet|earth|anybody|anyone|nobody|family|kids|everybody|everyone)(?: \w+){0,4} (?:not|without)(?: \w+)? (?:need(?:ing)?|miss(?:ing)?|want(?:ing)?)? ?me (?:in it|around|here|any ?more|gone)|
    \bnot (?:belong|fit|meant to be) (?:on|in) (?:this|the) (?:earth|world|planet)\b|\bwant (?:off|out of|to leave|to get off|away from) (?:of )?(?:this|the) (?:planet|earth|world|life)\b|
    \bwant out (?:of (?:this |my )?life|for good)\b|\bwaste of (?:air|space|oxygen|breath)\b|\bkeeping me here (?:no more|any ?more|now)\b|\bif i (?:was|were) not (?:around|here) (?:no more|any ?more|tomorrow)
last-time | \blast time (?:anybody|anyone|you|y'all|they|my \w+|any of you|people)(?: \w+){0,3} (?:hear|hears|see|sees|talk|talks|heard)(?: from| to| of)? (?:me|my voice)\b|
    \b(?:call|talk|talking|speaking|calling|hear|hearing)(?: \w+){0,5} (?:to|from|with) (?:the|a|my) (?:coroner|morgue|undertaker|pallbearers)\b(?=.{0,12}$)|
    \btonight is the night (?:i|it)\b|\bnot be (?:able to )?(?:call|reach|find|calling)(?: me)? where i am going\b|\bcan not reach me where i am going\b
at-hand | \b{weapon}(?: \w+){0,2} (?:in|on|against|to|under) my (?:lap|hand|mouth|head|chin|neck|throat|temple)\b|\b(?:got|have|holding|tied|loaded)(?: \w+){0,3} (?:shotgun|pistol|revolver|noose)\b(?=.{0,30}\b(?:right|now|lap|me|ready|tonight)\b)|
    \b(?:took|taken|take|swallowed|swallowing|ate) (?:every|all(?: of)?)(?: \w+){0,2} (?:pills?|tablets|meds|medication)\b|\bpills? in the (?:cabinet|house|bottle)\b(?=.{0,20}\b(?:took|take|now|ready)\b)|\bcounting (?:them|the pills|these|my pills) out\b|
    \b(?:sitting|standing|parked|lying|laying) on (?:the |a |these |some )?(?:train |railroad |subway )?(?:tracks|rails|overpass|bridge|ledge|railing|roof)\b
self-danger | \b(?:danger|threat) to myself\b|\b(?:not|never) safe (?:with|around|by) myself\b|\bchest pains?\b|\b(?:brother|sister|son|daughter|husband|wife|mom|mother|dad|father|roommate|boyfriend|girlfriend|kid|he|she)
    (?: \w+){0,4} (?:kill|shoot|hang|hurt|cut|drown|end|stab) (?:himself|herself)\b|\b(?:took|swallowed) a (?:bunch|bottle|handful|lot) of (?:\w+ )?(?:pills|tablets|meds)\b|
    \bhas (?:got )?a (?:gun|knife) (?:on|to|at|against) (?:me|us|my)\b|\b(?:beating|banging|pounding) on (?:the|my) door(?: \w+){0,6} (?:kill|hurt|in)\b
too-many | \b(?:took|taken|swallowed|popped|downed|ate|did take)(?: (?:about|around|like|over|maybe|almost|at least|some))* (?:A|N|[a-z]+ty|ten|twelve|fifteen|a dozen|dozens of|too many|[0-9]{2,3}|way too many|all|the rest of)(?: (?:of|my|the|\w+ty))* (?:valium|xanax|ambien|percocets?|oxy\w*|vicodin|tylenol|advil|aspirins?|benadryl|klonopin|ativan|lithium|insulin|fentanyl|pills|tablets|capsules|meds|sleeping pills|painkillers|antidepressants)\b|
    \b(?:swallowed|drank|drinking|ate|eaten|took)(?: \w+){0,3} (?:poison|bleach|antifreeze|drano|pesticide|weed ?killer|rat bait)\b|\b(?:lit|lighting|burning)(?: \w+){0,2} (?:charcoal|coals)\b(?=.{0,40}\b(?:room|car|bathroom|garage|door|window)s?\b)|\b(?:door|windows?|room|car|bathroom|garage)\b.{0,40}\b(?:lit|burning)(?: \w+){0,2} (?:charcoal|coals)\b|
    \b(?:edge|side|top) of (?:the|a) (?:cliff|bridge|roof|building|quarry)\b(?! (?:hotel|cafe|bar|restaurant))|\b(?:nobody|no ?one|who) (?:would |even )?cares? (?:if|whether) i (?:live|die|am (?:alive|dead|gone))\b
""",
    "deceased": r"""
- own-loss | \b(?:(?:my|our) {kin}|we)(?: just| recently| suddenly| has| had| is)*,? (?:died|passed(?: away| on)?|gone she died|gone he died|gone)\b(?: \w+){0,3}
    (?=.{0,110}\b(?:can not (?:pay|afford|make|do|swing|keep|cover)|could not (?:pay|afford|make)|(?:no|short on|low on|out of) (?:money|cash|income)|broke|savings|cleaned (?:me|us)|wiped (?:me|us|out)|one income|raising (?:his|her)|behind on|tapped out|took everything|left (?:me|us) with))
    (?!.{0,110}\b(?:his|her) (?:account|debt|loan|bills?|card|phone|name|number|estate)\b)(?!.{0,110}\bstop\b)
- funeral-cost | \b(?:funeral|burial|headstone|casket|funeral home)(?: \w+){0,2} (?:was|cost|costs|wiped|cleaned|took|ran|set (?:me|us) back|is|bill|left)\b|\b(?:buried|bury|burying|lost) my {kin}\b
    (?=.{0,90}\b(?:can not (?:pay|afford|make|do)|took every|no money|broke|cleaned|wiped|one income|nothing left|money is short))|\b(?:paid|paying|pay|owe) (?:for|on)(?: \w+){0,3} (?:funeral|burial|headstone|casket)\b
- attending | \b(?:at|from|to|in) (?:a|my|the|our|an?)(?: \w+){0,2} (?:funeral|wake|viewing|burial|memorial)\b(?=.{0,40}\b(?:call|try|later|another|talk)\b)|\bburying my (?:aunt|uncle|\w+) today\b
- very-alive | \b(?:alive and|very much alive|still alive|not dead)\b
euphemism-more | {person} (?:kicked the bucket|cashed in (?:his|her) chips|(?:got|earned|gained) (?:his|her) wings|resting (?:with|in|at)|left for (?:his|her) (?:heavenly|eternal)|gone on to (?:his|her) reward|
    (?:die|pass) (?:in|since|last|on|already|this|two|N|D)|a casualty of|coded on|bought the farm|bit the dust|croaked|met (?:his|her|their) maker|gave up the ghost|crossed over|crossed the river|pushing up (?:the )?daisies|
    (?:under|in) the (?:ground|dirt|sod|earth)|six feet (?:under|deep)|(?:up )?(?:in|to) (?:heaven|glory)|with (?:the|our|his|her|god|jesus) (?:lord|angels|maker|good lord|savior)|singing with|
    called home|no longer (?:of|in) this|dead|died|left us (?:on|in|last|this|D|a|two|back|for good)|gone to (?:glory|heaven|the lord|jesus|god|be with)|laid out at|not among the living)\b|
    \b(?:ask|take it up with|talk to) (?:the (?:good )?lord|god|jesus|saint peter|st peter)\b(?=.{0,40}\b(?:he|she|they|him|her)\b)|\b(?:the (?:good )?lord|god|jesus) (?:called|took|has|needed) (?:him|her|them|my {kin})\b
named-passed | ^(?:oh |um |no |sorry |well |actually )*(?!(?:i|it|we|time|that|this|check|payment|deadline|exam|bill|storm|the|my)\b)[a-z]+(?: [a-z]+)? (?:passed|died)(?: away)?(?: (?:last (?:week|month|year|night|spring|summer|fall|winter)|D|back in|in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b|$)
did-not-make-it | \b(?:he|she|they) did not (?:make it|survive|pull through|come back alive)(?!,? (?:to|in|on|home|back|there|here|this|into|a|by|past|work|for)\b)|\bdied$|\bdead as a\b|\bdead (?:bro|pal|buddy|sir|maam|hon|man)$
taken-by | \b(?:killed|got|took|claimed) (?:him|her)(?=$| (?:last|in|on|back|this|D|sir|maam)\b)(?<!got him)(?<!got her)|\b(?:driver|train|truck|car|bullet|fentanyl|drugs|liquor|tumor|leukemia|the war)(?: \w+)? (?:killed|got|took) (?:him|her)\b|
    \boff (?:of )?life support\b|\bpulled (?:him|her) off\b|\b(?:bring|get) (?:him|her) back to life\b|\bcould not (?:bring (?:him|her) back|revive|resuscitate|save)\b|\blet (?:her|him) go(?=.{0,30}life support)|\b(?:needed|wanted) another angel\b|
    \b(?:one|person|man|woman|guy|lady) (?:who|that|you)(?: \w+){0,5} (?:is|are) (?:dead|deceased)(?: now)?\b|\b(?:my|the|his|her) late (?:spouse|mister|mr|mrs|ms|miss|partner|fiance|grand\w+)\b|\b(?:his|her) tombstone\b
graveside | \b(?:him|her|he is|she is)\b.{0,16}\b(?:cemetery|graveyard|grave|tombstone|headstone|plot|morgue|funeral home|urn)\b|\b(?:from|just|been|back from|finished|done) burying (?:him|her|my)\b|
    \bcall heaven\b|\bsend it to (?:the cemetery|heaven)\b
""",
    "bankruptcy": r"""
- supposing | \b(?:if|suppose|what happens when|should|say) (?:i|we)(?: \w+){0,2} (?:file|filed|filing|go|went|declare|declared|become)(?: for| personal| a)? (?:bankrupt(?:cy)?|chapter \w+)
- nearly | \b(?:close to|near|next to|about to go|might as well be|feel|feeling|on the (?:edge|verge|brink) of) (?:bankrupt(?:cy)?)\b
- place | \b(?:store|plant|mill|factory|mall|place|chain|dealership|hotel|shop|outlet|airline|theater|gym|studio|label)\b(?: \w+){0,4} (?:fil(?:e|ed|ing)|going|went|go|goes|declared|declaring)(?: for)? (?:bankrupt(?:cy)?|chapter \w+)
- game-and-book | \b(?:landed on|spun|wheel|monopoly|game)(?: \w+){0,4} bankrupt\b|\b(?:turn|flip|open|read|skip|homework|workbook|textbook|book)(?: \w+){0,4} chapter \w+|\bchapter \w+(?: \w+){0,3} (?:book|workbook|textbook|class|homework)\b
filing | \b(?:meeting of (?:the )?creditors|creditors'? meeting|341 (?:meeting|hearing)|three forty one (?:meeting|hearing)|voluntary petition|discharge (?:papers|order|letter)|proof of claim)\b|\bwe both declared\b|
    \b(?:file[ds]?|filing) (?:for |on )?(?:bk|bkr|chap(?:ter)?|ch) ?(?:7|13|11|seven|thirteen|eleven)?\b|\bch ?(?:7|13)\b(?! (?:news|on|at))|\b(?:joint|personal|voluntary) bankruptcy\b
""",
    "opt_out": r"""
another-call=voice | \b(?:not|never|no)(?: \w+){0,4} (?:another|one more|a single|any more|more) (?:phone )?(?:calls?|ring|voicemails?)\b|\b(?:this|that)(?: \w+){0,3} (?:last|final) (?:phone )?call (?:i|from|you|y'all|to|that i|we)(?: (?:get|make|ever|want|take|better|people|you|to|me))*\b|
    \bfinal (?:phone )?call$|\b(?:last|final) time you (?:call|phone|ring|dial)|\bnot want to hear (?:this|my|the) phone\b|\b(?:refuse|decline|reject)(?: \w+){0,2} (?:phone )?calls\b|\b(?:not|never|stop) (?:autodial|robocall|auto dial)|
    \bdiscontinue(?: \w+){0,2} (?:phoning|calling|telephon\w+|phone calls|calls)\b|\brefrain from (?:calling|ringing|phoning|dialing)|\bout of your (?:auto ?dialer|robocaller|dialer)\b|\boff (?:of )?your (?:auto ?dialer|robocaller|robo ?dialer|dialer)\b|
    \b(?:calls?|calling|ringing|phoning) (?:to stop|has to stop|have to stop|must stop|need to stop|needs to stop|to end|needs to end|need to end)\b|\b(?:lay off|knock off|cut out|quit|stop)(?: with)? the (?:phone )?(?:calls|ringing|calling)\b
- one-hour-only | \b(?:no calls|do not call(?: me)?|stop (?:calling|ringing)(?: me)?)(?= (?:while|when|before|till|until|i am|at T|because i|so early|so late)\b(?: \w+){0,9} (?:call|try|ring|reach)(?: me| back| again)*(?: later| at| after| on| around| D| T)\b)
last-time=voice | \bcalled (?:me |here |this number )?for the last time\b
text-not-fine=sms | \b(?:calls?|calling|phone)(?: is|are)? (?:fine|okay|good)(?: but)? (?:the )?(?:texts?|texting|messages?) (?:is|are)(?: not|nt)\b
life=all | \b(?:wipe|scrub|purge|nuke) my (?:\w+ )?(?:info|information|number|name|data|details)\b|\bstay out of my life\b|\bopting out\b
another-text=sms | \b(?:not|never|no)(?: \w+){0,4} (?:another|one more|a single|any more|more) (?:texts?|messages?)\b|\b(?:texts?|texting|messages|messaging) (?:to stop|has to stop|have to stop|must stop|need to stop|needs to stop|need to end|to end)\b|
    \b(?:lay off|knock off|cut out|quit|stop)(?: with)? the (?:texts|texting|messages)\b
contact-info=all | \b(?:lose|forget|erase|delete|burn|shred|ditch) my (?:contact|contact info|info|information|details|name)\b|\bnot want (?:any|any more|no more|further|more) (?:contact|communication)\b|\bnever (?:want to |wanna )?hear from (?:you|y'all|any of you)\b|
    \b(?:any|further) (?:more )?contact (?:from you|at all|again)\b
""",
    "complaint": r"""
- by-law | \b(?:under|pursuant to|per|according to|by)(?: the)? (?:fdcpa|tcpa|fcra|law)\b
- theft-report | \b(?:ftc|police|cops|fbi)(?: \w+){0,4} (?:identity theft|id theft|fraud|affidavit)\b|\b(?:affidavit|report(?:ed)?|filed)(?: \w+){0,5} (?:to|with) the (?:ftc|police|cops)(?= (?:as|for|about|because of) (?:a )?(?:fraud|identity|stolen))|
    \b(?:identity theft|id theft|fraud)(?: \w+){0,5} (?:ftc|police)\b|\bftc affidavit\b
- other-trouble | \bcomplain(?:ing|ed|s)? to (?:my|the|his|her|our) (?:landlord|hotel|manager|chef|waiter|teacher|coach|principal|neighbors?|super|airline|store|restaurant|city|cable company|front desk)\b|
    \b(?:company|restaurant|airline|place|school|hotel|city|store|movie|show|landlord)(?: \w+){0,3} (?:complaints|complained)\b|\b(?:a bunch|lots|plenty|so many) (?:of )?complaints\b
""",
    "wrong_person": r"""
- right-number | \b(?:do not|did not|not)(?: \w+)? (?:have|got|get|dial|reach|called|a|the)(?: the| a)? wrong (?:number|person|guy|one)\b|\b(?:got|have|reached) the right (?:number|person|guy|one|fella|man|woman)\b|\bright (?:number|person)\b
- wrong-account | \b(?:mixed|mixing|mix|confused|confusing)(?: me| this| that| it| us)?(?: up)? with (?:another|someone else'?s?|somebody else'?s?|a different|some other)(?: \w+)? (?:account|loan|debt|bill|customer)\b
prior-owner | \b(?:person|guy|man|lady|woman|girl|owner|whoever|somebody|someone|people|one|kid|dude|last one)(?: who| that| must have)* (?:had|owned|used|has|own)(?: \w+){0,2} (?:number|phone|line|cell|sim)(?: card)?\b(?=.{0,20}\b(?:before|previous|first|prior|last|owe|not|want)\b|$)|
    \b(?:number|phone|line|cell)(?: \w+){0,4} before (?:me|i|us|mine)\b|\bhad (?:this|the|my)(?: \w+){0,2} (?:number|phone|line) before\b|\brecycled(?: phone)? number\b|\bused to be (?:someone|somebody) else'?s?\b|
    \bwhoever (?:owned|had|used)(?: \w+){0,2} (?:number|phone|line)\b|\b(?:keep|always|still|all the time)(?: \w+){0,3} (?:calls|texts|calling|mail)(?: \w+)? (?:for|about|looking for) (?:that|this|some|him|her|a)\b
fresh-number | \b(?:just|only|recently)(?: \w+){0,2} (?:bought|got|activated|picked up|purchased|set up|switched)(?: \w+){0,2} (?:sim|sim card|prepaid|number|burner|line)\b|
    \b(?:bought|picked up|got|activated)(?: this| my| the| a)*(?: \w+)? (?:sim card|sim|prepaid(?: phone)?|phone) (?:used|secondhand|second hand|yesterday|today|last|D|at|from|off)\b(?! (?:to|for) (?:my trip|pay))|\b(?:activated|got) this phone\b|
    \b(?:this|new) sim\b(?! (?:card )?for)|\bassigned (?:me )?this number\b|\binherited this (?:number|phone)\b
misdialed | \bdialed (?:incorrectly|the wrong|it wrong)\b|\b(?:fake|made up|bogus) (?:phone )?number\b|\b(?:people|folks|family|tenants|ones|guy|lady|person) (?:that|who|before us)(?: \w+){0,3} (?:lived here|here|us)(?: before)?\b|\bhow (?:can|may) i direct your call\b
stranger | \b(?:total |complete |perfect )?stranger to (?:me|us)\b|\b(?:no one|nobody|not (?:someone|somebody|anyone|anybody)) i know\b|\bfrom adam\b(?=$| )|\bwrong tree\b|\bwrong (?:party|line|fella|gal)\b|\bbelieve you (?:have )?misdialed\b|\byou have (?:a|the) wrong\b
""",
    "fraud": r"""
- news | \b(?:arrested|caught|busted|documentary|podcast|class|seminar)(?: \w+){0,5} (?:identity|hackers?|scammers?|fraud)(?: \w+)?|\b(?:neighbor|coworker|co worker|classmate|girl at|guy at|lady at|friend)(?: \w+){0,4} (?:had|got|lost)(?: \w+){0,3} (?:stolen|skimmed|hacked)|\b(?:neighbor|coworker|co worker|classmate|friend|uncle|aunt|grandma|teacher)(?: \w+){0,2} (?:got|was|were) (?:scammed|robbed|conned|hacked)\b
report-made | \b(?:ftc|police|fraud|identity theft|id theft)(?: \w+){0,3} (?:affidavit|report|alert|claim|case)(?: \w+){0,6} (?:this|it|that|already|account|loan|debt|one|file)\b|\breported (?:it|this|that)(?: \w+){0,4} (?:as|for) (?:fraud|identity theft|id theft|stolen)\b|
    \b(?:a |some )?(?:thief|crook|scammer|hacker|imposter|impostor|criminal)(?: \w+)? (?:did|opened|took|made|ran|is the one who)\b|\bnever authorized (?:this|that|the|any) (?:account|loan|card|charge)\b|\bmy (?:data|info|information|card|ssn)(?: \w+){0,3} (?:breach|leak|leaked|skimmed)\b
""",
    "dispute": r"""
- too-much-to-pay | \btoo much(?= (?:a month|each|at once|for me|right now|to pay|to do|at one time|per)\b|.{0,4}\b(?:make it|can (?:i|we)|could (?:i|we)|how about|what about|let us)\b)
- not-contesting | \b(?:not|never|no)(?: \w+){0,2} (?:argu\w+|disput\w+|contest\w*|deny\w*|fight\w*|question\w*)(?: \w+){0,3}|\b(?:do not|did not) dispute\b|\b(?:amount|balance|number|total|figure|bill) is (?:right|correct|fine|accurate)\b
- gave-back | \breturned (?:the|a|my|that|those|it to the|some)(?: \w+){0,2} (?:book|books|movie|library|car rental|ring|call|dress|shoes|shirt)\b
- charge-off | \bcharg(?:e|ed|ing) ?(?:it |this |that )?off\b|\b(?:a|the) charge off\b
- other-things | \b(?:scoreboard|clock|calculator|watch|map|gps|forecast|weatherman|thermometer|scale|recipe|referee|umpire|answer|directions)(?: \w+){0,2} (?:is|are|was) (?:\w+ )?(?:wrong|off|inaccurate|incorrect)\b
only-used | \bi (?:have )?only (?:ever )?(?:used|borrowed|spent|charged|drew|got|received|took out) A\b(?=.{0,60}\b(?:A|why|how|more|that much|double)\b)
as-agreed | \b(?:contract|agreement|paperwork|statement|letter|paper i signed|terms|receipt|policy|what i signed)(?: \w+){0,3} (?:says|said|states|stated|shows|showed|reads|has)\b(?=.{0,40}(?:\bpercent\b|A|\bnot\b|\byou\b|\bno interest\b|\bfixed\b))|\bsigned (?:up )?(?:for|at|on) (?:a |an )?\w+(?: \w+)? percent\b|
    \b(?:rate|interest|apr|fee|balance|total|payment)(?: \w+){0,3} (?:supposed to be|should be|was (?:supposed|meant) to be|agreed (?:on|to))\b|\bit should be (?:A|about|less|half|way|around|closer|lower)|\bsupposed to be (?:A|about|less|half|closer|lower)
added-on | \b(?:tack(?:ed|ing)|slapp?(?:ed|ing)|pil(?:ed|ing)|stuck|threw|snuck)(?: \w+){0,2} (?:on|in)(?: \w+){0,4} (?:interest|fees?|charges?|penalt(?:y|ies)|insurance|A)\b
charging-me | \b(?:you|y'all|they)(?: guys| people| all)?(?: have| are| keep| just)*(?: been)? (?:charg(?:ing|ed)|bill(?:ing|ed)) me (?:A|N|double|twice|more|way|too|extra|over|for (?:something|somebody|someone|stuff|things)|\w+(?: \w+)? percent|interest (?:on|i)|a fee (?:i|that))|
    \bgot me (?:at|down (?:for|as)) (?:A|\w+ percent|twelve|double)
information-wrong | \b(?:balance|amount|total|number|figures?|rate|interest|records?|info|information|data|statement|bill|screen|whatever)(?: \w+){0,7} (?:is|are|looks|must be|has got to be) (?:inaccurate|incorrect|wrong|not (?:right|correct|accurate)|way off|off by|mistaken|messed up|padded)\b|
    \b(?:that|it|this) (?:do|does|did) not sound (?:right|correct|accurate)\b|\b(?:amount|balance|total|figure|number|math)(?:'s| is)? (?:way )?off\b|\b(?:mixed|mixing|mix|confused|confusing)(?: me| this| that| it| us)?(?: up)? with (?:another|someone else'?s?|somebody else'?s?|a different|some other)(?: \w+)? (?:account|loan|debt|bill|customer)
not-what-agreed | \bagreed (?:to|on) (?:\w+|A)(?: percent)?,? not (?:\w+|A)\b|\b(?:rate|interest|apr|payment)(?: \w+){0,2} (?:was|is) fixed\b|\bfixed rate\b(?=.{0,40}\b(?:why|you|up|raised|now)\b)|\b(?:jacked|jacking|hiked|bumped|cranked) (?:up )?(?:the|my) (?:interest|rate|balance)|\b(?:turn(?:ed)?|balloon(?:ed)?|grow|grew) in ?to A|
    \bonly A when\b|\bextra (?:zero|digit)\b|\b(?:check|recheck|fix|redo) your (?:math|numbers|figures|arithmetic)\b|\bfat fingered\b|\b(?:judge|court|case|that|this) (?:was |got )?(?:threw|thrown|dismissed|tossed)(?: (?:that|it|the case|this|out|in court))+\b|
    \b(?:account|app|portal|website|screen|letter|statement|paperwork)(?: \w+){0,2} (?:shows?|says?|saying|showing)(?: \w+){0,3} (?:zero|nothing|forgiven|a different|paid off|closed)\b|\b(?:took|repossessed|repoed|traded|sold)(?: \w+){0,3} (?:truck|car|house|boat|van)(?: \w+)?(?=.{0,30}\b(?:why|owe|paying|gone|how)\b)|
    \bauthorized user\b|\bnot recognized by (?:me|us)\b|\b(?:did not|never) (?:ask|asked|agree|agreed|want|sign up) (?:for|to) (?:that|the|this|any)(?: \w+)? ?(?:warranty|insurance|protection|membership|add ons?|coverage|fee|plan)\b
not-delivered | \bnever (?:delivered|shipped|sent|provided|installed|finished|showed up)(?: \w+)? (?:it|that|them|the|anything)\b|\b(?:divorce decree|judge|court|decree)(?: \w+){0,3} (?:his|her|my ex'?s?) (?:debt|bill|responsibility|loan)\b|\bbelongs to (?:someone|somebody) else\b
""",
}  # fmt: skip
