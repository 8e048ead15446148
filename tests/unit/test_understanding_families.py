"""Replies of the harder kind, both languages: `reply | intent +also slot=value | what was asked`. At is Tuesday, 2026-11-24, 15:00.

Idioms, other people's affairs, corrections, channels that stay open, every kind of date, hour, amount and digits; and hints.
"""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.understanding import understand

ZH = """
家里 着火 了 救命 啊 | crisis
我 不想 连累 家里 人 了 死 了 算了 | crisis
一了百了 我 也 解脱 了 | crisis
笑死我了 | unknown
饿死我了，等我吃完饭再打 | callback
你就是打死我我也没钱啊 | hardship | payment
她得癌症走了 | deceased
他 因 公 牺牲 了 | deceased
他 人 不在 去 上班 了 | third_party | identity
我有律师，他不让我跟你们说话 | attorney | payment
是不是要给我发律师函啊 | ask_consequence | payment
个人 破产 已经 批 下来 了 | bankruptcy
只准发短信，不准打电话 | opt_out channel=voice
退 | opt_out channel=sms
能不能不要老给我打电话了 | opt_out channel=voice
你们这叫暴力催收，我要曝光你们 | complaint
已经跟互联网金融协会举报了 | complaint
你 搞错 了 吧 我 不是 这个 人 | wrong_person | identity
我都不认识这人，你们老打给我干嘛 | wrong_person +ask_debt
他手机在我这充电，我是他室友 | third_party
我是她姐，她在手术室，你明天上午九点打 | third_party +callback date=2026-11-25 time=09:00
我前夫拿我证件办的贷款，我不知情 | fraud
你们不会是诈骗电话吧 | ask_identity
账对不上啊 | dispute | payment
我哪有欠你们钱 | dispute
一个星期前就付了八百六 | already_paid date=2026-11-17 amount=860
厂里停工三个月没发工资 | hardship | payment
生意赔了，外面欠一屁股债 | hardship | payment
你们 领导 呢 让 他 来 接 电话 | agent
分 六期 从 下个 月 五号 开始 | instalments date=2026-12-05 count=6 | payment
利息 全 免 我 就 还 | waiver | payment
大后天，一千八 | promise_to_pay date=2026-11-27 amount=1800 | payment
还八百，哦不，九百，周六 | promise_to_pay date=2026-11-28 amount=900 | payment
周五 | promise_to_pay date=2026-11-27 | payment
那就 下个月 十号 先 还 三 千 六 | promise_to_pay date=2026-12-10 amount=3600 | payment
怎么还款啊 | pay_now | payment
后天早上十点 | callback date=2026-11-26 time=10:00 | callback_time
下周一下午两点三刻 | callback date=2026-11-30 time=14:45 | callback_time
哪个公司的啊 | ask_identity
具体 是 哪 一笔 借款 | ask_debt
你在录音？关掉 | recording_objection
对 | confirm_identity | identity
没问题 | affirm | yes_no
信号 不好 听不见 | repeat
傻逼 | abuse
老板来两份外卖不要辣 | unknown
师傅前面路口左转 | unknown
现在没钱，能分期吗，利息能免吗 | hardship +instalments +waiver | payment
我 老 想着 死 了 就 不用 还 钱 了 | crisis | payment
活着干嘛呢，没一件顺心的事 | crisis
他喝醉了要拿刀砍我 你快报警 | crisis +third_party
我 爸 听说 欠钱 要 跳河 了 | crisis
我抑郁症犯了，控制不住想伤害自己 | crisis | payment
这破手机要死不活的，你大点声 | repeat
昨晚追剧看到主角死了哭半天 | unknown
人去年冬天就走了，别打了 | deceased +opt_out channel=voice
她今年年初脑溢血没抢救过来 | deceased
家父上月过世，我是他长子 | deceased +third_party | identity
找我律师，姓陈 | attorney
我委托的律师会跟你们对接 | attorney
我正在走个人破产，别催了 | bankruptcy
破产裁定书我有 | bankruptcy
你们的短信我看烦了，停了吧 | opt_out channel=sms
电话短信一概不要 | opt_out channel=all
发微信就行，电话短信都别来 | opt_out channel=all
周三能还四百，但求你们别再打电话了 | opt_out +promise_to_pay date=2026-11-25 amount=400 channel=voice | payment
你工号报给我，我要举报你 | complaint
我要把录音发网上让大家评评理 | complaint
给我打这么多电话，你们这是犯法的 | complaint
我姓陈不姓张 | wrong_person | identity
你说的这人跟我没关系，我不认得 | wrong_person
他手机没拿，我是他工友 | third_party
他进去坐牢了，我是他媳妇 | third_party
等我儿子回来我跟他说一声 | third_party
中介拿我身份证贷的，钱我一分没见着 | fraud
信息被盗了 我 已经 报案 了 | fraud
合同上利率不是这个数 | dispute | payment
欠的没这么多吧，你再核对一下 | dispute | payment
我老婆已经替我还掉了 | already_paid | payment
本月五号还过一笔六百五的 | already_paid date=2026-11-05 amount=650 | payment
前天一早全还完了 | already_paid date=2026-11-22 amount=full | payment
厂子倒了，等着发补偿金 | hardship | payment
老板跑路了，工钱没结 | hardship | payment
今年庄稼遭了灾 | hardship | payment
我要找你们负责的 | agent
我可以分着还吗，一个月一千 | instalments amount=1000 | payment
少算点利息我今天就还 | waiver +promise_to_pay date=2026-11-24 | payment
下星期三吧 一千三百五 | promise_to_pay date=2026-12-02 amount=1350 | payment
二十八还 | promise_to_pay date=2026-11-28 | payment
嗯 那就 后儿 吧 还 七百 | promise_to_pay date=2026-11-26 amount=700 | payment
五百八 | promise_to_pay amount=580 | payment
十天之后还三千四 | promise_to_pay date=2026-12-04 amount=3400 | payment
没钱，下周五才有一千 | hardship +promise_to_pay date=2026-12-04 amount=1000 | payment
卡号给我，我去银行存 | pay_now | payment
我凭本事借的为啥要还 | refuse | payment
礼拜一上午十一点 | callback date=2026-11-30 time=11:00 | callback_time
后天晚上七点一刻 | callback date=2026-11-26 time=19:15 | callback_time
你是替哪家银行打的 | ask_identity | identity
说话像念稿子，是机器吧 | ask_robot
多长时间没还了 | ask_debt | payment
会告我吗 | ask_consequence | payment
中国话不会，英语可以吗 | language language=en-US
我是张示例 | confirm_identity | identity
不是这样的 | deny | yes_no
等会儿啊我关下电视 | wait
早上好 | greeting
妈，盐放哪儿了 | unknown
你好，你的外卖放楼下了 | unknown
儿子，把书包拿过来 | unknown
他们两个昨天结婚了 | unknown
老板，结账 | unknown
请问去火车站坐几路车 | unknown
别闹，妈妈在打电话 | unknown
这个菜有点咸 | unknown
你钥匙带了没有 | unknown
门口那辆车挡道了 | unknown
嗯 我 就是 说 那个 | unknown
你给我点的奶茶到了 | unknown
本台消息，警方抓获一名诈骗嫌疑人 | unknown
那个律师的电视剧挺好看 | unknown
不要打弟弟 | unknown
这手机分期买划算吗 | unknown
手里攥着一瓶安眠药，随时可以吞 | crisis
他掐我脖子 我跑出来了 | crisis
我先生肝癌晚期，上周二走的 | deceased | identity
我已经授权律师处理这笔债务 | attorney | payment
打电话可以，别发短信了 | opt_out channel=sms
以后短信也别发 | opt_out channel=sms
你再这样说话我就投诉你 | complaint
啊？我不是啊，你拨错了 | wrong_person | identity
这个号码我才用了一个月 | wrong_person
我儿子手机在我这儿，他高考呢 | third_party
我被冒名开了信用卡 | fraud
利率跟当初说的不一样 | dispute | payment
上月底就全清了 | already_paid date=2026-10-31 amount=full | payment
我让我弟还了，八号还的 | already_paid date=2026-11-08 | payment
我现在打零工，有一顿没一顿的 | hardship | payment
让你们经理听电话 | agent
能不能先还一千，其余的慢慢来 | instalments amount=1000 | payment
十二月十五，还三千整 | promise_to_pay date=2026-12-15 amount=3000 | payment
还个三百五吧，后天 | promise_to_pay date=2026-11-26 amount=350 | payment
一 万 两 千 五 | promise_to_pay amount=12500 | payment
可以扫码付吗 | pay_now | payment
在外地出差，回去再联系你们 | callback
周四下午五点四十 | callback date=2026-11-26 time=17:40 | callback_time
你们跟银行什么关系 | ask_identity | payment
我哪一年借的 | ask_debt | payment
你讲普通话好吗 | language language=zh-CN
行吧就这样 | affirm | yes_no
等我两分钟 | wait
零四零九 | digits digits=0409 | digits
我真想拿把刀把自己了结了 | crisis
今天就是我的忌日 | crisis
被逼得想死 | crisis | payment
我被人关在屋里出不去，快报警 | crisis
别劝我了，我意已决，明天太阳我不看了 | crisis
我哥哥人已经没了 | deceased
我爱人得急病走了，才四十岁 | deceased | identity
请把材料寄给我的辩护律师 | attorney
你们要谈跟律师谈 | attorney
个人破产申请法院已立案 | bankruptcy
债务清理方案法院都批了 | bankruptcy
一个电话都不要再来 | opt_out channel=voice
信息不用发了 | opt_out channel=sms
永远别再联络我 | opt_out channel=all
我不想被打扰 | opt_out channel=all
我会把通话提交给监管 | complaint
再这么催我就去告 | complaint
你认错人了 | wrong_person
这电话早就易主了 | wrong_person
这里是理发店 | wrong_person | identity
嗯不是，我是她儿媳妇 | third_party | identity
我是他秘书，您有事可以留言 | third_party | identity
我就是个看店的，老板不在 | third_party | identity
我从没签过字，签名是伪造的 | fraud +dispute
信用卡被人复制盗刷 | fraud
你们计算有误 | dispute | payment
你们系统是不是出错了，我不欠钱 | dispute | payment
借据拿来看看，我没借过 | dispute +wait | payment
还款记录我都有 | already_paid | payment
穷得叮当响 | hardship | payment
最近被公司降薪 | hardship | payment
给孩子治病把钱用完了 | hardship | payment
我才刚出院 | hardship | payment
你叫你们主管过来 | agent
给我分个期吧 | instalments | payment
分批还可以吧 | instalments | payment
把滞纳金去掉我就还 | waiver | payment
会还的会还的别急 | promise_to_pay | payment
下个星期四吧 | promise_to_pay date=2026-12-03 | payment
给我个账户我打过去 | pay_now | payment
你告我我也不还 | refuse | payment
现在不得空 | callback
你们单位叫什么 | ask_identity
这是自动语音吧 | ask_robot
什么时候到期的 | ask_debt | payment
能上黑名单吗 | ask_consequence | payment
我要求关闭录音 | recording_objection
没错我是本人 | confirm_identity | identity
不太行 | deny | yes_no
你那边声音断断续续 | repeat
缺德玩意儿 | abuse
外面放烟花呢 | unknown
他家儿子考上公务员了 | unknown
阿姨您这边请 | unknown
明天 你们 就 联系 不 到 我 了 永远 | crisis
老公打我打得头破血流，救命 | crisis
再逼我我就喝敌敌畏 | crisis
别催了烦死了，下周一还 | promise_to_pay date=2026-11-30 | payment
这个人今年清明前就没了 | deceased
我哥车祸走的，我是他妹妹 | deceased +third_party | identity
律师已经接手 | attorney
法院都宣告我破产了还打 | bankruptcy
不要在发短信了 | opt_out channel=sms
把我从系统拉黑 | opt_out channel=all
以后有事写信，别打电话也别发短信 | opt_out channel=all
再有一次我就打12378 | complaint
你们这是软暴力催收 | complaint
我换号了，不是原来那个人 | wrong_person
他不在公司，我是他同事 | third_party | identity
她手机摔坏了，用我的卡，我是她闺蜜 | third_party
我的信息泄露被人拿去网贷 | fraud
我就没开过这张卡，是不是被冒办了 | fraud +dispute
你报的金额不对，多了三百 | dispute
跟我账上的对不起来 | dispute | payment
我 前天 刚 环 了 一千 | already_paid date=2026-11-22 amount=1000 | payment
我 失业 了 现在 没 钱 换 | hardship | payment
台风把大棚全掀了 | hardship | payment
现在穷得只剩几十块钱 | hardship | payment
找个能解决问题的人来 | agent
三期，每期两千一 | instalments amount=2100 count=3 | payment
能减多少减多少吧 | waiver | payment
那就 后天 吧 一 千 六 | promise_to_pay date=2026-11-26 amount=1600 | payment
嗯 周 五 上午 还 两千 五百 块 | promise_to_pay date=2026-11-27 amount=2500 | payment
全额，下周二 | promise_to_pay date=2026-12-01 amount=full | payment
12月8号，1800 | promise_to_pay date=2026-12-08 amount=1800 | payment
怎么 换 钱 你 告诉 我 | pay_now | payment
把二维码发我手机上 | pay_now | payment
不打算还 | refuse | payment
周日晚上八点 | callback date=2026-11-29 time=20:00 | callback_time
开会呢，回聊 | callback
你是催收的吗 | ask_identity | identity
逾期多少天了 | ask_debt | payment
会影响买房贷款吗 | ask_consequence | payment
我听不懂你说的，会讲白话吗 | language language=yue
行 可以 | affirm | yes_no
不 不 不 是 这样 | deny | yes_no
等 一 下 我 接 个 快递 | wait
嗨 | greeting
奶奶叫你吃饭 | unknown
房子装修得花多少钱啊 | unknown
这星期四还三百 | promise_to_pay date=2026-11-26 amount=300 | payment
下月底还清 | promise_to_pay date=2026-12-31 amount=full | payment
2026年12月1日还3千 | promise_to_pay date=2026-12-01 amount=3000 | payment
两个星期后还两千二 | promise_to_pay date=2026-12-08 amount=2200 | payment
三天后还十万 | promise_to_pay date=2026-11-27 amount=100000 | payment
大后天一早还两万三 | promise_to_pay date=2026-11-27 amount=23000 | payment
还两万零三百 | promise_to_pay amount=20300 | payment
一百零五块 | promise_to_pay amount=105 | payment
1500 | promise_to_pay amount=1500 | payment
三千五左右 周三 | promise_to_pay date=2026-11-25 amount=3500 | payment
周三就还了 | already_paid date=2026-11-18 | payment
五天前还了四百 | already_paid date=2026-11-19 amount=400 | payment
昨天下午转了三百五 | already_paid date=2026-11-23 amount=350 | payment
两周前已还一万 | already_paid date=2026-11-10 amount=10000 | payment
分24期 | instalments count=24 | payment
每月五百，从十二月十号开始 | instalments date=2026-12-10 amount=500 | payment
两点半 | callback time=14:30 | callback_time
晚上七点五十 | callback time=19:50 | callback_time
早上八点 | callback time=08:00 | callback_time
19:30 | callback time=19:30 | callback_time
明天九点钟 | callback date=2026-11-25 time=09:00 | callback_time
下周三下午四点 | callback date=2026-12-02 time=16:00 | callback_time
晚上七点到八点 | callback time=19:00 | callback_time
下了班 | callback | callback_time
7 7 0 2 | digits digits=7702 | digits
"""


EN = """
I'm standing on the ledge right now | crisis
I have a gun in my hand and nothing left to lose | crisis
i don't see any way out except ending my life | crisis | payment
there's nothing left to live for | crisis
i'm not suicidal, i'm just broke | hardship | payment
my boss is going to kill me, i'll call you later | callback
I'm the executor of his estate | deceased +third_party | identity
he died | deceased
since my husband died i can't keep up with the payments | hardship | payment
im represented by a law firm | attorney
are you going to send lawyers after me | ask_consequence | payment
we filed chapter 13 back in may | bankruptcy
quit calling me | opt_out channel=voice
pls dont txt me agn | opt_out channel=sms
i'm tired of these messages, knock it off | opt_out channel=sms
stop, say that again | repeat
this violates the fair debt collection practices act | complaint
nobody named jordan lives here | wrong_person | identity
nope | wrong_person | identity
no, this isn't her phone, i don't know any kelly | wrong_person | identity
my brother isn't available | third_party
my wife lost her job and we can't make rent | hardship | payment
i filed a police report, my social was stolen | fraud
i dispute this debt | dispute
prove it, i don't believe i owe this | dispute | payment
check cleared on the fifteenth | already_paid date=2026-11-15 | payment
i paid half of it the day before yesterday | already_paid date=2026-11-22 | payment
money's tight right now | hardship | payment
i don't have that kind of money | hardship | payment
operator please | agent
a hundred every two weeks starting friday | instalments date=2026-11-27 amount=100 | payment
drop the late charge | waiver | payment
a week from today, all of it | promise_to_pay date=2026-12-01 amount=full | payment
friday | promise_to_pay date=2026-11-27 | payment
i'm good for it, give me till the fifth | promise_to_pay date=2026-12-05 | payment
take my card number | pay_now | payment
go ahead and try i'm not paying | refuse | payment
thursday at noon | callback date=2026-11-26 time=12:00 | callback_time
8pm | callback time=20:00 | callback_time
where are you calling from | ask_identity | identity
when was this from | ask_debt | payment
turn off the recorder | recording_objection
yep | confirm_identity | identity
sounds good | affirm | yes_no
huh | repeat
just a sec | wait
double seven oh two | digits digits=7702 | digits
alexa play some music | unknown
do you want fries with that | unknown
don't record me, i'm filing a complaint | complaint +recording_objection
i keep thinking about driving into a tree | crisis
i'm holding a razor blade | crisis
he has me locked in the basement please help | crisis
you guys are gonna make me do something to myself | crisis | payment
these prices are killing me | unknown
i'd rather die than give you people a dime | refuse | payment
he isn't alive anymore | deceased +ask_robot
my late husband handled that account | deceased
kelly died last fall, i'm her sister | deceased +third_party | identity
he's left for the day | third_party | identity
i'm not saying anything without my lawyer | attorney
talk to my legal team | attorney
i'm going through chapter thirteen right now | bankruptcy
bankruptcy case number two four one | bankruptcy
i would appreciate it if you stopped calling | opt_out channel=voice
knock it off with the text messages | opt_out channel=sms
you can text me just stop ringing | opt_out channel=voice
don't reach out to me again | opt_out channel=all
you have no permission to call me | opt_out channel=voice
i'm recording this call for my complaint to the cfpb | complaint
i know my rights, this is illegal | complaint
what you're doing is against the law and i'm reporting it | complaint
who? no, nobody here by that name | wrong_person | identity
this is a business line, there is no lee here | wrong_person
he moved out, this is his old roommate | third_party | identity
who's asking? i'm his mother | third_party +ask_identity | identity
i can give him a message | third_party | identity
somebody got hold of my card and charged it up | fraud | payment
my mother took out this loan using my name | fraud
where did you get that number from, it's wrong | dispute | payment
i never agreed to that interest | dispute | payment
i want validation of this debt | dispute | payment
paid it off on the ninth | already_paid date=2026-11-09 amount=full | payment
my bank already sent the money | already_paid | payment
took care of it yesterday | already_paid date=2026-11-23 | payment
i'm on unemployment and it doesn't cover rent | hardship | payment
they cut my hours in half | hardship | payment
i want to speak with a supervisor | agent
put me through to somebody | agent
three payments starting on the first | instalments date=2026-12-01 count=3 | payment
if you knock off the late fees i'll pay it today | waiver +promise_to_pay date=2026-11-24 | payment
would you guys take less | waiver | payment
give me until monday for the full amount | promise_to_pay date=2026-11-30 amount=full | payment
uh let's say saturday for eighty bucks | promise_to_pay date=2026-11-28 amount=80 | payment
the third of next month i'll do 325 | promise_to_pay date=2026-12-03 amount=325 | payment
i'll have it to you by wednesday | promise_to_pay date=2026-11-25 | payment
when my disability check hits on the third i'll send two hundred | promise_to_pay date=2026-12-03 amount=200 | payment
whats ur website 2 pay | pay_now | payment
you're wasting your time i won't pay | refuse | payment
kind of in the middle of dinner, try tomorrow | callback date=2026-11-25
friday ten thirty a.m. | callback date=2026-11-27 time=10:30 | callback_time
quarter past three | callback time=15:15 | callback_time
can't talk, call back | callback
what agency is this | ask_identity
how far behind am i | ask_debt | payment
could i lose my house over this | ask_consequence | payment
can we do this in spanish | language language=es
jordan speaking | confirm_identity | identity
yep that's right | affirm | yes_no
i don't think so | deny | yes_no
sorry could you speak up | repeat
bite me | abuse
one nine four five | digits digits=1945 | digits
oh six two seven | digits digits=0627 | digits
i think the fish is burning | unknown
the weather guy says it'll snow on friday | unknown
i'll have the number four with no onions | unknown
this show is so good | unknown
breaking news out of washington | unknown
okay google set a timer | unknown
i like your shoes | unknown
put it on the counter | unknown
i can't find my glasses | unknown
the plumber is coming at three | unknown
the lawyer on tv said that | unknown
i have a dentist appointment friday | unknown
let's split a dessert | unknown
my brother is a doctor | unknown
after i hang up i'm swallowing these pills | crisis
i've thought about killing myself over this debt | crisis | payment
we lost my mother in july, i'm handling her things | deceased | identity
she passed, i'm her husband | deceased +third_party | identity
my chapter 13 plan was approved | bankruptcy
i said no more calls | opt_out channel=voice
dont msg me again | opt_out channel=sms
I don't want to hear from you people again | opt_out channel=all
i'm taking this to the state attorney general | complaint
um no this is steve | wrong_person | identity
i keep telling you people there's no maria here | wrong_person
want me to have him call you? | third_party | identity
a hacker got my information and took out loans | fraud
i was told it was only three hundred | dispute | payment
i sent the whole amount on the twelfth | already_paid date=2026-11-12 amount=full | payment
business has been terrible | hardship | payment
my car got totaled and i can't get to work | hardship | payment
let me speak to whoever's in charge | agent
take off the interest and we have a deal | waiver | payment
sunday night, two hundred even | promise_to_pay date=2026-11-29 amount=200 | payment
one hundred and ten dollars and fifty cents friday | promise_to_pay date=2026-11-27 amount=110.50 | payment
let me pay a thousand on the thirtieth | promise_to_pay date=2026-11-30 amount=1000 | payment
where do i mail a check | pay_now | payment
any day after six p.m. | callback time=18:00 | callback_time
i'll call you back | callback
you sound like a machine | ask_robot
will you guys take my car | ask_consequence | payment
this is jordan | confirm_identity | identity
alright | affirm | yes_no
i couldn't understand that | repeat
good evening | greeting
the world would be better without me | crisis
i'm cutting myself right now | crisis
i just drank bleach | crisis
my ex is outside and he says he'll kill me | crisis +third_party
no reason to keep living | crisis | payment
she's been gone two years now, god rest her soul | deceased
he was killed in iraq | deceased
go through my lawyer | attorney
whatever you need ask my lawyer | attorney
that was wiped out in my bankruptcy | bankruptcy
would you please stop with the calls | opt_out channel=voice
get me off this calling list | opt_out channel=voice
text messages need to stop | opt_out channel=sms
quit bothering me | opt_out channel=all
i'm turning you in to the ftc | complaint
you're violating my rights | complaint
calling me at 6am is illegal | complaint
nobody here is called that | wrong_person
this number was just assigned to me | wrong_person
she's my daughter, she's at school | third_party | identity
this is his secretary | third_party | identity
i'm his caregiver, he can't speak | third_party | identity
a thief used my card | fraud
my information was in a data breach and someone borrowed money | fraud
you added charges that aren't mine | dispute | payment
i was never late | dispute | payment
check was sent out monday | already_paid date=2026-11-23 | payment
that was paid ages ago | already_paid | payment
between rent and groceries there's nothing left | hardship | payment
my account is overdrawn | hardship | payment
i'm going through chemo | hardship | payment
customer service | agent
could we do six installments of a hundred | instalments amount=100 count=6 | payment
is there any way to get the fees reduced | waiver | payment
i'm going to pay you guys soon | promise_to_pay | payment
what's the address to mail a payment | pay_now | payment
you aren't getting another penny | refuse | payment
i'm on the other line | callback
i'm about to walk into a meeting | callback
how'd you get this number | ask_identity
what do you guys want | ask_debt
can i get arrested for not paying | ask_consequence | payment
i don't like being recorded | recording_objection
it is | confirm_identity | identity
absolutely | affirm | yes_no
say what | repeat
let me grab a pen | wait
hey how are you | greeting
and now a word from our sponsor | unknown
where are the scissors | unknown
goodbye to everyone i'm done fighting | crisis
my boyfriend choked me and i'm scared to go home | crisis
he's standing on the roof and won't come down | crisis
he's been gone since august, he passed | deceased
sadly she died of covid | deceased
i'm calling because my father, the account holder, has died | deceased
my atorney said call him | attorney
i'm in chapter 11 | bankruptcy
trustee has all my paperwork | bankruptcy
DO NOT CALL | opt_out channel=voice
i never wanna get another call from you | opt_out channel=voice
reporting you to ftc and fcc | complaint
i want to file a complaint against you | complaint
this is the wrong phone number for him | wrong_person
nope never heard of her | wrong_person | identity
this is the nanny | third_party | identity
you can leave a message with me | third_party | identity
my purse was stolen and somebody opened accounts | fraud
u got the wrong amt | dispute | payment
i don't know what loan you're talking about, i never got one | dispute +ask_debt | payment
payed it last wed | already_paid date=2026-11-18 | payment
it was paid off two weeks ago | already_paid date=2026-11-10 amount=full | payment
i had to quit work to care for my mother | hardship | payment
we've got a new baby and i'm on unpaid leave | hardship | payment
speak to agent | agent
let me talk to someone who can help | agent
ten payments | instalments count=10 | payment
will you drop the interest | waiver | payment
fri $200 | promise_to_pay date=2026-11-27 amount=200 | payment
nine hundred next thursday for sure | promise_to_pay date=2026-12-03 amount=900 | payment
i'll pay the rest on december ninth | promise_to_pay date=2026-12-09 | payment
tomorrow | promise_to_pay date=2026-11-25 | payment
i'll pay the whole balance on the third | promise_to_pay date=2026-12-03 amount=full | payment
can you send me the pay link | pay_now | payment
you will never get my money | refuse | payment
six thirty tomorrow evening | callback date=2026-11-25 time=18:30 | callback_time
2pm works | callback time=14:00 | callback_time
i'm at the doctor's can't talk | callback
state your name and company | ask_identity | identity
how much is left | ask_debt | payment
will you tell my employer | ask_consequence | payment
stop recording | recording_objection
ya thats me | confirm_identity | identity
ok | affirm | yes_no
nah | deny | yes_no
pardon | repeat
f off | abuse
three three seven one | digits digits=3371 | digits
the score is tied | unknown
grab me a soda | unknown
it costs two hundred dollars for shoes now | unknown
thursday, three hundred | promise_to_pay date=2026-11-26 amount=300 | payment
end of next month i'll pay it off | promise_to_pay date=2026-12-31 amount=full | payment
Dec 1 3000 | promise_to_pay date=2026-12-01 amount=3000 | payment
within a week i'll pay it all | promise_to_pay date=2026-12-01 amount=full | payment
on the first, one thousand eighty five dollars and sixty cents | promise_to_pay date=2026-12-01 amount=1085.60 | payment
five thousand five hundred and fifty | promise_to_pay amount=5550 | payment
twenty | promise_to_pay amount=20 | payment
half a grand on friday | promise_to_pay date=2026-11-27 amount=500 | payment
ninety nine dollars and ninety nine cents | promise_to_pay amount=99.99 | payment
i'll pay seventy on the twenty ninth | promise_to_pay date=2026-11-29 amount=70 | payment
next week on tuesday | promise_to_pay date=2026-12-01 | payment
i paid on wednesday | already_paid date=2026-11-18 | payment
i paid four hundred five days ago | already_paid date=2026-11-19 amount=400 | payment
i sent three fifty yesterday afternoon | already_paid date=2026-11-23 amount=350 | payment
i paid it off a month ago | already_paid date=2026-10-24 amount=full | payment
twelve hundred a month for five months | instalments amount=1200 count=5 | payment
three hundred every week | instalments amount=300 | payment
nine | callback time=09:00 | callback_time
noon | callback time=12:00 | callback_time
six in the evening | callback time=18:00 | callback_time
3:15 this afternoon | callback date=2026-11-24 time=15:15 | callback_time
monday at ten am | callback date=2026-11-30 time=10:00 | callback_time
after six | callback time=18:00 | callback_time
anytime | callback | callback_time
quarter till five | callback time=16:45 | callback_time
zero three seven two | digits digits=0372 | digits
four four four one | digits digits=4441 | digits
"""


def rows(lang: str, table: str) -> list[tuple[str, str, str, str]]:
    return [(lang, *([cell.strip() for cell in line.split("|")] + [""])[:3]) for line in table.strip().splitlines()]  # type: ignore[misc]


@pytest.mark.parametrize(("lang", "text", "want", "expects"), [*rows("zh-CN", ZH), *rows("en-US", EN)])
def test_reply_of_the_harder_kind_means_what_people_mean_by_it(lang: str, text: str, want: str, expects: str) -> None:
    at = datetime.fromisoformat("2026-11-24T15:00:00" + ("+08:00" if lang == "zh-CN" else "-06:00"))
    meaning = understand(text, lang=lang, at=at, expects=expects or None)
    got = " ".join([meaning.intent, *(f"+{a}" for a in meaning.also), *(f"{k}={v}" for k, v in meaning.slots.items())])
    assert sorted(got.split()) == sorted(want.split()), meaning.why
