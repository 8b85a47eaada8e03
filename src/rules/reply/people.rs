//! The words around people's names: surnames, titles, what announces a person and what a person does.

/// What stands behind a surname: 王小姐.
pub(super) const TITLES: &[&str] = &[
    "小姐", "先生", "女士", "经理", "老师", "主任", "老板", "厂长", "部长", "科长", "主管", "会计",
    "助理", "总监", "总", "生", "工", "姐", "哥", "叔", "阿姨", "太太", "同学", "师傅", "操作",
    "单证", "业务",
];

/// The surnames that one meets; each with its given names, or its title, is a person.
pub(super) const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁柳\
酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒\
屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫房裘缪干应宗丁宣贲邓郁单杭洪包诸左石\
崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬郗班仰秋仲伊宫宁仇栾暴甘斜厉戎祖武符刘景詹束\
龙叶幸司韶郜黎蓟薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴郁胥苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿边扈燕冀郏浦尚农温别庄\
晏柴瞿阎慕连茹习宦艾鱼容向古易慎戈廖庾暨居衡耿弘匡文寇广禄阙东欧殳沃利蔚越隆师巩厍聂晁勾敖融冷訾辛阚简饶曾毋沙乜养鞠须丰巢\
关蒯查荆游竺权逯盖桓公涂闫肖邸";

/// Signs that a person follows.
pub(super) const BEFORE: &[&str] = &[
    "客户",
    "客人",
    "货主",
    "委托人",
    "发货人",
    "对方",
    "工厂",
    "联系人",
    "业务员",
    "业务",
    "船公司",
    "船东",
    "船代",
    "我是",
    "电话里",
    "电话中",
    "微信里",
    "微信上",
    "微信中",
    "邮件里",
    "微信",
    "电话",
    "邮件",
    "短信",
    "经",
    "由",
    "据",
    "收到",
    "确认人",
    "回复人",
    "来自",
    "跟单",
    "单证",
    "操作",
    "贵司",
    "我司",
    "采购",
    "老板",
    "和",
    "与",
    "跟",
];

/// What a person does: 王小姐回复.
pub(super) const DOES: &[&str] = &[
    "转告", "转述", "转达", "代回", "说的", "刚刚", "刚才", "上午", "下午", "回复", "回覆", "答复",
    "确认", "告知", "通知", "表示", "来电", "来信", "来邮", "来函", "回信", "电话", "说了", "说",
    "答", "告", "称", "回", "已", "于", "在", "的", "微信", "邮件", "发来", "复", "曰", "选",
    "要求", "要", "定", "批准",
];

pub(super) const LATIN_DOES: &[&str] = &[
    "confirmed",
    "confirms",
    "confirm",
    "said",
    "says",
    "replied",
    "replies",
    "reply",
    "wrote",
    "writes",
    "ok'd",
    "okd",
    "advised",
    "agreed",
    "agrees",
    "answered",
    "answers",
    "at",
    "on",
    "told",
    "mentioned",
    "called",
    "chose",
    "approved",
    "via",
    "by",
    "here",
    "just",
    "now",
    "today",
];

/// What announces a person, and is nobody where it is written with a capital.
const PARTIES_AND_WAYS: &[&str] = &[
    "customer",
    "client",
    "shipper",
    "consignee",
    "wechat",
    "whatsapp",
    "email",
    "mail",
    "phone",
    "tel",
    "salesperson",
    "sales",
    "buyer",
    "attn",
    "carrier",
    "regards",
    "rgds",
    "brgds",
    "br",
];

/// What announces a person besides.
const LATIN_BEFORE: &[&str] = &[
    "by",
    "from",
    "per",
    "by:",
    "cnee",
    "contact",
    "this",
    "is",
    "says",
    "acc",
    "according",
    "to",
    "me",
    "called",
    "line",
    "teams",
    "qq",
    "skype",
    "sms",
    "call",
    "with",
    "thanks",
    "thx",
    "thank",
    "you",
    "yours",
    "sincerely",
    "cheers",
    "best",
    "kind",
    "warm",
    "b.rgds",
    "tks",
    "many",
    "&",
    "and",
];

pub(super) const TITLED: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mdm", "madam", "dr", "sir", "capt", "mr.", "mrs.", "ms.", "dr.",
    "capt.",
];

/// What is written with a capital and is nobody besides.
const NOBODY: &str = "today|tomorrow|yesterday|noon|hi|hello|dear|all|team|sirs|re|fw|fwd|sent|iphone|office|manager|dept|\
     ltd|co|inc|booking|logistics|shipping|ops|am|pm|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|jun|jul|\
     aug|sep|oct|nov|dec|usd|cny|rmb|eur|kgs|kg|cbm|mt|ctns|pcs|fcl|lcl|hk|cy|outlook|android|forwarder|\
     principal|seller|noted|received|date|time|subject|utc|gmt|cst|hkt|hrs|ok|okay|yes|no|north|south|\
     west|east|reply|answer|note|asap|fyi|urgent|q|a|thanks|thx|cheers|sincerely|b.rgds|agency|trading|\
     company|limited|corp|gmbh|llc|b.v|n.v|s.a|thks|tks|total|cartons|net|packages|pallets|monday|tuesday|\
     wednesday|thursday|friday|saturday|sunday|temp|temperature|vent|vents|pg|ii|iii|un|dg|class|imo|imdg|\
     gw|nw|vgm|po|msds|sds|etd|eta|pol|pod|fob|cif|exw|rush|job|again|usual|typo|load|loads|loading|\
     deliver|cheaper|cheap|cheapest|cheaply|faster|fast|sooner|quick|quickly|direct|only|final|changed|\
     updated|pending|unconfirmed|unapproved|tbc|tba|tbd|same|before|weekly|express|priority|special|\
     important|attention|warning|draft|copy|original|signed|stamped|enclosed|attached|details|information|\
     info|update|revised|new|old|terms|credit|letter|lc|l/c|invoice|packing|list|contract|order|orders|\
     plywood|wood|wooden|pallet|steel|certificate|january|february|march|july|september|october|november|\
     december|normal|regular|standard|possible|available|correct|accepted|cancelled|canceled|hold|waiting|\
     wait|later|confirmation|confirming|requested|request|question|questions|samples|sample|documents|\
     document|docs|plan|schedule|stuffing|warehouse|factory|trucker|truck|driver|customs|broker|door|port|\
     terminal|harbour|harbor|vessel|ship|service|route|routing|water|rail|pickup|delivery|destination|\
     origin|prepaid|collect|third|place|party|payer|included|excluded|surcharge|surcharges|waterbased|\
     solid|liquid|paint|hazardous|non-hazardous|safe|harmless";

/// Whether a small-lettered word announces a person: from, wechat, regards.
pub(super) fn announces(word: &str) -> bool {
    PARTIES_AND_WAYS.contains(&word) || LATIN_BEFORE.contains(&word)
}

/// Whether a small-lettered word is nobody's name: hi, ltd, nov.
pub(super) fn is_nobody(word: &str) -> bool {
    PARTIES_AND_WAYS.contains(&word) || NOBODY.split('|').any(|nobody| nobody == word)
}

/// Words of the lexicon, and of dates, that are people's names as well.
pub(super) const ALSO_NAMES: &[&str] = &[
    "min", "max", "will", "may", "an", "you", "can", "so", "price", "grant", "june", "april",
    "august", "hope", "mark", "bill", "art", "do", "go", "on", "in", "us", "he", "she", "fine",
    "good", "ken", "dun", "sun", "mar", "jan", "mon", "wed", "sat", "joy", "sure", "wing", "ping",
    "long", "from", "west", "north", "east",
];
