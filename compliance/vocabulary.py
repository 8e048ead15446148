"""The vocabulary of guard cases and rule packs in plain words, in both languages: one entry for each word that a file may hold."""

from __future__ import annotations

from compliance.plain import Plain

PERSONS = {
    "borrower": Plain("borrower", "借款人本人"),
    "spouse": Plain("spouse", "借款人配偶"),
    "parent": Plain("parent", "借款人父母"),
    "attorney": Plain("attorney", "借款人的律师"),
    "guarantor": Plain("guarantor", "担保人"),
    "co_borrower": Plain("co-borrower", "共同借款人"),
    "agreed_contact": Plain("agreed contact", "约定的联系人"),
    "emergency_contact": Plain("emergency contact", "紧急联系人"),
    "referee": Plain("referee", "推荐人"),
    "neighbour": Plain("neighbour", "邻居"),
}
PURPOSES = {
    "collect": Plain("to collect", "催收"),
    "notify": Plain("to give a voice notice", "语音告知"),
    "locate": Plain("to find out where the borrower is", "查找借款人下落"),
    "restore_contact": Plain("to restore contact with the borrower", "恢复与借款人的联系"),
    "verify_death": Plain("to verify a death", "核实借款人是否去世"),
    "demand_from_third_party": Plain("to demand payment from a third person", "向第三人要求还款"),
    "opt_out_confirmation": Plain("to confirm an opt-out", "确认退订"),
    "remedy_notice": Plain("to give notice of remedies", "告知救济措施"),
    "marketing": Plain("to advertise", "商业推广"),
}
PHRASE_SETS = {
    "threats": Plain("a threat", "威胁"),
    "impersonation": Plain("a false authority", "冒充机关"),
    "insults": Plain("an insult", "侮辱"),
    "shaming": Plain("shaming", "羞辱曝光"),
    "third_party_pressure": Plain("pressure through others", "向第三人施压"),
    "new_borrowing": Plain("a push into new borrowing", "诱导借新还旧"),
    "advertising": Plain("advertising", "广告"),
    "tricks": Plain("a trick", "诱骗"),
    "false_claims": Plain("a false claim", "虚假陈述"),
    "suit": Plain("a lawsuit", "诉讼"),
}
CHANNELS = {
    "voice": Plain("calls", "电话"),
    "voicemail": Plain("voicemails", "语音留言"),
    "sms": Plain("texts", "短信"),
    "email": Plain("e-mails", "电子邮件"),
    "letter": Plain("letters", "信函"),
    "unknown": Plain("a channel not stated", "未说明的渠道"),
}
NUMBER_KINDS = {
    "mobile": Plain("mobile numbers", "手机"),
    "landline": Plain("home lines", "住宅座机"),
    "work": Plain("numbers at work", "工作电话"),
    "employer_email": Plain("addresses of the employer's", "雇主提供的邮箱"),
    "skip_traced": Plain("numbers that were found out", "另行查得的号码"),
    "unknown": Plain("numbers of a kind not stated", "类别未说明的号码"),
}
VOICES = {
    "artificial": Plain("an artificial voice", "合成语音"),
    "live": Plain("a person's voice", "真人语音"),
    "unknown": Plain("a voice not stated", "未说明的语音"),
}
ROLES = {
    "creditor": Plain("creditors in their own name", "以自己名义催收的债权人"),
    "agency": Plain("collection agencies", "受托催收机构"),
    "buyer": Plain("buyers of debt", "债权受让人"),
}
LENDERS = {
    "bank": Plain("banks", "银行"),
    "consumer_finance": Plain("consumer-finance companies", "消费金融公司"),
    "microloan": Plain("micro-loan companies", "小额贷款公司"),
    "microfinance": Plain("microfinance lenders", "小额信贷机构"),
    "other": Plain("other lenders", "其他出借人"),
}
PRODUCTS = {
    "online_consumer_loan": Plain("online consumer loans", "网络消费贷款"),
    "credit_card": Plain("credit cards", "信用卡"),
    "student_loan": Plain("student loans", "学生贷款"),
    "medical": Plain("medical debts", "医疗费用"),
    "other": Plain("other debts", "其他债务"),
}
EVENTS = {
    "call": Plain("calls", "去电"),
    "sms": Plain("texts", "短信"),
    "email": Plain("e-mails", "电子邮件"),
    "ringless_voicemail": Plain("ringless voicemails", "无铃语音留言"),
    "inbound_call": Plain("calls of the borrower's", "借款人来电"),
    "inbound_sms": Plain("texts of the borrower's", "借款人来信"),
    "inbound_email": Plain("e-mails of the borrower's", "借款人来函"),
    "validation_notice": Plain("a validation notice", "债务核实通知"),
    "verification_sent": Plain("verification that was sent", "已寄核实材料"),
    "dispute": Plain("a dispute", "异议"),
    "original_creditor_request": Plain("a request for the original creditor", "询问原债权人"),
    "cease": Plain("a wish that contacts end", "要求停止联系"),
    "refuses_to_pay": Plain("a refusal to pay", "拒绝付款"),
    "attorney": Plain("a lawyer who represents the borrower", "委托律师"),
    "bankruptcy": Plain("a bankruptcy", "破产"),
    "deceased": Plain("the borrower's death", "借款人去世"),
    "moratorium": Plain("a moratorium", "宽限期"),
    "incapacity": Plain("the borrower's incapacity", "丧失行为能力"),
    "wrong_number": Plain("a wrong number", "错误号码"),
    "contact_refuses": Plain("a refusal of that person's", "该人拒绝"),
}
RESULTS = {
    "no_answer": Plain("not answered", "无人接听"),
    "no_answer_no_voicemail": Plain("not answered by anybody or any machine", "无人接听且无语音信箱"),
    "busy": Plain("busy", "占线"),
    "not_in_service": Plain("not in service", "空号或停机"),
    "dropped": Plain("dropped", "接通后中断"),
    "open": Plain("not ended", "尚未结束"),
    "unknown": Plain("fate unknown", "结果不明"),
    "voicemail_silent": Plain("a voicemail left empty", "进入语音信箱但未留言"),
    "voicemail_limited": Plain("a neutral voicemail", "语音信箱中性留言"),
    "voicemail": Plain("a voicemail", "语音留言"),
    "conversation": Plain("a conversation", "通话"),
    "notified": Plain("a notice that was heard", "告知已听取"),
    "wrong_person": Plain("somebody else", "非本人"),
    "answered": Plain("answered", "接通"),
}
SCOPES = {
    "account": Plain("contacts about the account", "就账户联系"),
    "extra_calls": Plain("more calls", "增加通话"),
    "commercial": Plain("advertising", "商业推广"),
}
KEYS = {
    "caller": Plain("caller", "催收方"),
    "person": Plain("person", "被联系人"),
    "debt": Plain("debt", "债务"),
    "number": Plain("number", "号码"),
}
CONDITIONS = {
    "unreachable": Plain("the borrower can't be reached", "联系不上借款人"),
    "deceased": Plain("the borrower is dead", "借款人已去世"),
    "incapacity": Plain("the borrower lacks capacity", "借款人丧失行为能力"),
}
NEEDS = {
    "opt_out": Plain("the message says how to stop such messages", "消息须说明拒收方式"),
    "opt_out_not_denied": Plain("a way to stop such calls is offered", "须提供停止此类来电的方式"),
    "collector": Plain("a text that speaks of the debt says that it comes from a debt collector", "提及债务的消息须表明来自催收方"),
    "earlier_notice": Plain("a written notice has gone before", "此前须已书面告知"),
    "single_confirmation": Plain(
        "an opt-out of this channel and number is on file, is confirmed once, in writing, and nothing else is said",
        "须有就该渠道和号码的退订记录，仅以书面消息确认一次，且不含其他内容",
    ),
    "verified_before_debt": Plain("identity is verified before the debt is stated", "透露债务前须已核实身份"),
    "debt_not_to_unverified": Plain("the debt is not stated to somebody who is not verified", "不得向未核实身份者透露债务"),
    "debt_not_stated": Plain("no debt is stated or implied, and the case says so", "不得提及或暗示债务，且须有说明"),
}
STRENGTHS = {
    "must": Plain("must", "强制"),
    "presumption": Plain("presumption", "推定"),
    "recommended": Plain("recommended", "建议性"),
    "own": Plain("our own limit", "自设限制"),
}
SURE = {
    "C1": Plain("C1: read in the text", "C1：已核对原文"),
    "C2": Plain("C2: read in accounts of it", "C2：据转述"),
    "M+": Plain("M+: from memory, very sure", "M+：凭记忆，把握大"),
    "M": Plain("M: from memory", "M：凭记忆"),
    "M?": Plain("M?: from memory, to be checked", "M?：凭记忆，待核对"),
    "own": Plain("our own", "自设"),
}
