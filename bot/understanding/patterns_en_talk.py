"""Wishes about the call, yes and no with a name, and small talk, in English."""

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
calling-back | \b(?:returning|calling(?: you| y'all)? back|got|had|have|missed|received|saw)\b[^?]{0,40}\b(?:call|text|message|voicemail|number|back)\b[^?]{0,16}\b(?:this is|my name is) (?!(?:his|her|their|my|your|the|a|an|not|about|so|who|what|why|how|it|ridiculous|harassment)\b)[a-z]+(?: [a-z]+)?$
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
