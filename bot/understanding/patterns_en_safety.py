"""What protects the borrower most, in English: intents 1 to 4, and the words that many patterns share."""

from __future__ import annotations

MACROS = {
    "he": r"\b(?:he|she|they)\b",
    "kin": r"\b(?:wife|husband|spouse|partner|son|daughter|mother|mom|mum|mama|mommy|father|dad|daddy|papa|brother|sister|roommate|"
           r"girlfriend|boyfriend|fiance|fiancee|uncle|aunt|auntie|cousin|"
           r"niece|nephew|grandson|granddaughter|grandmother|grandma|granny|grandfather|grandpa|grandparents?|(?:mother|father|brother|"
           r"sister|son|daughter) in law|stepmother|stepfather|stepson|stepdaughter|"
           r"stepmom|stepdad|ex|ex wife|ex husband|parents?|child|kid|twin|family|widow|widower)\b",
    "other": r"\b(?:friend|neighbor|neighbour|coworker|co worker|colleague|assistant|secretary|receptionist|landlord|tenant|caretaker|"
             r"caregiver|carer|nurse|housekeeper|nanny|babysitter|housemate|flatmate|"
             r"boss|employee|business partner|buddy|executor|guardian)\b",
    "law": r"\b(?:lawyers?|attorneys?|legal counsel|legal team|counsel|legal representation|legal representative|solicitor|legal aid|"
           r"law firm|public defender)\b",
    "dead": r"(?:passed away|passed on|passed (?:in|last|a|this|on|two|three|several|back|just|suddenly|N|D)|died|is dead|are dead|"
            r"was (?:shot|stabbed) and killed|was killed|got killed|drowned|deceased|is gone now|no longer with us|no longer (?:living|alive)|"
            r"not with us any ?more|not alive|lost (?:his|her) (?:life|battle)|succumbed|dead now|been dead|dropped dead|buried|(?:is|"
            r"are) in heaven|went to heaven|perished|was murdered|cremated|departed this)",
    "stop": r"(?:\b(?:do not|stop|never|no more|not to|no longer|can not you stop|please not|you not|you to not|you please not|"
            r"rather you not|without|enough|please no)\b|\bstop the\b)",
    "later": r"(?:today|right now|now|this week|until|till|before|after|at the moment|tonight|in the (?:morning|evening|afternoon)|"
             r"this (?:early|late)|so (?:early|late)|T|D)",
}  # fmt: skip

SAFETY = {
    "crisis": r"""
- denial | \b(?:not|never)(?: going to| planning to| trying to| thinking of| thinking about| say(?:ing)?)?(?: i (?:will|
    would|want to|am going to))? (?:kill(?:ing)? myself|suicid(?:e|al)|hurt(?:ing)? myself|end(?:ing)? my life|
    want(?:ing)? to die)\b|\bdo not want to die\b|\bi want to live\b
- you-die | \b(?:you|they|hope you|people like you|all of you)(?: can| should| all| guys| deserve to| just)* (?:go )?(?:die|
    kill yourself|drop dead|burn|rot)\b|\bgo die\b
- no-police | \b(?:do not|no need to|not going to|never) (?:call|send)(?: for)?(?: the)? (?:cops|police|911|an ambulance)\b
- threatens-police | \b(?:i|we)(?: (?:will|am|are|going to|would|be|just|gotta|have to))* (?:call(?:ing)?|phone) the (?:police|cops|sheriff)\b(?! (?:on me|on myself|please))|\bor i call the (?:police|cops)\b
- rather-die | \brather die than (?:pay|give|talk|listen|deal|send)
- live-elsewhere | \b(?:he|she|they|we|it|you|nobody|no one|who|that person|{kin}|{other}|john|mary|maria|
    person)(?: \w+){0,3} (?:not|never|no longer|do not|does not)(?: \w+){0,2} (?:live|living|lived|stay|exist)\b|
    \b(?:live|living|lived) (?:here(?! any ?more)|there|at|in(?! (?:this|pain|misery|fear))|with)\b
- go-on-like | \bgo(?:ing)? on (?:vacation|holiday|a trip|with (?:the|your|what)|record|hold|forever about|break|and on)
- if-again | \bif you(?: \w+){0,5} (?:again|one more time|keep calling|any ?more)(?: \w+){0,6} (?:police|cops|911|
    sheriff)\b|\b(?:call|text|contact)(?: me)? again(?: \w+){0,6} (?:police|cops|911|sheriff)\b
kill-self | \b(?:kill(?:ing)?|hang(?:ing)?|shoot(?:ing)?|cut(?:ting)?|hurt(?:ing)?|harm(?:ing)?|drown(?:ing)?|stab(?:bing)?|
    starve|burn(?:ing)?|off(?:ing)?|poison(?:ing)?|electrocute|throw(?:ing)?|unalive|slit|do(?:ing)? away with|
    slash(?:ing)?|drink(?:ing)?) (?:myself|my self|my (?:wrists?|throat|veins|own throat))(?! (?:up about|off from|
    some slack|a break|a check|shaving|to death with work))|\bhang my ?self\b|\bcut(?:ting)? my (?:wrists?|arms?|
    veins)\b|\bkms\b
own-end | \bby dying\b|\b(?:it|everything|this) (?:all )?ends tonight\b|\b(?:decided|going|ready|want|planning) to end (?:things|everything|it all)\b|
    \b(?:just )?let me die\b|\bpull(?:ing)? the trigger\b|\bbury me\b|\bnot (?:plan(?:ning)? (?:on|to)|going to|expect to) see(?:ing)? my next\b|
    \b(?:been|started|am) cutting (?:again|myself)\b|\bmy last (?:night|day)\b|\bwhat is left to live for\b|\bbullet (?:in|through) my\b|
    \bblood on your hands\b|\bthoughts of (?:suicide|dying|ending)\b|\b(?:do not|did not) want to exist\b
suicide | \bsuicid(?:e|al)\b|\bself harm(?:ing)?\b|\bunalive\b
end-life | \b(?:end(?:ing)?|take|taking|taken|finish(?:ing)?|ended|lose|losing) (?:my (?:own )?life|it all|
    everything tonight|my misery|this pain for good|my pain)\b|\bend(?:ing)? (?:it|things) (?:all|tonight|today|now|
    for good|once and for all|right here|right now)\b|\b(?:thinking (?:about|of)|want to|going to|ready to|
    plan(?:ning)? to|might just|about to|think i will) (?:just )?end(?:ing)? (?:it|things)(?=$| ,)|\b(?:i am|just|
    i will be|and then|tonight i|am finally) ending (?:it|things|this all|my)\b(?! (?:with|on) (?:you|this call))|
    \bend of (?:me|my life|my rope|the line for me)\b|\bi (?:am|will be|want to be|wish i was|wish i were|would be|
    am as good as) (?:better off )?(?:dead|done with (?:life|living|this (?:life|world)|everything))\b|
    \bdone with (?:life|living|this world)\b|\btired of (?:living|being alive|life|existing|breathing|waking up)\b|
    \bsick of (?:living|being alive|life)\b|\bcheck(?:ing)? out (?:of (?:life|this world)|for good|permanently)\b
want-die | \b(?:want|wanna|ready|going|rather|like|wish(?:ing)?|prefer|hop(?:e|ing)|pray(?:ing)?|plan(?:ning)?|decided|
    about|deserve|wanted|just|better|wish i could|wish i would|let me|might as well|
    will)(?: to| i could| i would| i can| i will| for me| just| really| simply)* (?:die|be dead|not exist|
    disappear forever|never wake up|not wake up|sleep forever|be gone forever|stop existing|cease to exist|
    go to sleep forever)\b|\bi should (?:just )?die\b|\bwish (?:that )?i (?:was|were|had) (?:dead|
    never (?:been )?born|not alive|not here)\b|\bwish i (?:was|were) never born\b|\bbetter off (?:dead|without me|
    if i (?:was|were) (?:dead|gone))\b|\brather be dead\b|\b(?:would|will) be (?:better|happier|easier|fine|ok|
    okay) (?:off )?(?:if i (?:was|were) (?:dead|gone|not (?:here|around))|without me|when i am gone|
    once i am gone)\b|\bworth more dead\b|\bi might as well (?:be )?(?:die|dead)\b|\bjust (?:let|
    want) me (?:to )?die\b|\blet me die\b|\bgoing to die tonight\b|\bi am going to die (?:and|by|tonight|today|
    soon by)
not-live | \b(?:not|no longer|never|can not|hardly|stop|no point|no reason|nothing|no sense|no will|no desire|point|
    without a reason|reason)(?: (?:want|wanna|wanting|going|see|have|feel|think|know|left|anything|a|any|the|how|
    bear|stand|much|really|planning|worth|in|of|if|that|like|find|even|care|got|able|deserve|point|reason|be|i|
    even care if i|keep|it|is))*(?: (?:to|for|in|of))?(?: even)? (?:liv(?:e|ing)|be(?:ing)? (?:alive|
    here (?:any ?more|any longer|tomorrow|much longer)|in this world|on this (?:earth|planet))|
    go(?:ing)? on(?: (?:any ?more|any longer|like this|living|with (?:life|this life|my life))|$|,)|wake up|
    exist(?:ing)?|carry(?:ing)? on (?:any ?more|living|like this)|continue living|keep going(?: any ?more| on|$)|
    stay(?:ing)? alive|survive this|face another day|see (?:tomorrow|another day|the morning))\b(?! (?:with (?:my|
    him|her|them|the)|there|in (?:that|this|a) (?:house|apartment|city|town|state|place)|here at this|at (?:that|
    this)|without (?:my phone|coffee)|on (?:vacation|a)))|\b(?:life|living) (?:is|was|has|
    feels)(?: just| really| so)? (?:not worth|pointless|meaningless|over|no meaning|unbearable|hopeless|worthless|
    too (?:much|painful|hard))\b|\bmy life is (?:over|done|finished|worth nothing)\b|\b(?:can not|could not|
    unable to) (?:go on|take it any ?more|take this any ?more|do this any ?more|live like this|bear it any ?more|
    cope any ?more|handle life|face (?:it|life) any ?more|keep (?:doing this|going))\b|\bno (?:way|
    point) (?:in )?(?:going on|living|out for me)\b|\b(?:no|without) (?:hope|reason|will) (?:left|to live|
    any ?more)\b|\bnothing (?:left )?to live for\b|\bdo not see a way out\b|\bonly way out\b|\bno way out\b|
    \bnothing matters any ?more\b|\b(?:will not|not think i will|doubt i will|doubt i am going to) be (?:around|
    alive) much longer\b|\bnot be (?:here|around|alive) (?:tomorrow|much longer|any ?more|by (?:then|morning|
    friday)|next week|long|D)\b|\bgive up on (?:life|living)\b|\bgiving up on (?:life|living)\b|\blost the will\b
jump | \b(?:jump(?:ing)?|leap(?:ing)?|throw(?:ing)? myself|step(?:ping)?|walk(?:ing)?|driv(?:e|ing)|
    fall(?:ing)?) (?:off|from|out of|in front of|into|under|onto|over) (?:a|the|my|of|this|that|an|traffic|
    oncoming)? ?(?:roof|rooftop|bridge|building|balcony|window|ledge|train|truck|tracks|traffic|cliff|overpass|
    river|tree at|\w+ floor|\w+ story|bus|lake|ocean|railing)\b(?! (?:to catch|home|station))|\b(?:standing|sitting|
    up here|here|i am|stood|staring)\b.{0,12} (?:on|at|over) (?:the|a|this|my) (?:edge|ledge|roof|rooftop|bridge|
    railing|train tracks|tracks|overpass)\b|\b(?:about|going|ready|want) to jump\b(?! (?:on|in|to|through|off (?:a|
    the|this) call))|\bi (?:will|might|am going to) jump$
means | \b(?:took|taken|taking|swallow(?:ed|ing)|popped|take|swallow)(?: \w+){0,3} (?:whole |entire )?(?:bottle|
    handful|all (?:my|the|of|these)|bunch|pack|lot|too many|overdose|(?:\w+ )?pills|sleeping pills|box)(?: (?:of|
    my))?(?: \w+){0,2}(?: ?pills| meds| medication| tablets| tylenol| sleeping| xanax| of it|$|,| and| at once)|
    \boverdos(?:e|ed|ing)\b|\bsleeping pills\b|\bgun (?:to|in|at|against|on) my (?:head|mouth|temple|lap|hand)\b|
    \b(?:loaded|have a|got a|holding a|bought a) (?:gun|rope|noose|razor|knife)(?: in my hand| here| ready|
     right here| and (?:i|my)| to my)|\b(?:line|lined|lining|counted|counting|saved) up (?:all )?(?:the|my|
    these) (?:\w+ )?pills\b|\bnoose\b|\bbleed(?:ing)? out\b|\bslit (?:my|his|her)\b|\bcarbon monoxide\b|
    \bin the garage with the (?:car|engine)\b|\bpills (?:(?:all |are |were |right |now |just ){0,3}(?:lined up|
    laid out|counted out|on the table|beside me|next to me|in the other hand)|in front of me|ready|in my hand|
    are (?:right )?(?:here|ready))\b|\b(?:drank|drink(?:ing)?) (?:bleach|poison|pesticide|antifreeze)\b|\b(?:rope|gun|
    noose|knife|pills|razor)\b(?: \w+){0,6} (?:know how to use|ready|waiting for me|use it|do it|on myself)\b|
    \b(?:took|taken|swallowed) (?:about |like |around |over |maybe )?(?:A|N|[a-z]+ty|ten|twelve|fifteen|a dozen|
    dozens of|a lot of|so many|too many|[0-9]+) (?:\w+ )?(?:pills|tablets|tylenol|xanax|sleeping)\b
farewell | \b(?:suicide|goodbye|good bye|farewell|last|final) (?:note|letter)s?\b(?! (?:before|about|notice))|
    \b(?:wrote|written|writing|left) (?:my |a )?(?:goodbye|note for my|letters? to my|last letter|will and)|\b(?:said|
    saying|say) (?:my )?(?:good ?byes?|goodbye) to (?:everyone|my (?:kids|family|children|wife|husband|mom))|
    \btell (?:my|the) (?:kids?|wife|husband|mom|mother|family|children|daughter|son|parents|dad)(?: that)? i (?:love|
    loved|am sorry)|\btake care of my (?:kids|dog|cat|children|family|son|daughter) (?:when|after|once|for me)|
    \bwhen i am (?:gone|dead)\b|\bafter i am (?:gone|dead)\b|\b(?:will not|not going to|do not) (?:have to )?(?:need|
    worry|bother|see|hear)(?: about| from| to worry about)? me (?:any ?more|again|after (?:today|tonight)|
    much longer)|\bwon't matter (?:after|when|once|soon)|\b(?:will not|not) matter (?:after tonight|when i am|
    once i am|soon|any ?more to me)|\b(?:will not|not going to|never) (?:have|need|be able) to (?:call|bother|
    worry about|chase|find|reach|collect from) me (?:after (?:D|this|tonight)|much longer|ever again after)|
    \bthis is (?:my )?(?:goodbye|the end for me|my last (?:day|call|night|words?))|\bmy last (?:day|
    night) on (?:earth|this)|\blast (?:phone )?call i (?:will )?(?:ever )?(?:make|take)|\bgoodbye (?:cruel )?world|
    \bsee you (?:in|on) the other side|\bnot (?:going to )?wake up(?: tomorrow|$| again| ever)|\bnever wak(?:e|
    ing) up\b|\beveryone (?:would|will) be better off|\bnobody (?:would|will) (?:even )?(?:miss me|notice if i|
    care if i (?:die|died|was|were|am|live))|\bno ?(?:one|body) would (?:miss|care|notice)|
    \bcollect from my (?:dead body|corpse|grave|estate when)|\b(?:can|could) collect (?:it )?(?:from|at) my (?:grave|
    funeral|coffin)|\bfind my body\b|\bcome (?:get|pick up|find) my body\b|\bi (?:am|will be) gone by (?:morning|
    tomorrow|tonight|then|D)|\bnot (?:going to )?(?:make|be making) it (?:through|to|past) (?:the night|tonight|
    tomorrow|morning|the day|another|D)|\bin a dark place\b|\bwant (?:it|the pain|everything|this|all of it|
    this all)(?: all)? to (?:end|(?<!want it to )(?<!want this to )stop|be over)(?: forever| for good|$|,)|
    \bi am a burden (?:to|on)|\b(?:want|just want) (?:it|this) (?:all )?(?:over|to be over)|\bwant to disappear\b|
    \bgo to sleep and (?:not|never) wake|\bpush(?:ed|ing)? me (?:over the edge|to (?:suicide|kill|the edge))|
    \bdriv(?:e|ing|en) me to (?:suicide|kill|my death|the edge|death)|\bgood ?bye to (?:everyone|the world|all of you|
    my (?:family|kids|wife|husband))\b|\bi am done (?:fighting|living|trying to live|with it all)\b
danger | \b(?:going to|gonna|trying to|wants? to|threatened to|threatening to|threatens to|will|about to|is|tried to|
    said (?:he|she) (?:will|would|is going to)|might|could)(?: going to)? (?:kill(?:ing)?|murder(?:ing)?|
    stab(?:bing)?|shoot(?:ing)?|strangl(?:e|ing)|beat(?:ing)?|chok(?:e|ing)|hurt(?:ing)?|attack(?:ing)?|hitting|
    hit) (?:me|us|my (?:kids?|child|children|mom|mother|family|baby|sister|daughter|son|wife))\b(?! with (?:a|another|
    more|these|this|your) (?:fee|fees|charges|bill|bills|call|calls))(?! (?:wallet|credit|score))|\b(?:he|she|
    my (?:husband|boyfriend|wife|ex|father|dad|partner|stepdad|girlfriend|son|roommate)|someone|somebody|they|
    there is a man|a man)(?: just| keeps?| has been| is| was| started| has| been| always)* (?:hit(?:s|ting)?|beat(?:s|
    ing|en)?|punch(?:ed|es|ing)?|chok(?:ed|es|ing)|abus(?:ed|es|ing)|attack(?:ed|ing)|stab(?:bed|bing)|strangl(?:ed|
    ing)|chas(?:ed|ing)|stalk(?:s|ed|ing)|break(?:ing)? in|broke in(?:to)?|kidnapp(?:ed|ing)|hold(?:ing)? me|
    lock(?:ed|ing)|threaten(?:ed|ing)?|hurt(?:s|ing)?|rap(?:ed|ing))(?: on)?(?: me| us| my| the (?:door|house)|$)|
    \b(?:has|have|got|with|holding|pointing|pulled|waving) a (?:gun|knife|weapon|bat)\b|\bcall (?:911|9 1 1|
    nine one one|the police|the cops|an ambulance|for help|emergency)\b(?! on (?:you|your))|\b(?:nine one one|911)\b|
    \bsend (?:help|the police|an ambulance|someone|the cops|somebody)\b(?! (?:me|with))|\b(?:help me|
    save me)(?: please)?(?:,| he| she| they| someone| i am (?:trapped|bleeding|hurt|dying|scared)| somebody| oh god|
     oh my)|\bsomebody help\b|\b(?:i am|we are|feel) (?:in danger|not safe|being (?:abused|held|attacked|followed|
    robbed|beaten|stalked)|trapped|bleeding|unsafe|hurt (?:and|bad))\b|\bdomestic (?:violence|abuse)\b|\b(?:beats|
    hits|abuses|hurts) me\b|\bafraid (?:of|for) my life\b|\bfear(?:ing)? for my life\b|\bmy life is in danger\b|
    \bbreak(?:ing)? into my (?:house|home|apartment)\b|\b(?:house|building|apartment|kitchen) is on fire\b|
    \bheld (?:hostage|captive|against my will)\b|\bcan not breathe\b|\bhaving a heart attack\b|\bgoing to (?:hurt|
    kill) (?:someone|somebody|my family|my kids)\b|\bneed help\b.{0,12}\b(?:he is|she is|they are|someone is|
    somebody is|trying to)\b|\btrying to (?:get in|break in|kick (?:the|my) door)\b(?! touch)
""",
    "deceased": r"""
- not | \b(?:not|never|almost|nearly|have not)(?: yet)? (?:died|passed away|dead|deceased)\b|\b(?:if|when|until|unless|
    before|till) (?:i|you|he|she|they|someone) (?:die|dies|died|pass|passed)\b|\b(?:i|we|
    you)(?: almost| nearly| just| have| would have| could have)? died\b|\bi am dead\b|\bpassed (?:on|away) (?:the|a|
    an|my|your|this) (?:message|info|offer|job|chance)|\bpassed (?:the|my|out|by|it)\b
- since | \b(?:since|ever since|after|when|because|before|while)(?: my| our| his| her| the)? {kin}(?: \w+)? (?:died|
    passed(?: away)?|was killed)|\b(?:since|after) (?:the )?(?:death|passing|funeral) of\b|\bfuneral (?:costs|
    expenses|bills?)\b|\b(?:paid|pay|paying) for (?:a|my|the|his|her|our)(?: \w+){0,2} funeral\b|\b{kin}(?: just| has|
     recently)? (?:died|passed(?: away)?)(?: \w+){0,3} and (?:i|we) (?:had|have|got|am|are|took|spent|used|
    paid)(?: \w+){0,4} (?:funeral|burial|bury|cremation)\b|\bbury(?:ing)? my\b
- dead-to | \bdead to me\b
dead | (?:{he}|{kin}|{other}|\b(?:the|that|this|your) (?:borrower|person|man|woman|guy|
    customer|client|account holder|card ?holder|gentleman|lady|owner|subscriber|patient|debtor)\b|\b(?:mister|mr|
    mrs|ms|miss) \w+|\bperson (?:you|u)[a-z ]{0,25}|\bthat person|\b(?:john|mary|david|maria|james|robert|
    linda)\b)(?: has| have| had| is| just| recently| was| already| sadly| unfortunately| suddenly| actually| been|
     both| had a (?:stroke|heart attack) and| who| i am afraid| sorry| ,|'s| himself| herself| since| do you|
    you are looking for| you want)*,? ?{dead}|\b(?:he|she)(?: has| just| already)? passed(?=$| i am\b| this is\b|
     and i\b| we\b| so\b| a\b| last\b| back\b)|^(?!(?:my|the|this|that|it|phone|line|battery)\b)(?:\w+ ){1,2}(?:is|
    has)(?: been)? (?:dead|deceased|died|passed away)$
gone | (?:\b(?:he|she)\b|{kin})(?: has| is| was| already|'s| have| just| been| actually| sadly)* (?:gone (?:since|
    now for|for (?:N|two|three|four|five|six|a year|years|over|almost|a few) ?(?:years|months|weeks)?|forever|
    to (?:heaven|a better|be with))|not (?:here|with us|around) any ?more he (?:died|passed)|no more$|lost (?:his|
    her) (?:battle|fight|life)|in (?:the )?(?:cemetery|ground|grave|heaven)|with (?:god|the lord|jesus|the angels)|
    at peace|resting in peace|six feet under|dead|deceased|(?:d ?ied|passed|past) away)|\b(?:he|she) is gone$|
    \brest in peace\b|\brip\b(?! off|ping|ped)
death-word | \bdeath certificate\b|\b(?:the|his|her|their|my (?:late|husband's|wife's|mother's|father's|mom's|
    dad's)) (?:estate|funeral|obituary|death|passing|memorial service|wake|burial|ashes)\b(?! (?:agent|costs|
    expenses))|\b(?:speaking|talk|asking|calling|looking) (?:for|to|about|with) (?:a |the )?(?:dead|
    deceased)(?: person| man| woman)?\b|\bis deceased\b|\bdeceased\b|\bmy late (?:husband|wife|father|mother|son|
    daughter|brother|sister|dad|mom|partner|uncle|aunt|grand\w+)\b|\bwe (?:lost|buried) (?:him|her|my (?:dad|mom|
    father|mother|husband|wife|son|daughter|brother|sister))\b|\bi (?:lost|buried) (?:him|her|my (?:husband|wife|
    father|mother|dad|mom|son|daughter|brother|sister)) (?:in|last|to (?:cancer|covid)|a (?:year|month|week)|this|two|
    N|on|D|back|recently)|\bi am (?:his|her|the) (?:widow|widower|executor|executrix)\b|\bhis widow\b|\bher widower\b|
    \bexecutor\b|\bprobate\b|\byou will have to dig (?:him|her) up\b|\bdig (?:him|her) up\b|\bdied (?:in|of|from|last|
    on|a|two|three|D|N|this|years|back|suddenly|yesterday)\b|\bin (?:the|a) (?:cemetery|morgue|ground now|grave)\b|
    \b(?:did not|does not|never) (?:survive|pull through|make it through|make it out alive)\b|\bgod rest (?:his|
    her) soul\b|\bwe just (?:lost|buried) (?:him|her|my \w+)\b|\b(?:i|we) (?:just |recently )?(?:buried|
    cremated) my (?:husband|wife|father|mother|dad|mom|son|daughter|brother|sister)\b
euphemism | (?:{he}|{kin})(?: just| has| had| was| is| have| ,)* (?:left this (?:world|earth)|(?:never|did not) (?:come|came) (?:off (?:it|the ventilator)|home from the
    hospital|out of (?:the coma|surgery)|back from the war|wake up from)|bled out|flatlined|pronounced dead|in (?:a|his|her|an) (?:coffin|casket|urn)|no more$|departed|
    took (?:his|her) (?:own life|last breath)|(?:hung|hanged|shot|killed) (?:himself|herself)|committed suicide|laid to rest|at rest now|went home to (?:the lord|glory|jesus|god)|
    expired at|did not get out|got killed)|\b(?:his|her) (?:heart|kidneys|liver) (?:just )?(?:stopped|quit|gave out|failed)|\b(?:could not|were not able to) save (?:him|her)\b|
    \b(?:his|her) (?:ashes|urn|coffin|casket|memorial|death)\b|\bwe (?:just )?(?:laid|put) (?:him|her) (?:to rest|in the ground)|\blost (?:him|her) to (?:cancer|covid|the)|
    \b(?:cancer|covid|overdose|stroke|heart attack) (?:took|got|killed) (?:him|her)\b|\bpulled the plug on (?:him|her)\b|\b(?:is|been) calling a dead\b|
    \bcoroner\b
passed-away | \bpassed away\b|(?<!\bi )(?<!\bwe )(?<!\bit )(?<!\bwas )(?<!\bgot )\bpassed on (?:D|last (?:week|month|year|night|spring|summer|fall|winter)|(?:\w+ ){1,2}(?:days?|weeks?|months?|years?) ago)|\b{kin} (?:is|has been)(?: \w+)? gone(?=$| ,| and\b| he\b| she\b| they\b| for good|
     now\b| since)
""",
    "attorney": r"""
- none | \b(?:no|not|can not|never|do not|without(?= (?:a|any) (?!\w+ says))|did not|would not|nor)(?: have| need|
     want| afford| get| got| even| hire| even have| know| think i need| talk(?:ing)? to| going to get| require|
     hiring| getting| any| mean| able to afford)*(?: a| an| any| my| your| no)? {law}
- are-you | \b(?:are|is|were) (?:you|this|he|she|that|
    it)(?: from)?(?: a| an| the| some| my| his| her| your| with a| really a)? {law}|\b(?:you|your|their|the bank's|
    the company's|his|her|you all|the|his own|
    the other)(?: company's| have an?| got an?| are an?| sound like an?| company)? {law}(?! (?:i hired|
    who represents me|representing me|for me))|\bi am (?:a|an|not a|not an|studying to be a) (?:\w+ )?{law}|
    \bi (?:work|worked) (?:for|at|as) (?:a|an) {law}|\b(?:be|become|became|being) (?:a|an) {law}|\b{law}s? (?:fees?|
    are expensive|on tv|jokes?|show|movie)\b
- perhaps | \b(?:thought (?:about|of)|was (?:going to|about to)|almost|considered|could have) (?:get|got|getting|hire|hired|hiring|call|called|
    calling|see|seeing)(?: a| an| me a| my)? {law} but\b|\b(?:do|will|can|should|must) i (?:get|need|have to get|want|have to hire) (?:a|an) {law}|
    \bno need(?: to \w+| for)? (?:my|a|any|the|your) {law}|\bthreaten(?:ing|ed)?(?: me)? with (?:a|an|your|the) {law}|\b(?:get|bring|getting) the {law} (?:in|on)|
    \b{law}s? (?:friend|buddy|cousin|neighbor|jokes?|show|drama|movie|ad|commercial|billboard)\b
- district | \b(?:power of|district|state|us|city|prosecuting|county) attorney\b|\battorney general\b
mine | \b(?:my|our|my own|my family's|his|my new|my bankruptcy|my consumer) (?:\w+ )?{law}|\b(?:i|we) (?:already |
    just |now |do |also |even |have |will |am |going to |have been |actually |finally )*(?:have|has|got|hire|hired|
    retain|retained|hiring|retaining|get|getting|getting myself|found|find|see|seeing|consult|consulted|consulting|
    spoke|spoken|speaking|talked|talk|talking|call|calling|contacted|contacting|work|working|engaged|appointed|
    obtained|obtaining|use|using|am with|lawyered|am represented by|are represented by|am going through|want)(?: to|
     with| up with| up| me| myself| by| through| in touch with)?(?: a| an| the| my| some| legal| good| got| myself a|
     myself an| our| already a)*(?: \w+)? {law}|\b(?:hired|retained|found|paid for) (?:\w+ ){0,3}{law}\b
go-through | \b(?:talk|speak|deal|call|contact|go|reach out|refer|address|send|forward|communicate|direct|email|write|
    take it up|get in touch|discuss (?:it|this|that)|take this up|hear|hearing|everything|anything|all calls|
    questions|this|it|that|handled)(?: \w+){0,4}? (?:to|with|through|via|by|from)? ?(?:my|an|our|a|
    the) (?:\w+ )?{law}|\bcontact (?:my|our) {law}|\bcall (?:my|our) {law}|\b(?:got|get|with|have|hired|retained|
    through|by|need|want) (?:a|an|legal|me a|me an|my|myself a|myself an) ?(?:good |debt |bankruptcy |consumer |
    great )?{law}(?! (?:to tell me what|fee))|\b(?:lawyered up|legally represented|represented by|
    under representation|(?:have|has|got) (?:legal )?(?:representation|counsel)|retained counsel|
    legal representation)\b|\b{law}(?:s)? (?:(?:has|have|is|are|will|would|told|said|says|advised|already|to|who|
    also) ?)+(?:handl\w*|tak\w*|deal\w*|represent\w*|respond\w*|contact\w*|be in touch|told|not to|me|advised|
    in charge|on it|on this|answer\w*|call\w*|speak\w*|talk\w*|get back|instructed|look\w*|said|do the talking|
    not to talk|working|involved|with)|\brepresented\b|\b{law} (?:represents|handles|told|advised|is|has|will|
    says)(?! (?:expensive|on tv|a funny|boring))|\bsee an? (?:\w+ )?{law}|\b(?:ask|asking|check with|run it by|
    consult|consulting)(?: with)? (?:my|our|an?) {law}
with-them | \b(?:it is|this is|that is|everything is|all) (?:all |now |already )*(?:with|in the hands of|up to) (?:my|the|our) (?:\w+ )?{law}|
    \b(?:a|the|my|our) {law} (?:is|are) (?:taking care|handling|dealing|on it|working)|\b(?:put|got|have) (?:a|an) {law} on (?:it|this|that)\b|
    \b(?:is|are) with (?:my|the) {law}
not-without | \bwithout (?:my|the) (?:\w+ )?{law}|\bwithout (?:an?|legal) (?:\w+ )?{law} (?:present|there|with me|
    on the (?:line|phone))
""",
    "bankruptcy": r"""
- not | \b(?:not|never|no|do not|did not|have not|avoid|avoiding|without|instead of|rather than|would not|prevent|
    trying not)(?: been| filed?| filing| going| want(?:ing)?| to| for| declare| declaring| file| have| gone| in| planning| yet| considering| going through| need| a)* (?:bankruptcy|
    bankrupt)\b
- book | \b(?:read(?:ing)?|finish(?:ed|ing)?|assigned|study(?:ing)?|skip(?:ped)?|listening to|on page \w+ of) (?:\w+ ){0,2}chapters?\b(?: \w+)?|
    \bchapter \w+ (?:of|page|verse|where|in the book|was my|is my|is where|is when)\b
- firm | \b(?:company|store|company i work(?:ed)? for|employer|business|shop|bank|they|you|boss|firm|
    restaurant|airline|job|industry|contractor|retailer|place i worked)(?: i work(?:ed)? for| just| all| guys| is|
     are| was| has| have| will| had|'s| recently)* (?:went|go|goes|going|gone|filed?|filing|
    declared?)(?: for)? (?:bankrupt(?:cy)?|chapter)\b
- idiom | \b(?:bankrupt(?:ing)? me|going to (?:bankrupt|make me bankrupt)|morally bankrupt|(?:you|this|it|that|
    they)(?: will| is going to| would| are going to| could)? (?:make|bankrupt|leave|force|drive)(?:ing)? (?:me|us|
    my)(?: into)?(?: \w+)? ?bankrupt(?:cy)?|almost bankrupt|nearly bankrupt|go(?:ing)? bankrupt (?:paying|buying|if|
    just|because)|bankruptcy (?:lawyer|attorney) (?:ad|commercial))\b
bankrupt | \bbankrupt(?:cy|cies)?\b|\bbankrupted\b|\bchapter (?:seven|eleven|thirteen|twelve|7|11|13|12|xiii|vii)\b|
    \b(?:filed|filing|file|in|under|through|did|doing|went|discharged (?:in|under)|got) (?:a |my |for |
    a chapter )?(?:chapter|insolvency)\b|\binsolven(?:t|cy)\b|\b(?:debt|debts|it|this|that|everything|loan|account|
    balance)(?: was| were| has been| got| is| all)? (?:discharged|included in (?:my|the) (?:filing|petition|chapter|
    bk))\b|\bautomatic stay\b|\bstay (?:is|'s) in effect\b|\bviolating (?:the|my) stay\b|\bbankruptcy (?:court|trustee|case|judge)\b|\bmy trustee\b|\bthe trustee\b|\b(?:filed|
    filing) (?:bk|bankr)\b|\bbk case\b|\bdebt (?:was |has been |got )?discharged\b|\bdischarge (?:order|papers)\b|
    \btrustee (?:has|is|handles|told|said)\b
""",
}  # fmt: skip
