"""Homophones of the words that matter, through pinyin: 换款 is 还款, 头诉 is 投诉, 侓师 is 律师.

Only words whose sound is rare in other talk are mended, only where what was written is no word itself, and never across one of the
small words of grammar (利率是多少 must not become a lawyer).
"""

from __future__ import annotations

import re

WORDS = ["还款", "还钱", "还清", "欠款", "欠钱", "分期", "投诉", "律师", "征信", "破产", "住院", "生病", "人工", "客服", "短信", "退订",
    "打错", "减免", "利息", "罚息", "转账", "链接", "骚扰", "举报", "录音", "冒用", "盗用", "冒名", "账单", "金额", "催收", "起诉",
    "贷款", "机器人", "违约金", "滞纳金", "身份证", "银监会", "还不起"]
"""What is mended to."""

REAL = frozenset(
    ["分歧", "欢庆", "祝愿", "助愿", "克服", "推定", "见面", "连接", "廉洁", "联结", "前款", "欠宽", "真心", "正心", "转帐", "坐骑",
    "七速", "离席", "例席", "里西", "历西", "生冰", "主院", "煎面", "碱面", "大错", "达错", "打搓", "代宽", "带宽"]
)
"""Words of their own that the phrase dictionary lacks."""

TYPOS = {
    "去逝": "去世", "过逝": "过世", "投拆": "投诉", "侓师": "律师", "律帅": "律师", "帐单": "账单", "转帐": "转账", "帐号": "账号",
    "到帐": "到账",
    "预期了": "逾期了", "退汀": "退订", "退定": "退订", "自沙": "自杀", "撤消": "撤销", "还玩": "还完", "环钱": "还钱", "环款": "还款",
    "另钱": "零钱", "元月": "1月", "听日": "明天", "寻日": "昨天", "琴日": "昨天",
    "周武": "周五", "周舞": "周五", "周留": "周六", "周溜": "周六", "周思": "周四", "周山": "周三", "星期武": "星期五", "礼拜武": "礼拜五",
    "失叶": "失业", "跳搂": "跳楼", "法苑": "法院", "骚绕": "骚扰", "怎么环": "怎么还", "怎么换": "怎么还", "再换": "再还",
    "已经换": "已经还", "我换了": "我还了", "换不起": "还不起", "换上": "还上", "换完": "还完", "换过": "还过", "不认是": "不认识",
    "不人识": "不认识", "环了": "还了", "环过": "还过", "环清": "还清", "环上": "还上", "环给": "还给", "是那家": "是哪家",
    "是那里": "是哪里", "是那位": "是哪位", "你那位": "你哪位", "那家公司": "哪家公司", "那个公司": "哪个公司",
    "friday": "周五", "monday": "周一", "tuesday": "周二", "wednesday": "周三", "thursday": "周四", "saturday": "周六", "sunday": "周日",
    "tomorrow": "明天", "昨儿个": "昨天", "今儿个": "今天", "明儿个": "明天", "后儿个": "后天", "恁": "你", "侬": "你", "莫得": "没有", "冇": "没有",
    "唔好": "不要", "唔系": "不是", "嚟": "来", "佢": "他", "弄啥": "干什么", "啥子": "什么", "乜嘢": "什么", "边个": "哪个", "晓得": "知道", "咋整": "怎么办",
    "搁哪": "在哪", "咱妈": "我妈", "咱爸": "我爸", "老细": "老板", "而家": "现在", "殁": "去世",
}  # fmt: skip
"""Other slips of ear and hand that are seen often enough to name, and words of other parts of the country."""

_GRAMMAR = frozenset("是的了我你他她它们不就也在有这那一二三四五六七八九十两几事时去会要能想来说吗吧呢啊个和跟把被给对没很都")
_TYPO = re.compile("|".join(sorted(map(re.escape, TYPOS), key=len, reverse=True)))


_SOUNDS = """
bao 保勹包堡孢宝报抱暴煲爆胞苞葆薄褒褓豹趵雹饱鲍鸨龅
bing 丙兵冫冰并摒柄炳病禀秉邴饼
bu 不卟哺埠布怖捕晡步瓿簿补逋部醭钚钸
chan 产冁婵廛忏搀潺澶禅缠羼蒇蝉蟾觇谄谗躔铲镡阐颤馋骣
cui 催啐崔悴摧榱毳淬璀瘁粹翠脆萃
cuo 厝嵯挫措搓撮痤矬磋脞蹉锉错鹾
da 哒嗒大妲怛打搭沓瘩笪答耷褡达靼鞑
dai 代傣呆呔埭岱带待怠戴歹殆玳甙绐袋贷迨逮骀黛
dan 丹但儋单啖弹惮担掸旦殚氮淡澹疸瘅眈箪耽聃胆萏蛋诞赕郸
dao 倒刀刂到叨导岛忉悼捣氘焘盗祷稻纛蹈道
ding 丁仃叮啶定玎疔盯碇耵腚订酊钉铤锭顶鼎
duan 断椴段煅短端簖缎锻
e 俄厄呃噩垩娥婀屙峨恶愕扼腭苊莪萼蛾讹谔轭遏鄂锇锷阏颚额饿鳄鹅鹗
fa 乏伐发垡法珐砝筏罚阀
fen 份偾分吩坟奋忿愤棼氛汾瀵焚粉粪纷芬酚鲼鼢
fu 付伏佛俘俯傅凫副匐呋咐复夫妇孚孵富幅幞府弗怫扶抚拂拊敷斧服桴氟浮涪滏父甫砩祓福稃符绂绋缚罘肤腐腑腹艴芙苻茯莩菔蚨蜉蝠蝮袱覆讣负赋赙赴趺跗辅辐郛釜阜阝附馥驸鲋鳆麸黻黼
gong 供公共功宫工巩廾弓恭拱攻汞珙肱蚣觥贡躬龚
huan 唤圜奂宦寰幻患换擐桓欢洹浣涣漶焕獾环痪缓缳萑豢还逭郇锾鬟鲩
hui 会卉咴哕喙回彗徽恚恢悔惠慧挥晖晦毁汇洄浍灰烩珲秽绘缋茴荟蕙虺蛔蟪讳诙诲贿辉隳麾
ji 丌乩亟伎佶偈冀几击剂剞即及叽吉咭哜唧圾基墼妓姬嫉季寂寄屐岌嵇嵴己彐忌急悸戟戢技挤掎既暨机极棘楫殛汲洎济激犄玑畸畿疾瘠矶祭积稷稽笄笈箕籍级纪继绩缉羁肌脊芨芰荠蒺蓟蕺藉虮觊计讥记诘赍跻跽辑迹际集霁饥骥髻鲚鲫鸡麂齑
jian 件俭健僭兼减剑剪囝坚奸尖建戋戬拣捡搛枧柬检楗歼毽涧渐湔溅煎牮犍监睑硷碱笕笺简箭缄缣翦肩腱舰艰茧荐菅蒹裥见謇谏谫贱趼践踺蹇鉴锏键间鞯饯鲣鹣
jie 介借劫卩喈嗟姐婕孑届戒截拮捷接揭杰桀洁界疖疥皆睫碣秸竭结羯节芥蚧街解讦诫阶颉骱鲒
jin 仅今劲卺噤堇妗尽巾廑斤晋槿津浸烬瑾矜禁筋紧缙荩衿襟觐谨赆近进金钅锦靳馑
ju 举俱倨具剧句咀局居屦巨惧拒拘据掬桔椐榉榘橘沮炬犋狙琚疽矩窭聚苣苴莒菊菹裾讵趄距踞踽遽醵钜锔锯雎鞠鞫飓驹龃
ke 克刻可咳嗑坷壳客岢恪柯棵氪渴溘珂疴瞌磕科稞窠缂苛蝌课轲钶锞颏颗骒髁
kuan 宽款髋
li 丽例俐俚俪傈利力励历厉厘吏呖哩唳喱坜娌嫠戾李枥栎栗梨沥溧漓澧犁狸猁理璃疠疬痢砺砾礼离立笠篥篱粒粝缡罹苈荔莅莉蓠藜蛎蜊蠡詈跞轹逦郦醴里锂隶雳骊鲡鲤鳢鹂黎黧
lian 奁帘廉怜恋敛楝殓涟潋濂炼琏练联脸臁莲蔹蠊裢裣连链镰鲢
lu 卢卤噜垆庐录戮掳撸栌橹氇泸渌漉潞炉璐碌禄簏胪舻芦虏赂路轳辂辘逯镥陆露颅鲁鲈鸬鹭鹿麓
lv 侣吕屡履律捋旅榈氯滤率稆绿缕膂虑褛铝闾驴
mao 冒卯峁帽懋旄昴毛泖牦猫瑁瞀矛耄茂茅茆蝥蟊袤貌贸铆锚髦
mian 免冕勉娩宀棉沔渑湎眄眠绵缅腼面
ming 冥名命明暝溟瞑茗螟酩铭鸣
na 呐哪娜拿捺纳肭衲那钠镎
po 叵坡婆泊泼珀皤破笸粕迫鄱钋钷颇魄
qi 七乞亓企俟其凄启嘁器圻奇契妻屺岂岐崎弃憩戚旗期杞柒栖桤棋槭欺歧气汔汽沏泣淇漆琦琪畦砌碛祁祈祺綦綮绮耆脐芑芪萁萋葺蕲蛴蜞讫起蹊迄颀骐骑鳍麒齐
qian 乾仟佥倩凵前千堑岍嵌悭愆慊扦掮搴椠欠歉浅潜牵签箝缱肷芊芡茜虔褰谦谴迁遣钎钤钱钳铅阡骞黔
qing 倾卿圊庆情擎晴檠氢氰清磬箐罄苘蜻謦请轻青顷鲭黥
rao 娆扰桡绕荛饶
ren 人亻仁仞任刃壬妊忍稔纫荏葚衽认轫韧饪
sao 埽嫂扫搔瘙缫臊骚鳋
shen 什伸呻哂娠婶审慎椹沈深渖渗甚申矧砷神绅肾胂莘蜃诜谂身
sheng 剩升圣声嵊牲生甥盛省眚笙绳胜
shi 世事仕似使侍势匙十史嗜噬埘士失始实室尸屎市师式弑恃拭拾施时是柿氏湿炻狮矢石示礻筮舐莳蓍虱蚀螫视誓识试诗谥豉豕贳轼适逝释铈食饣饰驶鲥鲺
shou 兽受售守寿手扌授收狩瘦绶艏首
su 俗僳嗉塑夙宿愫涑溯稣簌粟素肃苏蔌觫诉谡速酥
tou 亠偷头投透钭骰
tui 推煺腿蜕褪退颓
wei 为伟伪位偎卫危味唯喂囗围圩委威娓尉尾嵬巍帏帷微惟慰未桅沩洧涠渭潍炜煨猥猬玮畏痿纬维胃艉苇萎葳蔚薇诿谓軎违逶闱隈韦韪魏鲔
xi 习僖兮吸唏喜嘻夕奚媳嬉屣希席徙息悉惜戏昔晰曦析樨檄欷汐洗浠淅溪烯熄熙熹牺犀玺皙矽硒禊禧稀穸粞系细羲翕膝舄舾菥葸蓰蜥螅蟋袭西觋郗醯铣锡阋隙隰饩鼷
xin 信囟心忄忻新昕欣歆芯薪衅辛鑫锌馨
yin 印吟吲喑因垠堙夤姻寅尹廴引殷氤洇淫狺瘾胤茚茵荫蚓鄞铟银阴隐霪音饮
yong 佣俑勇咏喁墉壅庸恿慵拥永泳涌用甬痈臃蛹踊邕镛雍饔鳙
yuan 元冤原员园圆垣垸塬媛怨愿掾援橼沅渊源爰猿瑗眢箢缘苑螈袁辕远院鸢鸳鼋
yue 刖岳悦曰月樾瀹粤约越跃钺阅龠
zhang 丈仉仗嫜嶂帐幛张彰掌杖樟涨漳獐璋瘴章胀蟑账鄣长障
zheng 争峥征徵怔拯挣政整正狰症睁筝蒸证诤郑钲铮
zhi 之侄值制卮只吱咫址埴夂峙帙帜彘志忮执指挚掷摭支旨智枝枳栀栉桎植止殖汁治滞炙痔痣直知祉祗秩稚窒絷纸织置职肢胝脂膣至致芝芷蛭蜘觯豸质贽趾跖踬踯轵轾郅酯陟雉骘鸷黹
zhu 丶主伫住侏助嘱拄朱杼柱株槠橥注洙渚潴炷烛煮猪珠疰瘃瞩祝竹竺筑箸翥舳苎茱著蛀蛛诛诸贮躅逐邾铢铸驻麈
zhuan 专啭撰砖篆赚转颛馔
"""
"""The syllables of `WORDS`, and the common characters (GB 2312) of which each is the usual sound, tones aside. Rare readings are no slips
of the ear: 前面 is not 减免, 完 is not 款. 还 is huan here. (Made with pypinyin, which takes too long to load for so little.)"""

_SOUND = {char: sound for sound, chars in (line.split() for line in _SOUNDS.strip().splitlines()) for char in chars}
_INDEX: dict[str, list[tuple[str, list[str]]]] = {}
for _word in WORDS:
    _INDEX.setdefault(_SOUND[_word[0]], []).append((_word, [_SOUND[c] for c in _word]))


def mend(text: str) -> str:
    """The text with slips and homophones of `WORDS` put right; its length may change only by what `TYPOS` changes."""
    text = _TYPO.sub(lambda m: TYPOS[m[0]], text)
    out: list[str] = []
    here = 0
    while here < len(text):
        word = _mended_at(text, here)
        out.append(word or text[here])
        here += len(word) if word else 1
    return "".join(out)


def _mended_at(text: str, here: int) -> str | None:
    for word, spelled in _INDEX.get(_SOUND.get(text[here], ""), ()):
        window = text[here : here + len(word)]
        if window == word or _is_slip(window, word, spelled):
            return word
    return None


def _is_slip(window: str, word: str, spelled: list[str]) -> bool:
    if window in REAL or any(a != b and a in _GRAMMAR for a, b in zip(window, word, strict=False)):
        return False
    return [_SOUND.get(c) for c in window] == spelled
