"""Idioms, and other people's affairs, in English: what is read for no intent."""

from __future__ import annotations

IDIOMS = {
    "*": r"""
- killing-me | \b(?:is|are|was|were|been|you are|these|those|this|that|it|bills?|back|head|feet|knees?|interest|fees|prices?|
    rent|heat|job|boss|kids?|traffic|suspense|commute|inflation|tooth|shoes|stomach) (?:just |really |absolutely |
    literally )?killing me\b(?! (?:and )?(?:help|he|she|send))
- dying-to | \bdying (?:to|for|of (?:laughter|boredom|heat|thirst|hunger|curiosity)|laughing|over here|inside laughing)\b|
    \bto die for\b
- death-idiom | \b(?:half|scared?(?: me| you| us)?|bored?(?: me| you)?|starv\w+|froze\w*|worked|tickled|sick) to death\b|
    \b(?:be|is|was) the death of me\b|\bkiss of death\b|\bdeath (?:star|metal|valley|trap)\b
- dead-idiom | \b(?:dead (?:tired|end|wrong|serious|line|broke|set|battery|weight|pool|heat|zone|beat|air)|
    beat(?:ing)? a dead horse|wouldn't be caught dead|phone (?:is )?(?:dead|dying|died|about to die)|line (?:went|
    is) dead|dead line)\b|\bdeadlines?\b|\bwalking dead\b|\bgrateful dead\b|\bdead (?:sea|silence)\b
- things-died | \b(?:phone|battery|car|truck|engine|computer|laptop|lamb|calf|cow|hens?|chickens?|turtle|lizard|mouse|roses?|oak|
    garden|lawn|mower|watch|clock|bulbs?|vacuum|party|dog|cat|puppy|kitten|hamster|goldfish|fish|plants?|tree|
    flowers?|bird|parrot|horse|pet|tv|television|fridge|refrigerator|ac|heater|transmission|printer|tablet|ipad|
    wifi|internet|signal|character|hero|villain|
    laptop)(?: just| is| has| already| finally| of mine)*(?: died| dead| is dead| passed away| kicked the bucket| got run over| dying| gone)
- kill-idiom | \b(?:kill(?:ing|ed)? (?:time|two birds|the mood|the lights|the engine|for an?|it|the (?:tv|music)|an hour|
    my vibe|the deal|some time)|killed it|(?:could|would) kill for|killer|(?:my )?(?:wife|husband|mom|mother|dad|
    father|boss|girlfriend|boyfriend|she|he|kids?|parents) (?:is going to|will|would|are going to|
    is gonna) kill me (?:if|when|for|because|about|over|once|but)|kill me if|kill me when|if looks could)\b
- die-idiom | \bi (?:almost|nearly|just|could have|would have|about) (?:died|die) (?:laughing|of|from (?:laughing|
    embarrassment))|\bcross my heart\b|\btill the day i die\b|\bdie (?:hard|down|off)\b|\bold habits die\b|
    \bdo or die\b|\bnever say die\b|\bdied down\b
- suicide-idiom | \bsuicide (?:squad|doors?|mission|prevention (?:ad|poster|month))\b|\bjump(?:ing)? (?:on|off) (?:a |the |this |
    another )?(?:call|zoom|meeting|phone|line|couch|bed|trampoline)\b|\bjump(?:ing)? (?:through|rope|ship|to|in|
    for joy|start|over|at|right)\b|\bshoot me (?:a|an|over|the) (?:text|email|message|link)\b
- others-lawyer | \b(?:friend|neighbor|neighbour|coworker|co worker|colleague|cousin|boss|buddy|roommate|uncle|teacher|someone|
    somebody|client|brother|sister|son|daughter|husband|wife|dad|
    mom)(?:'s| is| was| has| has an?| got an?| hired an?| knows an?| works (?:for|
    as) an?| wants to be an?)?(?: (?:a|an|the|studying to be a|training as a))? (?:divorce |bankruptcy |defense |
    real estate )?(?:lawyer|attorney|law firm)\b(?! (?:will|is handling|represents|who represents))
- others-affair | \b(?:friend|neighbor|neighbour|coworker|co worker|colleague|buddy|boss|teacher|celebrity|actor|singer|president|
    classmate|guy i know|woman i know|company i (?:work|worked) for|store|restaurant|airline|bank|retailer|
    somebody i know|someone i know)(?:'s (?:wife|husband|mom|dad|brother|sister|son|daughter|father|mother|friend|
    cousin))?(?: of mine)?(?: just| also| recently| once| had| has| is| was| got| went| had to| has been)*(?: filed| file| declared| bankrupt| died| passed away| killed (?:himself|
    herself)| committed suicide| identity stolen| lost (?:his|her|
    their) job| went bankrupt| got laid off| was laid off| had (?:his|her|
    their) identity stolen| gotten? scammed)(?: for bankruptcy| bankruptcy| chapter \w+)?
- media | \b(?:movie|film|tv show|show|series|news|book|novel|podcast|video|documentary|song|episode|article|story|
    commercial|ad|youtube|netflix|game)\b(?: (?:i|we|about|where|said|says|on|is|was|that|with|called|a|an|the|this|
    last|night|watched|read|saw|of|and|had|has|who|man|woman|guy|girl|someone|somebody|lady|\w+ed|my|
    favorite)){0,10} (?:suicide|kill(?:s|ed|ing)?|die[sd]?|dead|bankruptcy|bankrupt|lawyer|lawyers|attorney|
    attorneys|identity theft|stole|fraud|harass(?:ed|ment)|murder(?:ed)?)\b(?: (?:himself|herself|myself|themselves|
    case|drama))?
- boss-kill | \b(?:boss|manager|supervisor|teacher|coach|editor|landlady|doctor) (?:is going to|will|would|
    is gonna) kill me\b
""",
}  # fmt: skip
