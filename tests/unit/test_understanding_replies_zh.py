"""Mandarin replies and what they mean: `reply | intent +also slot=value | what was asked`. At is Saturday, 2026-12-05, 10:20."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.understanding import understand

AT = datetime.fromisoformat("2026-12-05T10:20:00+08:00")

REPLIES = """
活着太没劲了 我想走了 你们别打了 | crisis +opt_out channel=voice
我 真的 撑不下去 了 想 一了百了 | crisis
你们是不是非要逼死我才甘心 | crisis
我已经写好遗书了 | crisis
要不是孩子我早就从楼上跳下去了 | crisis
我把安眠药都准备好了 | crisis
要是没有我 家里人会轻松很多 | crisis
我老公在打我 快来人 | crisis
今天加班累死我了 | unknown
笑死我了你真逗 | unknown
手机快没电死机了 | unknown
电视剧里那个人自杀了 | unknown
我妈上个礼拜走了 人都火化了 | deceased
机主已经不在人世了 | deceased
他前年就病故了 你们还打 | deceased
老爷子三月份没的 我是他闺女 | deceased +third_party
我同学他爸去世了 我要去参加葬礼 | unknown
我委托了律师 所有事情跟他联系 | attorney
你跟我律师谈吧 我不回答 | attorney
律师让我不要跟你们说话 | attorney
我朋友的律师挺厉害的 | unknown
我没钱请律师 | hardship
你们会发律师函吗 | ask_consequence
深圳中院已经批准我的个人债务清理了 | bankruptcy
我 在 走 破产 程序 | bankruptcy
我们公司破产了 我失业了 | hardship
别老给我打电话行不行 | opt_out channel=voice
以后不要联系我了 | opt_out channel=all
把我号码从你们系统里删掉 | opt_out channel=all
不想再收到你们的短信了 | opt_out channel=sms
TD | opt_out channel=sms
T | opt_out channel=sms
退 | opt_out channel=sms
再打电话来我就报警 | opt_out +complaint channel=voice
停止骚扰 | opt_out +complaint channel=all
你们天天打电话 这已经构成骚扰了 | complaint
我要打12378投诉你们 | complaint
我要去法院告你们 | complaint
你打错了 我姓王 | wrong_person
这个电话我上个月刚办的 不是他的 | wrong_person
没有这个人 别打了 | opt_out +wrong_person channel=voice
我不叫张示例 | wrong_person
不是我 | wrong_person | identity
不是 | wrong_person | identity
不是 | deny | yes_no
对 | confirm_identity | identity
对 | affirm | payment
我是他哥 他手机忘家里了 | third_party
她在洗澡 你等会儿再打 | third_party +callback
你找我老公啊 他出差了 | third_party
这是我儿子的手机 我帮他接的 | third_party
我转告他吧 | third_party
我身份证去年丢过 肯定是别人拿去贷款的 | fraud
我被骗了 是诈骗分子用我的名义借的 | fraud
这个贷款不是我办的 | dispute
利息怎么这么高 你们算错了吧 | dispute
我哪有欠这么多 | dispute
我从来没在你们那儿借过钱 | dispute
钱我早还清了 | already_paid amount=full
上周二就还了 | already_paid date=2026-11-24
我前天用支付宝还了两千三 | already_paid date=2026-12-03 amount=2300
我还没还呢 | unknown
一号还的 一千二 | already_paid date=2026-12-01 amount=1200
我真的没钱 | hardship
孩子住院 钱都花光了 | hardship
工地停工好几个月没发工资了 | hardship
家里着火了 什么都没了 | hardship
能不能宽限几天 | hardship
我想找你们领导 | agent
我不想跟机器说话 给我找个人 | agent
人工 | agent
能不能做个分期 | instalments
分六期 一期五百行吗 | instalments count=6 amount=500
一个月还八百可以不 | instalments amount=800
先还一半 剩下的下个月再还 | instalments
每月十五号还一千 | instalments date=2026-12-15 amount=1000
罚息太高了 能不能减一点 | waiver
只还本金可以吗 | waiver
一次性还清有没有优惠 | waiver
十五号之前我一定还三千 | promise_to_pay date=2026-12-15 amount=3000
下个月五号还 | promise_to_pay date=2027-01-05
周五 不对 周六 还五百 | promise_to_pay date=2026-12-12 amount=500
我尽快还 | promise_to_pay
我不会不还的 | promise_to_pay
明天转一千二百五十块五给你 | promise_to_pay date=2026-12-06 amount=1250.50
给我三天时间 三天后还 | promise_to_pay date=2026-12-08
等我发工资再说 | promise_to_pay
下周三 | promise_to_pay date=2026-12-09 | payment
五百 | promise_to_pay amount=500 | payment
全部 | promise_to_pay amount=full | payment
月底吧 | promise_to_pay date=2026-12-31 | payment
现在 | pay_now | payment
现在就可以还 怎么弄 | pay_now
在哪里还款 | pay_now
给我发个链接 | pay_now
可以用支付宝吗 | pay_now
不还 你们去告吧 | refuse
打死我也不还 | refuse
要钱没有 要命一条 | refuse
我不是不还 是真没钱 | hardship
我在开车 晚点再说 | callback
下午三点以后打给我 | callback time=15:00
明天上午十点半 | callback date=2026-12-06 time=10:30 | callback_time
晚上八点 | callback time=20:00 | callback_time
后天吧 | callback date=2026-12-07 | callback_time
都可以 | callback | callback_time
你们怎么有我电话的 | ask_identity
请问您哪位 | ask_identity
你们是什么机构的 谁委托你们的 | ask_identity
你是不是骗子 | ask_identity
你是AI吗 | ask_robot
是真人在说话吗 | ask_robot
一共要还多少 | ask_debt
什么事啊 | ask_debt
我什么时候借的钱 | ask_debt
逾期多久了 | ask_debt
不还的话会怎么样 | ask_consequence
会不会坐牢 | ask_consequence
会影响孩子上学吗 | ask_consequence
别录音 | recording_objection
谁允许你们录音的 | recording_objection
你会不会讲广东话 | language language=yue
能不能说英语 | language language=en-US
是我 你说 | confirm_identity
我就是张示例 | confirm_identity
是的 请讲 | confirm_identity | identity
嗯 | affirm | yes_no
嗯 | confirm_identity | identity
好的 没问题 | affirm
不用了 谢谢 | deny
啥 没听清 | repeat
您再讲一遍 | repeat
稍等一下啊 | wait
等我拿支笔 | wait
去你妈的 | abuse
神经病 | abuse
喂 | greeting
喂 你好 | greeting
幺三七零 | digits digits=1370 | digits
三二幺叉 | digits digits=321X | digits
尾号是八八零二 | digits digits=8802 | digits
1370 | digits digits=1370 | digits
幺三 七零 | digits digits=1370
二零一X | digits digits=201X | digits
老板 来一份炒饭 | unknown
今天股票又跌了 | unknown
妈妈我作业写完了 | unknown
这个苹果怎么卖 | unknown
晚上吃什么 | unknown
别闹了 快去写作业 | unknown
我要换款 | pay_now
我已经换完了 | already_paid
我要头诉你们 | complaint
[unk] | unknown
对 [unk] | unknown | identity
[unk] 别再打电话 [unk] | opt_out channel=voice
我没说不还啊 下周一就还 | promise_to_pay date=2026-12-07
不要给我打电话 发短信就行 | opt_out channel=voice
如果我还不上 你们会起诉吗 | ask_consequence
我姐姐的律师说不用理你们 | unknown
我不知道活着还有什么意思 | crisis
再这样下去我只能去跳河了 | crisis
别再逼我了 逼急了我死给你们看 | crisis
我 手里 拿着 刀 不想 活 了 | crisis
反正过了今晚你们就找不到我了 | crisis
帮我跟我女儿说声对不起 我先走一步 | crisis
我现在每天都想死 | crisis
有人要砍我 救命啊 | crisis
这个月真是要了老命了 忙死 | unknown
烦死了你们 | abuse
吓死我了 我还以为诈骗呢 | unknown
我想死你了妈妈 | unknown
这个游戏我又死了 | unknown
我家猫死了 心情不好 | unknown
人没了 去年车祸走的 | deceased
我老公半年前因为癌症走了 | deceased
他已经走了三年了 | deceased
借款人已经死亡 有死亡证明 | deceased
他不在了 上个月的事 | deceased
我律师会联系你们的 | attorney
已经全权委托给律师处理了 | attorney
你们直接找我的代理律师 | attorney
我要先咨询一下律师 | attorney
你是律师吗 | ask_identity
我已经破产了 | bankruptcy
我在深圳申请了个人破产 法院受理了 | bankruptcy
再买下去我要破产了哈哈 | unknown
你们能不能别打了 烦不烦 | opt_out channel=voice
叫你们的人不要再联系我家里人 | opt_out channel=all
拉黑了啊 再也别打过来 | opt_out channel=voice
请停止给我发信息 | opt_out channel=sms
请取消短信提醒 | opt_out channel=sms
退订回T | opt_out channel=sms
我不想再接到你们的电话 | opt_out channel=voice
别打我单位电话 | opt_out channel=voice
不要再打给我爸妈了 | opt_out channel=voice
别挂 我还有话说 | wait
再骚扰我我就去银监会举报 | complaint
你们打了我通讯录 这是违法的 | complaint
我要投诉你这个客服 | complaint
你态度太差了 工号多少 | complaint
我不认识什么张示例 | wrong_person
这边是饭店 你打错了 | wrong_person
我不是他 | wrong_person
你们找的人不是我 | wrong_person
没这号人 | wrong_person
号码是我新买的 | wrong_person
不是本人 我是他爱人 | third_party
本人不在 有什么事跟我说 | third_party
他上班去了 手机没带 | third_party
我是她室友 她睡了 | third_party
我是他老板 他今天请假 | third_party
他欠的钱你找他去 别找我 | opt_out +third_party channel=all
我的身份信息泄露了 被人拿去网贷 | fraud
这贷款是我前男友偷偷用我身份证办的 | fraud
有人冒充我签的字 | fraud
不是我本人申请的 我报警了 | fraud
我没有借钱啊 | dispute
你们这账不对吧 | dispute
我对这个金额有异议 | dispute
我只借了五千怎么变成八千了 | dispute
合同上不是这个利率 | dispute
这笔钱跟我没关系 | dispute
我不承认这笔债务 | dispute
昨晚转过去了 八百 | already_paid date=2026-12-04 amount=800
我十一月二十八号还的 两千五百六十三块二 | already_paid date=2026-11-28 amount=2563.20
不是还过了吗 | already_paid
已经结清了 有结清证明 | already_paid amount=full
上个月底就全部还清了 | already_paid date=2026-11-30 amount=full
工资还没发 手头紧 | hardship
我得了癌症 在化疗 | hardship
厂子倒闭了 我没收入 | hardship
我一个人带两个孩子 实在困难 | hardship
实在拿不出这么多 | hardship
我老婆刚生完孩子 没钱 | hardship
我要跟活人说话 | agent
叫你们经理来听电话 | agent
有没有人工啊 | agent
按月还行不行 每月两百 | instalments amount=200
我分十二期慢慢还 | instalments count=12
能不能少还点 分三个月 | instalments +waiver count=3
一次拿不出来 能分几次吗 | instalments
滞纳金给我免了吧 | waiver
能打个折吗 | waiver
我这周日还一千八 | promise_to_pay date=2026-12-06 amount=1800
下下周一还三千零五十 | promise_to_pay date=2026-12-14 amount=3050
元旦前还 | promise_to_pay
我明年一月三号还1.2万 | promise_to_pay date=2027-01-03 amount=12000
等下个月十号发工资还你们 | promise_to_pay date=2027-01-10
礼拜天还行吗 | promise_to_pay date=2026-12-06
半个月工资都给你们 | promise_to_pay
过两天就还 | promise_to_pay
放心吧 肯定还 | promise_to_pay
我保证二十号还清 | promise_to_pay date=2026-12-20 amount=full
还款账号发一下 | pay_now
我这就去银行还 | pay_now
怎么转账给你们 | pay_now
我没打算还 | refuse
凭什么让我还 | refuse
一分钱都别想要 | refuse
随便你们告不告 | refuse
我在上班不方便接电话 | callback
中午十二点半打给我吧 | callback time=12:30
下周一上午再联系 | callback date=2026-12-07
两个小时以后再打 | callback
你哪里啊 | ask_identity
喂 谁啊 | ask_identity
你们有催收资质吗 | ask_identity
怎么证明你是银行的 | ask_identity
你是真人还是机器人啊 | ask_robot
跟我说话的是机器吗 | ask_robot
我到底欠你们多少钱啊 | ask_debt
哪个平台的欠款 | ask_debt
本金多少 利息多少 | ask_debt
找我干嘛 | ask_debt
逾期了会上征信吗 | ask_consequence
你们会打电话给我爸妈吗 | ask_consequence
我不同意录音 | recording_objection
可以讲白话吗 | language language=yue
麻烦说普通话 听不懂 | language language=zh-CN
我是 请说 | confirm_identity | identity
嗯 我是本人 | confirm_identity
可以啊 没问题 | affirm | yes_no
行吧 | affirm
不行不行 | deny
没有 | deny | yes_no
什么 | repeat
你说什么 | repeat
信号不好 没听见 | repeat
我查一下 你等等 | wait
滚 | abuse
你们这些吸血鬼 | abuse
喂喂 听得到吗 | greeting
你好啊 | greeting
身份证后四位是 二 三 幺 叉 | digits digits=231X | digits
一九八五 | digits digits=1985 | digits
1 3 7 0 | digits digits=1370 | digits
幺幺零 二 | digits digits=1102
宝宝乖 妈妈在打电话 | unknown
这件衣服多少钱 | unknown
前方路口左转 | unknown
明天几点开会 | unknown
火锅要鸳鸯锅 | unknown
作业本放哪了 | unknown
中国队进球了 | unknown
天气预报说明天有雪 | unknown
你吃饭了吗 | unknown
老师说下周考试 | unknown
给我来两斤排骨 | unknown
晚上八点的电影 | unknown
我跟你说 我真的走到绝路了 不如死了干净 | crisis
家里人都不要我了 我活着干嘛 | crisis
你们再打 我就从这跳下去 | crisis +opt_out channel=voice
我割腕了 | crisis
我儿子被绑架了 | crisis
我把农药都买好了 | crisis
我对这个世界没什么留恋的了 | crisis
我爸昨天刚走 你们还有没有人性 | deceased
我是他姐姐 他出车祸人没了 | deceased +third_party
请问你们找谁 他去年死了 | deceased
这人已经过世 | deceased
有问题让我律师回复你 | attorney
律师说了这个钱不用还 | attorney
我有律师的 你跟他谈 | attorney
我破产了 没能力还 | bankruptcy +hardship
我的破产案子在法院 | bankruptcy
下周二还六百 别再发短信了 | opt_out +promise_to_pay channel=sms date=2026-12-08 amount=600
以后有事发邮件 不要打电话 | opt_out channel=voice
能不能不要总是给我妈打电话 | opt_out channel=voice
我说过多少次了 别联系我 | opt_out channel=all
一天打八百遍 有完没完 | complaint
你们涉嫌暴力催收 我录音了 等着收投诉吧 | complaint
我要向银保监会反映 | complaint
我姓陈 你找姓王的打错了 | wrong_person
不认识 打错 | wrong_person
我这个手机号才用了两个月 | wrong_person
你是不是打错电话了 | wrong_person
我爱人不在家 你留个电话吧 | third_party
我只是他邻居 | third_party
他在外地打工 没回来 | third_party
孩子他爸不在 | third_party
我帮他看手机的 他去厕所了 | third_party
我怀疑有人用我的信息贷款 | fraud
我没办过这张卡 是不是被盗用了 | fraud +dispute
我身份证被我表弟拿去借了网贷 | fraud
我没用过这个平台 | dispute
钱数不对啊 | dispute
你们多收了我两百块 | dispute
这个月不是还了吗 | already_paid
刚用微信转了五百 | already_paid amount=500
上个月二十号还了一期 | already_paid date=2026-11-20
不好意思 最近真的手头紧 | hardship
疫情以后一直没生意 | hardship
我现在连饭都吃不起了 | hardship
老婆跟我离婚了 我净身出户 | hardship
帮我接一下你们主管 | agent
我跟你说不清楚 叫个人来 | agent
我想协商分期还款 分二十四期 | instalments count=24
每个月最多还五百 | instalments amount=500
利息能不能给我免掉 我只还本金 | waiver
我下周五发工资 到时候还两千五 | promise_to_pay date=2026-12-11 amount=2500
大后天中午之前还清 | promise_to_pay date=2026-12-08 amount=full
周末还 | promise_to_pay
月底之前凑够三千给你们 | promise_to_pay date=2026-12-31 amount=3000
先还三百 剩下的月底还 | instalments amount=300 date=2026-12-31
我一次性把钱还掉 怎么还 | pay_now
还款二维码有吗 | pay_now
我就不还 看你能怎么样 | refuse
爱告告去 | refuse
我不会给你们一分钱 | refuse
等下 我在高铁上 信号不好 晚上八点打吧 | callback time=20:00
我这会儿不方便说话 | callback
明天下午两点到三点之间打 | callback date=2026-12-06 time=14:00
你是什么人啊 怎么知道我名字 | ask_identity
你们是哪个催收公司 | ask_identity
这是AI打的电话吗 | ask_robot
我怎么会逾期呢 | ask_debt
欠款是哪年的 | ask_debt
如果一直不还 法院会抓人吗 | ask_consequence
会不会影响我买房贷款 | ask_consequence
我没允许你们录音 请停止 | recording_objection
听不懂普通话 讲粤语得唔得 | language language=yue
哎 我是 你哪位 | ask_identity +confirm_identity | identity
是我本人 | confirm_identity
对对对 | affirm
当然可以 | affirm
不愿意 | deny
啊 你说啥 | repeat
能大点声吗 | repeat
慢点说 | repeat
先别挂 我找下身份证 | wait
你他妈有病 | abuse
放你娘的屁 | abuse
早上好 | greeting
幺幺 零二 叉 | digits digits=1102X | digits
六六八八 | digits digits=6688 | digits
是三六九二 | digits digits=3692 | digits
儿子快来吃饭 | unknown
明天降温多穿点 | unknown
你猜我在哪儿 | unknown
下一站人民广场 | unknown
给我拿两瓶啤酒 | unknown
我今天跑了五公里 | unknown
老婆 酱油在哪 | unknown
今天晚上有球赛 | unknown
他们说要下雨 | unknown
您的快递放门口了 | unknown
四川火锅真辣 | unknown
你好，我是张示例。 | confirm_identity
那我不还呢？ | ask_consequence
是不是真人？ | ask_robot
多少钱？ | ask_debt
你谁？ | ask_identity
好的，谢谢。 | affirm
嗯，明天下午三点吧。 | callback date=2026-12-06 time=15:00 | callback_time
不好意思，我现在没时间，周一再打给我。 | callback date=2026-12-07
我老公说他已经还了 | already_paid
我说了不还就不还 | refuse
电话里说不清，我要见你们领导 | agent
我已经跟你们说了三遍了 我不认识这个人 | wrong_person
能不能分期啊？每期三百，分十期。 | instalments amount=300 count=10
R | opt_out channel=sms
N | unknown
退订！ | opt_out channel=sms
请把我从名单中移除 | opt_out channel=all
短信收到了 我明天还 | promise_to_pay date=2026-12-06
你们发的短信我看不懂 什么钱啊 | ask_debt
我想活下去 请给我点时间 | hardship
我真的活得好累 撑不住了 | crisis
我不想再看到明天的太阳 | crisis
昨天的球赛输了 气死我了 | unknown
律师函是你们发的吗 | unknown
"""  # fmt: skip


def rows() -> list[tuple[str, str, str]]:
    out = []
    for line in filter(None, REPLIES.splitlines()):
        text, want, *expects = (part.strip() for part in line.split("|"))
        out.append((text, want, expects[0] if expects else ""))
    return out


@pytest.mark.parametrize(("text", "want", "expects"), rows())
def test_reply_means_what_people_mean_by_it(text: str, want: str, expects: str) -> None:
    meaning = understand(text, lang="zh-CN", at=AT, expects=expects or None)
    got = " ".join([meaning.intent, *(f"+{a}" for a in meaning.also), *(f"{k}={v}" for k, v in meaning.slots.items())])
    assert sorted(got.split()) == sorted(want.split()), meaning.why
