"""English replies and what they mean: `reply | intent +also slot=value | what was asked`. At is Saturday, 2026-12-05, 10:20."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.understanding import understand

AT = datetime.fromisoformat("2026-12-05T10:20:00-08:00")

REPLIES = """
honestly everybody would be better off if i was gone | crisis
i just took a whole bottle of pills | crisis
i can't go on like this there's no point | crisis
my boyfriend is beating me please call the police | crisis
i'm standing on the bridge right now | crisis
these bills are killing me | unknown
my phone is about to die | unknown
i'm dying to see that movie | unknown
he passed away two weeks ago | deceased
my mother is deceased | deceased
we buried him in june | deceased
i'm his daughter and my father died last month | deceased +third_party
my dog died yesterday | unknown
i've retained counsel, direct everything to them | attorney
my lawyer told me not to talk to you | attorney
i can't afford a lawyer | hardship
my friend's lawyer said this is normal | unknown
we filed chapter 13 last spring | bankruptcy
this was discharged in my bankruptcy | bankruptcy
my company went bankrupt and i lost my job | hardship
quit calling my phone | opt_out channel=voice
STOP | opt_out channel=sms
pls stop txting me | opt_out channel=sms
remove me from your list | opt_out channel=all
leave me alone | opt_out channel=all
no more calls or texts | opt_out channel=all
stop calling and harassing me | opt_out +complaint channel=voice
don't call me right now, call me tomorrow at 3 | callback date=2026-12-06 time=15:00
i'm going to report you to the CFPB | complaint
you call me ten times a day, this is harassment | complaint
i'll see you in court | complaint
never heard of him | wrong_person
there's no john here | wrong_person
you got the wrong person | wrong_person
i just got this number last week | wrong_person
no | wrong_person | identity
no | deny | payment
she isn't home right now | third_party
i'm his mom what's this about | third_party +ask_debt
can i take a message | third_party
he's in the shower, call back in an hour | third_party +callback
my ex opened this card in my name | fraud
i think someone stole my identity | fraud
that's not my signature i never signed | fraud
this sounds like a scam | ask_identity
i don't owe anything | dispute
i never borrowed money from you | dispute
that balance can't be right | dispute
i only borrowed $500 | dispute
i want to dispute this | dispute
i already sent the payment on monday | already_paid date=2026-11-30
i paid it off last tuesday | already_paid date=2026-11-24 amount=full
i paid two fifty yesterday | already_paid date=2026-12-04 amount=250
the check is in the mail | already_paid
i haven't paid yet | unknown
i got fired last month and things are tight | hardship
i'm on disability and barely make ends meet | hardship
my wife has cancer and we're drowning in bills | hardship
i'm broke | hardship
can i have a few more days | hardship
i wanna talk to a real person | agent
agent | agent
get me your supervisor | agent
operator please | agent
can we set up a payment plan | instalments
could i do four payments of 75 | instalments count=4 amount=75
fifty bucks a week | instalments amount=50
split it over six months | instalments count=6
can you knock off the interest | waiver
i'd pay if you take off the late fees | waiver
can i settle for less | waiver
i get paid on the fifteenth i'll pay you then | promise_to_pay date=2026-12-15
i can do twelve hundred by the end of the month | promise_to_pay date=2026-12-31 amount=1200
i'll send $1,250.50 on december 20th | promise_to_pay date=2026-12-20 amount=1250.50
friday no wait saturday i'll pay forty | promise_to_pay date=2026-12-12 amount=40
i promise i'll pay | promise_to_pay
twenty five hundred tomorrow | promise_to_pay date=2026-12-06 amount=2500
in two weeks | promise_to_pay date=2026-12-19 | payment
three fifty | promise_to_pay amount=350 | payment
all of it | promise_to_pay amount=full | payment
next friday works | promise_to_pay date=2026-12-11 | payment
right now | pay_now | payment
where do i send the money | pay_now
can you text me the link | pay_now
i'd like to make a payment | pay_now
do you take visa | pay_now
you're not getting a dime out of me | refuse
go ahead and sue me | refuse
over my dead body | refuse
i ain't paying nothing | refuse
i'm not saying i won't pay, i just lost my job | hardship
i'm in a meeting | callback
try me again after six | callback time=18:00
quarter past five | callback time=17:15 | callback_time
tomorrow morning | callback date=2026-12-06 | callback_time
half past nine in the morning | callback time=09:30 | callback_time
whenever | callback | callback_time
who's this | ask_identity
how'd you get my number | ask_identity
what bank are you with | ask_identity
is this an ai | ask_robot
am i talking to a real human | ask_robot
are you a real person or a machine | ask_robot
how much do i owe | ask_debt
what's this in regards to | ask_debt
when is it due | ask_debt
what if i can't pay | ask_consequence
will you take me to court | ask_consequence
does it hurt my credit score | ask_consequence
turn off the recording | recording_objection
you don't have permission to record this call | recording_objection
habla espanol | language language=es
能说中文吗 | language language=zh-CN
do you speak cantonese | language language=yue
speaking | confirm_identity
this is she | confirm_identity
yeah | confirm_identity | identity
yeah | affirm | yes_no
uh huh | affirm
sounds good | affirm
nope | deny
no thanks | deny
pardon | repeat
i can't hear you | repeat
hang on | wait
one sec | wait
let me grab a pen | wait
go to hell | abuse
you're a piece of garbage | abuse
hello? | greeting
hey good afternoon | greeting
four four oh nine | digits digits=4409 | digits
double seven three one | digits digits=7731 | digits
it's thirty seven oh four | digits digits=3704 | digits
4409 | digits digits=4409 | digits
nine eight two six | digits digits=9826
large pepperoni pizza with extra cheese | unknown
the game starts at seven | unknown
did you feed the cat | unknown
i left my umbrella on the train | unknown
daddy can i watch cartoons | unknown
tonight's lottery numbers are in | unknown
[unk] | unknown
yes [unk] | unknown | identity
[unk] stop calling [unk] | opt_out channel=voice
i'm not refusing to pay, i'll pay next week | promise_to_pay
don't call me at work | opt_out channel=voice
if i don't pay by friday what happens | ask_consequence
my neighbor filed for bankruptcy | unknown
i'd rather die than pay you | refuse
i paid 200 friday and will pay the rest on the 20th | already_paid +promise_to_pay date=2026-12-04 amount=200
i don't think i'll be around much longer | crisis
tell my kids i love them | crisis
i've got a gun and i'm done | crisis
there's nothing left for me, i want it all to end | crisis
what's the point of living | crisis
he's got a knife please help me | crisis
i'm thinking about ending it | crisis
that commute is killing me | unknown
my back is killing me today | unknown
i almost died laughing | unknown
he's dead | deceased
my wife died in march, stop calling | deceased +opt_out channel=voice
she's no longer with us | deceased
i'm the executor of his estate | deceased +third_party
the battery died | unknown
you need to speak to my attorney | attorney
i'm represented by a lawyer | attorney
i'm getting a lawyer | attorney
are you a lawyer | ask_identity
i'm going through bankruptcy | bankruptcy
call my bankruptcy trustee | bankruptcy
i haven't filed bankruptcy | unknown
lose my number | opt_out channel=all
don't ever call here again | opt_out channel=voice
i want you to stop calling | opt_out channel=voice
stop sending me messages | opt_out channel=sms
do not contact me anymore | opt_out channel=all
put me on your do not call list | opt_out channel=voice
can you please not call me | opt_out channel=voice
unsubscribe | opt_out channel=sms
don't stop the music | unknown
i'm filing a complaint with the attorney general | complaint
you people are harassing me | complaint
what you're doing is illegal | complaint
i have no idea who that is | wrong_person
not me, you have the wrong guy | wrong_person
this isn't maria | wrong_person
he doesn't live here | wrong_person
that's not me | wrong_person | identity
no sorry | wrong_person | identity
my husband isn't home | third_party
i'm her caretaker | third_party
i'll let him know you called | third_party
he's at work can you call back after six | third_party +callback time=18:00
she stepped out for a minute | third_party
i never opened that account somebody used my social | fraud +dispute
this is fraud i was hacked | fraud
i was a victim of a scam | fraud
that's way too much i don't owe that | dispute
you've got the wrong amount | dispute
prove that i owe it | dispute
i have no such debt | dispute
not mine | dispute
it was paid off in november | already_paid amount=full
i paid you guys 300 bucks on the first | already_paid date=2026-12-01 amount=300
already took care of it | already_paid
it came out of my account yesterday | already_paid date=2026-12-04
i just don't have it | hardship
i've been out of work since june | hardship
our house burned down | hardship
my hours got cut | hardship
i can't afford that | hardship
can i speak with someone | agent
representative | agent
i don't want to talk to a machine | agent
can i pay 50 a month | instalments amount=50
let's do three payments | instalments count=3
half now and half next month | instalments count=2
can you lower the interest rate | waiver
any chance of a discount | waiver
i'll pay half a grand on the 20th | promise_to_pay date=2026-12-20 amount=500
i can give you a hundred and fifty on tuesday | promise_to_pay date=2026-12-08 amount=150
you'll have it by the fifteenth | promise_to_pay date=2026-12-15
let me pay on friday | promise_to_pay date=2026-12-11
a week from today | promise_to_pay date=2026-12-12 | payment
the fifth of january | promise_to_pay date=2027-01-05 | payment
when i get my tax refund | promise_to_pay | payment
forty dollars | promise_to_pay amount=40 | payment
500 | promise_to_pay amount=500 | payment
how can i pay this off | pay_now
can i pay over the phone | pay_now
let me get my card | pay_now
i want to pay it off today | pay_now
i won't pay | refuse
why should i pay you | refuse
i refuse to pay this | refuse
hell no i'm not paying | refuse
i'm at work | callback
can you call me back monday at ten am | callback date=2026-12-07 time=10:00
now is not a good time | callback
i gotta go | callback
ten to six | callback time=17:50 | callback_time
eight pm | callback time=20:00 | callback_time
wednesday around noon | callback date=2026-12-09 time=12:00 | callback_time
who am i speaking with | ask_identity
which company are you calling from | ask_identity
what gives you the right to call me | ask_identity
is this legit | ask_identity
you sound like a robot | ask_robot
what do i owe | ask_debt
why are you calling me | ask_debt
what's the balance | ask_debt
will i go to jail | ask_consequence
are you gonna garnish my wages | ask_consequence
i object to being recorded | recording_objection
is there someone who speaks mandarin | language language=zh-CN
no hablo ingles | language language=es
yes speaking who's this | ask_identity +confirm_identity | identity
yes this is john | confirm_identity | identity
that's me | confirm_identity
yes | affirm | payment
of course | affirm | yes_no
i don't think so | deny | yes_no
not really | deny | yes_no
huh | repeat
what did you say | repeat
can you speak up | repeat
just a moment please | wait
screw you | abuse
you people are disgusting | abuse
hi there | greeting
triple two nine | digits digits=2229 | digits
oh five one seven | digits digits=0517 | digits
nineteen eighty five | digits digits=1985 | digits
my last four are 6 1 2 0 | digits digits=6120 | digits
put the kettle on | unknown
where's the remote | unknown
the weather is nice | unknown
can i get two tacos and a coke | unknown
happy birthday to you | unknown
i have to pick up the kids from school | unknown
this traffic is terrible | unknown
next stop union station | unknown
and now back to the studio | unknown
i've already said goodbye to my family | crisis
i can't take it anymore i just want to die | crisis
my husband's got a gun he's going to shoot me | crisis
nobody would miss me | crisis
honestly i'd be better off dead | crisis
sometimes i think about suicide | crisis
dad passed last month i'm his son | deceased +third_party
the person you're looking for is deceased | deceased
he's been dead for two years | deceased
i lost my husband in may he's the one who had the account | deceased
contact my lawyer from now on | attorney
legal aid is representing me | attorney
i've hired an attorney to handle this | attorney
i'm bankrupt | bankruptcy
i filed chapter seven in june so stop calling | bankruptcy +opt_out channel=voice
take my number off your system | opt_out channel=all
i asked you people not to call me | opt_out channel=voice
stop texting me i'll pay fifty on monday | opt_out +promise_to_pay channel=sms date=2026-12-07 amount=50
cease and desist | opt_out channel=all
don't call this number anymore | opt_out channel=voice
no more phone calls please | opt_out channel=voice
call again and i'll report you | opt_out +complaint channel=voice
i'm contacting the better business bureau | complaint
this is the fifth call today it's harassment | complaint
sorry there's nobody named robert here | wrong_person
you've got the wrong person, i've never heard of her | wrong_person
this is a business you have the wrong number | wrong_person
i'm not robert | wrong_person
robert isn't here right now | third_party
this is his daughter | third_party
she's asleep, who's calling | third_party +ask_identity
he's not available may i take a message | third_party
my wallet was stolen and someone took out loans | fraud
i never applied for this my identity was stolen | fraud +dispute
the interest is calculated wrong | dispute
i disagree with the amount | dispute
that's not what i owe | dispute
i've never done business with you | dispute
i paid the full balance on october 3rd | already_paid date=2026-10-03 amount=full
i sent you guys four hundred last week | already_paid amount=400
payment went through on tuesday | already_paid date=2026-12-01
i'm on unemployment | hardship
money's really tight right now | hardship
i had surgery and couldn't work | hardship
we lost everything in the hurricane | hardship
i can't pay that much | hardship
is there somebody i can talk to | agent
transfer me | agent
can i break it up into smaller payments | instalments
six payments of eighty five dollars | instalments count=6 amount=85
thirty bucks every two weeks | instalments amount=30
can you take something off the total | waiver
will you waive the fees if i pay friday | waiver
i'll have three hundred by next wednesday | promise_to_pay date=2026-12-09 amount=300
i should be able to pay on the 22nd | promise_to_pay date=2026-12-22
expect my payment monday | promise_to_pay date=2026-12-07
i can probably do a hundred next friday | promise_to_pay date=2026-12-11 amount=100
i'll pay what i can when i get paid | promise_to_pay
the end of next month | promise_to_pay date=2027-01-31 | payment
what's the easiest way to pay | pay_now
do you accept debit cards | pay_now
can i pay this online | pay_now
i'm never paying this | refuse
i'm not giving you people a penny | refuse
so sue me | refuse
can't talk i'm driving | callback
call me around seven thirty tonight | callback time=19:30 date=2026-12-05
could you try again tomorrow afternoon | callback date=2026-12-06
ring me back in twenty minutes | callback
sorry who is this | ask_identity
who do you work for | ask_identity
where are you calling from | ask_identity
is this a recording | ask_robot
are you human | ask_robot
what's this about | ask_debt
how much is the total | ask_debt
which account is this for | ask_debt
are you going to report this to the credit bureaus | ask_consequence
can you arrest me for this | ask_consequence
i do not want this call recorded | recording_objection
can we do this in spanish | language language=es
yup that's me | confirm_identity
yes i am | confirm_identity | identity
it is | confirm_identity | identity
yes please | affirm
that works for me | affirm
no i can't | deny
no not today | deny
say that one more time | repeat
you're breaking up | repeat
what was that | repeat
wait a minute | wait
give me a sec | wait
you're an idiot | abuse
get a life loser | abuse
good evening | greeting
zero zero three nine | digits digits=0039 | digits
six one double two | digits digits=6122 | digits
two for one seven | digits digits=2417 | digits
honey where are the scissors | unknown
i think it's going to rain | unknown
can you pass the salt | unknown
we're out of milk | unknown
turn left in five hundred feet | unknown
the meeting is at three | unknown
the lawyer show is on channel five | unknown
i need a haircut | unknown
my phone died | unknown
what time is it | unknown
Hello, who's calling please? | ask_identity
Yes, speaking. What's this about? | ask_debt +confirm_identity | identity
No, he's at work. | third_party | identity
I told you, I already paid it! | already_paid
Stop. Calling. Me. | opt_out channel=voice
STOP!!! | opt_out channel=sms
Y | affirm | yes_no
how much? | ask_debt
Can I pay $50/month? | instalments amount=50
i'll pay 12/20 | promise_to_pay date=2026-12-20
Call me Monday @ 3pm | callback date=2026-12-07 time=15:00
when can you call me back | callback
I don't want to do this anymore, life is pointless | crisis
i'm so done with everything, i won't wake up tomorrow | crisis
My lawyer's name is Bob, call him. | attorney
I'd like to speak to a supervisor about my bill | agent
you're harassing an old lady | complaint
pls call me tmrw at 4 | callback date=2026-12-06 time=16:00
i dont owe u nething | dispute
ill pay on fri | promise_to_pay date=2026-12-11
wrong nmber | wrong_person
i lost my jub and cant pay | hardship
my atorney will handle this | attorney
i filed bankrupcy | bankruptcy
"""  # fmt: skip


def rows() -> list[tuple[str, str, str]]:
    out = []
    for line in filter(None, REPLIES.splitlines()):
        text, want, *expects = (part.strip() for part in line.split("|"))
        out.append((text, want, expects[0] if expects else ""))
    return out


@pytest.mark.parametrize(("text", "want", "expects"), rows())
def test_reply_means_what_people_mean_by_it(text: str, want: str, expects: str) -> None:
    meaning = understand(text, lang="en-US", at=AT, expects=expects or None)
    got = " ".join([meaning.intent, *(f"+{a}" for a in meaning.also), *(f"{k}={v}" for k, v in meaning.slots.items())])
    assert sorted(got.split()) == sorted(want.split()), meaning.why
