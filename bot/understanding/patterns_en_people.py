"""Who is on the line, in English: not the borrower, or somebody who knows them."""

from __future__ import annotations

PEOPLE = {
    "wrong_person": r"""
- mistake-not | \b(?:not|is this|is it|did i get|do i have|have i got|must be|i|i may have|i might have|was it|
    right or) (?:the |a |got |dialed |have |called |gave (?:you )?)*(?:the )?wrong (?:number|person)\?|
    \bi (?:dialed|called|gave|put|typed|entered|have|had|wrote)(?: \w+){0,3} wrong number\b|\bwrong (?:amount|date|
    account|card|bill|balance|address|time|day|information|way|charge|total|name on)\b|\bi do not know (?:what|how|
    if|when|where|why|that i|about|anything|whether|the|your|which|you\b)|\bi am not (?:going|paying|sure|able|
    working|home|available|interested|saying|refusing|trying|giving|ready|happy|here to|in|at|the one who (?:called|
    owes|took|borrowed)|a robot|a machine|asking|comfortable|kidding|allowed|allow|okay|feeling|employed|well|
    a lawyer|talking|doing|getting|your|stupid|lying|responsible|rich|being|sending|afraid|aware|
    familiar with (?:this (?:debt|account|loan)|that (?:debt|account|loan))|familiar with the (?:debt|account|loan)|
    agreeing|an idiot|about|made|having|denying|free|busy|so|really|that (?:rich|stupid|broke)|as|obligated|liable|
    with|recording|playing|worried|very|too|from|taking|too|yet|hearing|currently|making|sick|buying|alone|done|
    finished|financially|capable|earning|supposed|behind|late|under|signing|speaking|accepting|disputing|dealing|
    asleep|convinced|clear|calling|broke|quite|on|planning|answering|actually|following|understanding|telling|kind|
    signing|accept|sue|paid|just|now|driving|present|dead|home|mad|angry|upset|even|fine|good|bankrupt|suicidal|
    dying|drunk|poor|lazy|ignoring|hiding|dodging|arguing|mine|new|old)\b|\bi am not (?:D|A|
    T|X)|\bi am not$
wrong-number | \bwrong (?:\w+ )?(?:number|person|guy|man|woman|girl|lady|party|phone|house|place|one|gal|individual|dude|
    somebody|num|extension|household|fella|people|chick)\b|(?:^|\b(?:sorry|no|got|have|dialed|hello|you) )wrong$|
    \b(?:misdialed|mis dialed|dialed wrong|called wrong|mistaken identity|you (?:have )?(?:mistaken|confused|
    mixed) me (?:for|with|up)|(?:have|got|looking for|confus\w+|thinking of) (?:me (?:confused|mixed up|mistaken)|
    someone else|somebody else|another person|a different)|someone else'?s? (?:number|phone)|
    you are mistaken about who)\b|\bmust be (?:someone|somebody) else\b|\bwant(?:ing)? (?:someone|somebody) else\b|
    \b(?:mixed|mixing) me up\b|\bdifferent person\b
not-known | \b(?:do not|did not|does not|never|not|no idea|no clue|have not|doesn't)(?: \w+){0,2} (?:know|knew|heard of|
    hear of|familiar with|recognize|acquainted with|met|who)(?: of| about| a| an| any| the)* (?:him|her|them|
    this (?:person|guy|man|woman|individual|lady|name|gentleman)|that (?:person|guy|man|woman|individual|lady|name|
    gentleman)|who (?:that|this|he|she|you are (?:looking|talking|asking|calling)|you (?:want|mean))|anyone|anybody|
    someone|somebody|any|nobody|any (?:\w+)|such (?:a )?person|(?:a )?(?:john|mary|mister|mr|ms|mrs|miss|david|
    maria|linda|robert|james|michael|jennifer|smith|jones|garcia|doe))\b(?! (?:owe|who can|to help|at your))|
    \bnever heard (?:of|that name)\b(?! (?:of )?(?:this|that|your|the|you|any) (?:debt|company|loan|account|bill|
    bank|agency|business|charge))(?! (?:of )?you\b)|\b(?:no idea|no clue|not sure) who (?:that|this person|he|she|
    you are (?:talking|asking|looking|referring)|that person|you mean|it)\b|\bwho is (?:that|he|she|john|mary)$
nobody-here | \b(?:nobody|no ?one|no (?:such )?(?:person|man|guy|john|mary|\w+)|not anyone|not anybody|there is no|
    there is not|isn't any|no)(?: (?:here|a|any|anyone|anybody|such|person|one|at this|number|house|in|this|house|
    household|by|with|else|called|around))* (?:by|with|of|under|goes by|has|called|named|like) (?:that|this|such|
    the) (?:name|person)\b|\b(?:nobody|no ?one|no such person|there is no \w+|no (?!calls?\b|texts?\b|more\b|one\b|
    money\b|messages?\b)\w+) (?:here|lives here|by that|named|called|at this (?:number|address|
    house))\b(?!.{0,6} else)(?! (?:speaks|can))|\bno such person\b|\b(?:he|she|they|that person|this person|john|
    mary) (?:does not|do not|did not|never|has never|no longer|has not|doesn't)(?: ever)? (?:live|lived|stay|work|use|
    own|have|answer|live[sd]?)s? (?:here|at|this|there|in this|that)\b|\b(?:he|she|they) (?:(?:is|
    are) no longer (?:at this|here at this|reachable|on this))\b|\bno longer (?:his|her|their|the right|
    a good) (?:number|phone)\b|\bnever lived here\b
not-me | \b(?:i am|i was|im|am) not (?:him|her|them|that (?:person|guy|man|woman|lady)|this person|the person|
    the (?:man|woman|one|guy|borrower|right|account holder|person) you|the one you|who you|(?:mister|mr|mrs|ms|miss|
    john|mary|david|maria|the real) ?\w*)|\b(?:i am|am) not (?!\w+(?:ing|ful|ible|able|ous|idal|ional|ive|less|ned|
    red|ted)\b)[a-z]{3,12}(?:$| ,| and| i| you| this| my| sorry| wrong| he| she| no)|\b(?:that is|this is|it is|
    that would be) not (?:me\b|him\b|her\b|he\b|she\b|the (?:person|number|right|phone)|(?:his|her|their|my|\w+'s|
    john's|mary's) (?:number|phone|name|line|cell|telephone)|(?:mister|mr|mrs|ms|john|mary|david|maria|linda) ?\w*)|
    \bthis is not (?!good|fair|right|okay|true|funny|fine|acceptable|mine|happening|working|about|over|legal|correct|
    possible|enough|helping|helpful|legit|necessary|cool|my|real|the|a\b|an\b|for|what|how|why|going|easy|nice|normal|
    it\b|so|very|really|worth)[a-z]{3,12}$|\bnot me\b(?! (?:who|that|paying))|\bi am (?:someone|somebody) else\b|
    \bmy name is not\b|\bnot my name\b|\bthat is not (?:the|my) name\b|\b(?:is|was) not (?:his|her|their|\w+'s|john's|
    mary's) (?:number|phone)(?: any ?more)?\b|\bnot the (?:person|guy|man|woman|one|right (?:person|number|guy)|
    individual|number) (?:you|who you)\b|\bnot the right (?:person|number|guy|man|woman|phone)\b|\byou (?:do not|
    did not) have the right (?:number|person|guy|phone)\b|\bno ?(?:one|body) (?:here )?(?:goes )?by (?:that|this)|
    \bi do not go by that\b
new-number | \b(?:i|we)(?: just| only| recently| newly| have| actually)* (?:got|get|bought|received|was (?:assigned|
    given)|picked up|changed to|gotten|been (?:assigned|given)|had)(?: this| a| my|
     the)(?: new)?(?: phone)? (?:number|phone|line|sim|cell)(?: \w+){0,3}(?: (?:recently|last|this|new|ago|week|month|
    D|year|yesterday)|$| ,| and| so| from)|\bnew (?:owner|number)\b(?! to (?:pay|call))|\bthis is a new (?:number|
    phone|line)|\b(?:number|phone|line)(?: \w+){0,3} (?:belong(?:s|ed)? to (?:someone|somebody|me now|a|another)|
    changed hands|reassigned|used to (?:belong|be)|recycled|has changed|has a new owner|is mine now|is not (?:his|
    hers|theirs))\b|\b(?:had|have) this number (?:for|since|less|about|only)\b|\b(?:previous|old|prior|former|
    last) (?:owner|person|user|holder|customer)(?: of| who| had|'s)?\b(?:.{0,20}number)?|
    \bsomeone else has this number\b|\b(?:this is|you (?:have )?(?:reached|called)|it is)(?: a| an|
     the)? (?:\w+ ){0,2}(?:restaurant|business|store|office|pizza place|hotel|church|school|pharmacy|salon|hospital|
    shop|clinic|place of business|daycare|pizzeria|dentist|warehouse)\b|\bnumber(?: \w+){0,3} (?:assigned|given|
    issued) to (?:me|us)\b
business | ^(?:hello |hi |no |sorry )*(?:no |sorry |you have the wrong )+(?:this is|you (?:have )?(?:reached|
    called))(?: a| an| the)? (?:\w+ ){0,3}(?:restaurant|store|palace|pizza|grill|cafe|diner|bakery|garage|motors|
    plumbing|realty|inn|motel|hotel|salon|clinic|bar|market|deli|shop|office|school|church)\b
moved | \b(?:he|she|they) moved (?:out|away)\b
""",
    "third_party": r"""
- self | \b(?:this is|i am) (?:him|her|he|she)self\b|\bnot (?:his|her|their|the) (?:\w+ )?{kin}|\b(?:my|
    the) (?:kid|baby|son|daughter|child|family) (?:is|are) (?:here|hungry|sick|crying|screaming|with me|
    in the hospital)|\bmy (?:\w+ )?(?:{kin}) (?:is|was|has been|just got|got|ended up|
    landed)(?: \w+)? in the (?:hospital|icu|er)(?=.{0,6} (?:(?:and|so) )?(?:i|all|we|my|the bills|money)\b)|
    \bmy (?:\w+ )?(?:{kin}) (?:lost|got laid|has cancer|is (?:sick|ill|unemployed|out of work)|just lost|was laid)
- boss | \bmy (?:boss|manager|landlord) (?:is|was) (?:here|watching|standing)\b
i-am-kin | \b(?:this is|it is|i am|am|you are (?:speaking|talking) (?:to|with)|here is|speaking with|i am just|
    this is actually|that is)(?: just| only| actually)? (?:his|her|their|the|a|john's|mary's|[a-z]+'s|
    [a-z]+s) (?:\w+ )?(?:{kin}|{other})|\b(?:i am|this is)(?: just| only)? (?:a|an) (?:{kin}|{other}|family member|
    relative) of\b|\b(?:this is|i am) (?:a |the |his |her |their )?(?:family member|relative|(?:{other})$)|\b(?:he|
    she|that|this) is my (?:\w+ )?(?:{kin}|{other})|\b(?:his|her) (?:\w+ )?(?:{kin}|{other}) (?:speaking|here|
    calling)\b|^(?:hi |hello |yes |no |um )*(?:his|her|the) (?:{kin}|{other})\b|\bi am (?:married to|the mother of|
    the father of|related to|living with|dating|engaged to) (?:him|her|john|mary)|\b(?:his|her) (?:wife|husband|mom|
    mother|dad|father|son|daughter|brother|sister|roommate|girlfriend|boyfriend|partner)(?:$| ,| speaking)
not-in | (?:\b(?:he|she|they)\b|\bmy (?:\w+ )?(?:{kin}|{other})|\b(?:mister|mr|mrs|ms|miss) \w+|\b(?:john|mary|david|
    maria|linda|robert|james)\b|\bthe person you[a-z ]{0,20}|^)(?: is| are|'s| has| have| just| currently| actually|
     right now| not| will not be| was| did| does| can not| could| went| had to| still| already| out| probably|
     usually| stepped| am afraid| unfortunately| sorry)*(?: (?:not (?:here|home|in|available|around|at home|
    in right now|able to (?:talk|come|speak)|with me|back|awake|near|up yet|in the house|come to the phone|
    working today|present|with us right now)|at work|working(?: right now| late| today|$| ,| until)|out(?:$| ,|
     of (?:town|the (?:office|house|country|state|room))| right now| at the moment| shopping| with| for| until| and|
     on| i am| this is| side| running)|asleep|sleeping|in the (?:shower|hospital|bathroom|bath|military|army|garden|
    yard|kitchen)|stepped (?:out|away|outside)|away(?:$| ,| on| from| for| right now| until| at)|gone (?:to|for the|
    out|shopping|until|fishing|till)|left (?:for work|her phone|his phone|their phone|the house|already|an hour)|
    unavailable|on vacation|on a trip|traveling|at school|(?<=not )(?:talk|speak|answer)|in a meeting|in surgery|
    in labor|in class|in church|in school|in therapy|at (?:the |a )?(?:gym|store|doctor|dentist|hospital|church|
    office|airport|library|movies|park|bank|salon|practice|game)|busy(?:$| ,| right now| at)|in jail|in prison|
    overseas|deployed|come to the phone|driving(?:$| ,| right)|come back|be back|home (?:later|at|tonight|tomorrow|
    around|after|by)|went (?:out|to (?:work|the|school|bed|church|sleep))|not (?:in|here|home)\b|on (?:another|
    the other) (?:call|line)|forgot (?:his|her) phone|moved out)\b)|\b(?:he|she)(?: is| has)? (?:not|n't) (?:here|
    home|in|available|around)\b|\bcan i take (?:a )?message\b|^(?:not (?:here|home|in)(?: right now| at the moment|
     today)?|out right now)$|\b(?:my (?:{kin}))(?: is|'s) (?:out|not|at|away|asleep|sleeping|working|busy|in the)
relay | \b(?:take|leave|pass(?: on| along)?|give (?:him|her|them)|relay|get|have) (?:a|the|your|him|her|
    any)? ?(?:message|word)\b(?:.{0,12}(?:him|her|them|to|for|with me)|$| ,|\?)(?! me)|\b(?:tell|let|have|ask|inform|
    remind|get|give)(?: \w+)? (?:him|her|them|my (?:{kin})) (?:know|call|to call|you called|that you|ring|you are|
    the message|your message|to (?:give|ring|phone|contact)|call(?:ed)?|a message)|\bi will (?:tell|let|have|ask|get|
    pass|inform|give|remind) (?:him|her|them|it on|it along|that on|the message|my (?:{kin}))\b|\b(?:looking|asking|
    calling) for (?:my (?:{kin}|{other}))|\byou (?:want|need|mean|must want|must mean|probably want|would want|
    have to talk to|need to talk to|need to speak to)(?: to)?(?: (?:talk|speak) (?:to|with))? (?:my (?:{kin}|
    {other}))|\bthis is (?:his|her|their|my (?:{kin}|{other})'?s?|john's|mary's|[a-z]+'s) (?:phone|cell|number|line|
    mobile)|\b(?:answering|answered|picking up|holding|got|i have|watching) (?:his|her|their|my (?:{kin}|{other})'?s?|
    [a-z]+'s) (?:phone|cell|line|calls?)|\b(?:may|can|shall|should|could) i (?:ask|tell|
    say)(?: \w+){0,2} (?:who is calling (?:for|him|her)|him|her|them)\b|\b(?:call|try|reach|contact|catch) (?:him|her|
    them)(?: back)?(?: on| at| directly| later| after| again| tomorrow| D| T| tonight| another| this| in)|\b(?:he|
    she) will (?:call|be back|be home|be in|return|get back|ring|be here|be available)\b|\bi (?:can not|can) (?:speak|
    answer|pay|talk) for (?:him|her|my (?:{kin}))|\b(?:that|this) is (?:his|her|my (?:{kin})'?s?) (?:debt|bill|loan|
    problem|account|business|responsibility)\b|\b(?:his|her) (?:debt|bill|loan) (?:is|has) (?:not|nothing)|
    \bi am (?:taking|handling|answering|speaking|picking up|calling) (?:his|her|calls for|(?:for|on behalf of) (?:him|
    her|my (?:{kin}|{other})))|\b(?:what|why) (?:is|do you want|does|are you calling)(?: \w+){0,3} (?:with |for |
    from |about )?(?:my (?:{kin}))\b|\bhouse ?sitting\b|\bbabysitting\b
handed-over | (?:^|\bhere(?: ,)? |(?<!did )\byou (?:can |should |better )?)(?:you )?(?:talk|speak) to my (?:{kin})\b|\b(?:handing|giving|
    passing) (?:(?:my (?:{kin}|{other})|him|her|them) the phone|(?:the phone|you) (?:over )?to (?:my (?:{kin}|{other})|him|her|them))\b|
    \b(?:he|she) is (?:right here|coming to the phone)\b|\bhere (?:he|she) is\b|
    \b(?:will|let me|going to|am) (?:go )?put(?:ting)? (?:him|her|my (?:{kin}|{other})) on\b
""",
}  # fmt: skip
