//! The words by which a reply affirms, denies or leaves open, in both languages.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::lexer::tokens;

/// What a word of a reply does to the values around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Denies the value behind it, or, where none follows, the one before: 不是, not, instead of.
    Deny,
    /// A denied verb: denies what it takes, or, at the end, what stands before it: 不走, can't.
    DenyVerb,
    /// A denial that wants a verb behind it: 别, don't.
    DenyAux,
    /// Denies the value before it: 不行, is not possible.
    DenyBefore,
    /// What was before and is no more: 原来, previously.
    Past,
    /// What gives way where another value is led on to: from X to Y, 把X改成Y.
    From,
    /// Leads from one value to another: 改为, change to.
    Change,
    /// Leads on where a word of change stands before: to, 为.
    To,
    /// Makes a whole reply no answer: 不确定, will check.
    Unsure,
    /// Leaves its own clause open: 可能, if, 是否.
    Open,
    /// Is about something else: 什么时候, how much.
    Elsewhere,
    /// Puts one value beside another: 还是, or.
    Or,
    /// Agrees: OK, 可以.
    Agree,
    /// Agrees where a confirmation is asked for, and says nothing of a value: 没问题.
    NoObjection,
    /// A verb of choice: 走, use.
    Verb,
    /// May stand between a denial and what it denies.
    Filler,
    /// Ends the reach of a denial: but, 而是.
    But,
}

const WORDS: &[(Kind, &str)] = &[
    (
        Kind::Deny,
        "n|没必要|无必要|没有必要|skip|skip it|exempt|exempted|不|不是|不为|并不|并不是|并非|非|无|无需|无须|毋需|没|没有|免|未|除了|除|而不是|而非|绝不|no|not|is not|isnt|are not|arent|was not|wasnt|\
         never|without|w/o|no need|no need for|no need of|no longer|not any|neither|nor|instead of|in place of|\
         rather than|other than|except|except for|avoid|exclude|excluding|cancel|not via|non|anything but|nope|nay|\
         not necessary|unnecessary|否|not required|not needed|not wanted|free of|delete|remove|取消|删除|拒绝|避免|not by|not at",
    ),
    (
        Kind::DenyVerb,
        "不要|不用|不走|不去|不选|不做|不带|不靠|不挂|不需要|不需|不必|不想要|不想走|不付|不再走|不再要|不改|别走|别用|别做|别选|别去|免做|不要求|不能走|\
         不能用|没法|无法|need not|neednt|unable",
    ),
    (
        Kind::DenyAux,
        "不想|不再|不打算|别|勿|不考虑|不能|不得|dont|do not|does not|doesnt|did not|didnt|wont|will not|\
         would not|wouldnt|should not|shouldnt|must not|mustnt|cannot|cant|can not|couldnt|\
         could not",
    ),
    (
        Kind::DenyBefore,
        "is not possible|is not ok|is not available|is not acceptable|is not good|没船|没舱|没舱位|没有船|没有舱位|不行|不可以|不可|不好|不对|不妥|不合适|不同意|不接受|不认可|不批准|不通|不成|不方便|不可能|不是这个|不要了|不用了|\
         不走了|不做了|不需要了|取消了|已取消|作废|停航|停用|停了|关闭|关了|爆仓|满了|错|错了|有误|写错|搞错|拥堵|堵|太堵|太远|太贵|太慢|\
         太高|太低|太晚|太早|太少|太多|太小|太大|有问题|有风险|不接|不挂靠|不靠泊|装不下|放不下|装不了|装不进|不够|做不了|走不了|✗|not ok|\
         not okay|no good|not possible|not acceptable|not accepted|not allowed|not agreed|not good|not fine|not right|\
         not correct|not feasible|not available|not suitable|not approved|not workable|unacceptable|\
         unavailable|wont work|does not work|doesnt work|does not fit|doesnt fit|not fit|wont fit|will not fit|\
         impossible|wrong|incorrect|mistake|mistaken|by mistake|closed|congested|too far|too expensive|too late|\
         too early|too high|too low|too slow|too small|too big|too tight|too risky|disagree|do not agree|dont agree|\
         not agree|reject|rejected|refuse|refused|decline|declined|object|objection|cancelled|canceled|is out|\
         out of service|outdated|obsolete|no good|is off|不准|驳回|反对|有异议|do not accept|dont accept|cannot accept|\
         cant accept|not at all|no way|改不了|来不及|不能出|不可以出|出不了|不给出|不出|不能开|cannot issue|can not issue|cant issue",
    ),
    (
        Kind::Past,
        "上次|上一次|上一票|上票|上批|上回|上个月|去年|以往|last time|last shipment|previous shipment|last booking|in the past|before that|i said|we said|i wrote|我说的是|原|原来|原先|原定|原本|原计划|之前|先前|以前|previously|originally|formerly|initially|earlier|was|used to be",
    ),
    (Kind::From, "from|由|从|把|将|replace"),
    (
        Kind::Change,
        "改|改为|改成|改走|改到|改用|改去|改做|改由|换|换成|换到|换走|换为|变为|变成|更改为|更改|更正为|调整为|→|=>|\
         change|changed|change to|changed to|changing to|switch|switch to|switched to|amend to|amended to|replaced by|\
         replaced with|now",
    ),
    (Kind::To, "to|with|for|into|为|成|到|至"),
    (
        Kind::Unsure,
        "等|在问|在核|在申请|没看|没核|没核对|没试过|没试|没出|申请中|鉴定中|审核中|审批中|报价中|确认中|办理|办理中|最迟|最晚|unconfirmed|unapproved|tbc|tba|tbd|\
         没熏蒸|没有熏蒸|未熏蒸|还没熏蒸|not fumigated|yes and no|是也不是|automatic reply|auto reply|out of office|自动回复|待|没收到|还没收到|未收到|没说|没讲|没提|没有说|没通知|没回|没回复|看信用证|等工厂|等老板|等船东|等收货人|等买家|等采购|不确定|不清楚|不知道|不晓得|不了解|不太清楚|不太确定|不太知道|不懂|不明白|不一定|没定|还没定|未定|没决定|未决定|\
         尚未|还没|还未|待定|待确认|待告|待通知|待核实|待客户|再问|问一下|问下|问问|去问|再确认|再看|再说|再定|再议|再商量|再考虑|\
         考虑一下|考虑中|商量|看看|看情况|稍等|稍后|等一下|等等|等我|等客户|等通知|等确认|等消息|请等|晚点|回头|随便|都行|都可以|\
         你定|你们定|您定|看你|拿不准|说不准|难说|没想好|没确认|未确认|核实一下|核实后|了解一下|查一下|查下|\
         not sure|unsure|not certain|uncertain|dont know|do not know|not know|no idea|not yet|not decided|undecided|\
         not confirmed|not confirmed yet|no decision|will check|let me check|checking|need to check|have to check|must check|\
         check with|check and|check first|double check|please check|pls check|kindly check|will confirm|\
         confirm later|will advise|advise later|will revert|revert|get back|come back to you|will ask|ask my|\
         ask our|ask the|asking|to be confirmed|to be advised|to be decided|tbc|tba|tbd|tbn|pending|wait|hold on|\
         waiting|awaiting|later|one moment|moment please|either|whichever|whatever|any is|any of|up to you|\
         as you like|your choice|you decide|no preference|both ok|both fine|both are|under discussion|being discussed|\
         need to discuss|discuss|unclear|not clear|no clue|cannot say|cant say|hard to say|depends|depend|depending|\
         no info|no information|unknown|have no answer|to confirm with|need confirmation|forgot|can you tell|\
         please advise|pls advise|kindly advise|dunno|idk|let you know|will let you know|再核实|待核|等出货|等货好|再报|再给|再告|\
         另行通知|另告|hold|wait for",
    ),
    (
        Kind::Open,
        "没船就|没舱就|没位就|没有船就|没有舱就|没舱位就|没有舱位就|满了就|满了走|爆舱就|不行就|不行的话|没有就|没有的话|的话|已做|做过|已经做|先|暂时|暂|for now|for the moment|in principle|原则上|一般|一般都|通常|往常|平时|历来|一向|一直|usually|normally|generally|typically|in general|多|超过|以内|之内|不到|不足|不止|比|低于|高于|more|less|more than|less than|over|under|below|above|up to|within|almost|nearly|可能|也许|或许|大概|估计|应该|好像|似乎|貌似|如果|要是|假如|若|万一|除非|视|最好|尽量|争取|是否|是不是|要不要|会不会|对吧|是吧|没错吧|需确认|需再确认|需核实|is it|is this|\
         需不需要|需要不需要|有没有|可不可以|能不能|行不行|好不好|对不对|用不用|做不做|带不带|能否|可否|需否|请问|吗|么|呢|\
         谁|谁付|哪个|哪里|哪|什么|怎么|为什么|为何|who|which one|约|大约|左右|上下|以下|以上|不超过|不低于|不高于|至少|最多|建议|倾向|请确认|请告知|\
         maybe|perhaps|probably|possibly|might|may be|i think|i guess|i suppose|i believe|i assume|should be|could be|\
         seems|apparently|if|unless|whether|or not|in case|subject to|provided that|as long as|hopefully|supposedly|\
         about|approx|approximately|around|roughly|at least|at most|or less|or more|or below|or above|max|maximum|min|\
         minimum|shall we|can we|could we|may we|do we|should we|would it|is it possible|what about|how about|why|\
         please confirm|pls confirm|kindly confirm|ideally|if possible|some of|partly|half of|assuming|suggest|\
         tentatively|tentative|第一个|第二个|另一个|其他|the other|others|除外|另付|另计|另算|另收|separately|不要把|别把|不用把|不必把|无需把|不要将|don't change|do not change|no change from|不要改|别改",
    ),
    (
        Kind::Elsewhere,
        "什么时候|何时|几号|几点|几时|多久|多少钱|截关|截港|开船|船期|订舱号|提单|when|what time|which day|how long|how much|eta|etd|sail|\
         sails|cut off|cutoff|booking number|booking no|bl|price|cost",
    ),
    (Kind::Or, "还是|或|或者|抑或|or"),
    (
        Kind::Agree,
        "ok|okay|okey|oki|k|可以|可|好|好的|好吧|好滴|好哒|行|行的|同意|确认|已确认|确定|批准|认可|接受|\
         是|是的|对|对的|正确|没错|无误|嗯|收到确认|照办|照此|按此|就这样|就按这个|按这个|✓|agree|\
         agreed|agrees|confirm|confirmed|confirms|fine|sure|certainly|go ahead|please proceed|proceed|accept|accepted|accepts|\
         acceptable|approve|approved|correct|right|thats right|all good|good|great|perfect|works|works for us|yes|y|yep|yeah|yup|ja|\
         of course|absolutely|definitely|as is|不错|不变|照旧|没变|行吧|当然|yes please|please do",
    ),
    (
        Kind::NoObjection,
        "没事|没事的|没问题|没有问题|无问题|不成问题|没意见|无意见|没有意见|无异议|没有异议|不反对|不介意|no problem|no problems|no prob|\
         np|no issue|no issues|no objection|no objections|not a problem|no worries|no worry|dont mind|do not mind|\
         no concern|no concerns|no comment|no comments|没毛病|ok noted|okay noted|noted ok|ok received|好的收到|收到好的|ok收到|好收到|收到ok",
    ),
    (
        Kind::Verb,
        "送|送到|出|起运|走|去|用|选|设|设定|设成|设置|设为|调|调到|打到|写|填|报|装|set|set at|set to|keep|keep at|maintain|选择|靠|挂|做|要|采用|使用|安排|订|按|付|进|use|using|go|go with|go for|go via|take|choose|pick|\
         ship|via|by|prefer|select|book|want|need|arrange|make|route|discharge|send|do|have",
    ),
    (
        Kind::Filler,
        "holds|vessel certificate|说|讲|讲的是|说的是|回复|告知|即可|就好|就可以|指定|为准|以|按照|依|经|中转|转船|这次|此次|本次|这一次|本航次|下面|公斤|千克|kg|kgs|cbm|方|立方|吨|mt|usd|cny|rmb|eur|美元|美金|人民币|元|20gp|40gp|40hq|40hc|45hq|40rh|20rf|40rf|figures|figure|data|数据|数字|船证|出船证|船龄证|证明|报关|报|找|报关行|team|sir|sirs|madam|regards|rgds|br|best|kind|warm|亲|您好|你好|各位|老师|manager|ms|mr|miss|booking|book|vessel|ship|says|said|confirm|sure|noted|well|got|this time|hereby|price|rate|rates|amount|价格|运价|金额|的是|啦|嘛|呗|滴|噢|喔|嗯嗯|哈哈|辛苦|麻烦您|收到|收悉|noted|received|的|了|是|就|就是|还是走|也|都|那|这|这个|这票|本票|此|该|我们|我司|我|客户|客人|船东|船公司|船代|收货人|工厂|老板|carrier|consignee|customer|client|你们|贵司|请|麻烦|谢谢|多谢|感谢|已|已经|现在|\
         现|今天|目前|会|将会|统一|全部|必须|一定|只|只能|需|需要|能|在|于|和|与|吧|啊|哦|呀|哈|啦|港|港区|码头|柜|箱|路|方式|运费|\
         费用|付款|a|an|the|it|is|its|it is|this|that|these|be|been|being|are|am|we|i|our|us|you|your|please|pls|plz|\
         kindly|thanks|thank you|thx|tks|hi|hello|dear|will|would|like|shall|to be|must|only|just|all|so|then|also|\
         harbour|harbor|port|terminal|container|containers|shipment|cargo|goods|for this|for us|for the|as|on|in|at|of|\
         there|here|one|any|required|require|and|side|option|freight|charges|charge|same|last|first|box|boxes|unit",
    ),
    (Kind::But, "不过|but|而是|但是|但|however|改而|则"),
    // What a party says it can do: a yes where a rule's own words ask for it, and nothing elsewhere.
    (
        Kind::Filler,
        "可以出|可出|能出|可以开具|可以出具|可以办|装得下|放得下|装得进|能装|可装|能放|够装|\
         能装下|可以装|可以装下|可以放下|能放下|装的下|放的下|装得了|能提供|可提供|可以提供|\
         同意延期|可延|可以延|fits|will fit|it fits|does fit|can fit|can provide|will provide|granted|granting|\
         extended|can be issued|can be provided|can be arranged|will be issued",
    ),
    // What looks like a denial and is none.
    (
        Kind::Filler,
        "等级|等于|等同|不用谢|不客气|别客气|没关系|不要紧|不急|不着急|不好意思|不但|不仅|不管|不论|无论|不久|差不多|免费|\
         分别|特别|别的|非常|n w|g w|n w t|g w t|订舱|放舱|出运|走货|这个船期|此船期|按船期|这条船|该船|此船|这个船|这班船|la|自己|接|货|送货|照|consignee|un no|un number|handbook no|handbook number|tel no|booking no|order no|job no|po no|no rush|no hurry|no later than|not later than|no doubt|not only|why not|no thanks needed|\
         let me know|any questions|any question|if any questions|if you have any questions|if you need|\
         if anything|sorry for late reply|sorry for the late reply|late reply|sorry for my late reply|sorry for the delay|sorry|as soon as possible|as discussed|as per|re your mail|re your email|regarding your mail|regarding your email|ya|yah|lah|leh|with us|for us|from us|from our side|关联公司|母公司|子公司|同一家公司|同一家|集团公司|sister company|same company|parent company|affiliate|\
         affiliated company|subsidiary|有电|详见附件|见附件|see attached|see attachment|collect the cargo|collect the goods|collect cargo|\
         collect goods|collect from our|collect at our|木箱|木托|木托盘|木包装|木质包装|\
         wooden case|wooden cases|wooden pallet|wooden pallets|from your side|this one|以上|请知悉|noted with thanks|微信|wechat|邮件|短信|whatsapp|另外|如有问题|如有疑问|有问题请联系|有问题联系|有问题随时联系|\
         有事联系|needless to say|问号|尽快|辛苦了|辛苦|的船",
    ),
];

/// A word of the lexicon: its tokens and what it does.
type Entry = (Vec<String>, Kind);

/// The lexicon by the first token of each word.
pub(super) fn words() -> &'static HashMap<String, Vec<Entry>> {
    static TABLE: OnceLock<HashMap<String, Vec<Entry>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: HashMap<String, Vec<Entry>> = HashMap::new();
        for (kind, list) in WORDS {
            for word in list.split('|') {
                let word = tokens(word);
                if let Some(first) = word.first() {
                    table
                        .entry(first.clone())
                        .or_default()
                        .push((word.clone(), *kind));
                }
            }
        }
        table
    })
}

/// The longest word of the lexicon that begins some tokens: how many it takes, and what it does. Of
/// two as long the last of the table counts.
pub(super) fn longest(rest: &[String]) -> Option<(usize, Kind)> {
    words()
        .get(rest.first()?)?
        .iter()
        .filter(|(word, _)| rest.starts_with(word))
        .max_by_key(|(word, _)| word.len())
        .map(|(word, kind)| (word.len(), *kind))
}

/// Whether all of a text is words of the lexicon: then it is nobody's name.
pub(super) fn is_only_words(text: &str) -> bool {
    let all = tokens(text);
    let mut rest = &all[..];
    while let Some((length, _)) = longest(rest) {
        rest = &rest[length..];
    }
    rest.is_empty()
}
