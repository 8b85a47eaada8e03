//! How the values of closed fields are said.

use std::sync::OnceLock;

use super::lexer::tokens;

/// A value of a closed field and its names.
pub(super) type Named = (&'static str, &'static str);

/// The closed fields: each value, and its names with strokes between. A name holds whatever stands
/// around it; of two that overlap the longer counts: 自拼箱 is no 拼箱.
const CLOSED: &[(&str, &[Named])] = &[
    (
        "/us_routing",
        &[
            (
                "all-water",
                "all water|allwater|aw|aws|all water service|by sea all the way|全水|全水路|全海运|走水路|水路",
            ),
            (
                "mlb",
                "mlb|mlbs|mini land bridge|minilandbridge|mini landbridge|minibridge|mini bridge|land bridge|landbridge|ipi|rail|\
                 by rail|陆桥|小陆桥|大陆桥|海铁|铁路",
            ),
        ],
    ),
    (
        "/freight/terms",
        &[
            (
                "prepaid",
                "prepaid|pre paid|prepay|pp|ppd|freight prepaid|预付|运费预付|预付款|起运港付|cif预付|cif prepaid|cfr prepaid|cfr预付|cnf预付|cif 预付|cif|cif的|cfr|cfr的|cnf|payable at origin|at origin",
            ),
            (
                "collect",
                "collect|cc|coll|freight collect|freight to collect|到付|运费到付|目的港付|fob到付|fob collect|exw到付|exw collect|fob|fob的|exw|exw的|fca|fca到付|fca collect|payable at destination|at destination",
            ),
            (
                "third-place",
                "third place|third place payment|payable at third place|elsewhere|payable elsewhere|freight payable at|payable at|3rd place|\
                 payable at a third place|payable at 3rd place|第三地|第三地付|第三地付款|第三地点付|第三地付费|异地付款|异地付",
            ),
        ],
    ),
    (
        "/loading/mode",
        &[
            (
                "warehouse",
                "warehouse|your warehouse|cfs|at your warehouse|warehouse loading|loading at warehouse|loading at your warehouse|warehouse stuffing|cfs loading|场装|内装|进仓|仓库装|仓库|送仓|送货进仓|仓库内装|你们仓库|送你们仓库|送到你们仓库|送贵司仓库|to your warehouse",
            ),
            (
                "trailer",
                "trailer|by trailer|truck|by truck|trucking|haulage|door|factory|at factory|at our factory|factory loading|拖装|门点|拖车|\
                 产装|工厂装|工厂装箱|门点装箱|到厂装箱|厂装|做箱",
            ),
            (
                "self",
                "拖车我们自己安排|拖车自己安排|拖车我们安排|拖车自理|拖车我们自理|拖车我司自理|ourselves|by ourselves|by shipper|by the shipper|shipper loads|self|self load|self loading|own truck|our own truck|own trucker|we load|load by ourselves|we load by ourselves|we load ourselves|with our own truck|by our own truck|\
                 自理|自拖|自装|自己安排拖车|我们自己安排拖车|我们自己拖车|自己拖车|自己叫车|自己派车|自行拖车|我们安排拖车|我们自己送|own trucking|arrange our own truck|we arrange our own truck|自己拖|自己装|自拉自送|自拉自报|我们自己拖|我们自己装|货主自装",
            ),
        ],
    ),
    (
        "/customs/declaration",
        &[
            (
                "us",
                "you|by you|you declare|you do|declared by you|your side|forwarder|by forwarder|by your side|your company|your broker|you handle|\
                 do customs clearance for us|customs clearance for us|do the customs clearance for us|do customs for us|do the customs for us|clear customs for us|\
                 arrange customs clearance for us|handle customs for us|handle customs clearance for us|\
                 代理|代理报关|代理报关报检|报关报检都你们做|declare for us|declare on our behalf|by you|handle for us|你们代理报关|贵司代理报关|贵司|贵司报关|你们|你们报关|你司|你司报关|委托你们|委托贵司|委托报关|货代报关",
            ),
            (
                "customer",
                "we|us|by us|we declare|declared by us|declared by ourselves|ourselves|by ourselves|self|our side|our own broker|own broker|our broker|customer|by customer|by shipper|\
                 自理|自报|自行报关|自理报关|我司|我司报关|我们|我们报关|我们自己|我们自己报|我们自己报关|我们自理|我们自行报关|we will declare|we will declare ourselves|we declare ourselves|declare ourselves|自己报|自己报关|客户自报|客户自理|我方",
            ),
        ],
    ),
    (
        "/customs/inspection",
        &[
            (
                "us",
                "you|by you|your side|forwarder|you handle|you do|代理|代理报关报检|报关报检都你们做|贵司|你们|你司|代理报检|贵司报检|你们报检|你司报检|委托你们|委托贵司",
            ),
            (
                "customer",
                "we|us|by us|ourselves|by ourselves|self|our side|customer|自理|自检|客户报检|客户自己报检|客户自检|自行报检|我司|我们|我们自己|自己报检|我司报检|我们报检|我方",
            ),
            (
                "none",
                "none|no inspection|not subject to inspection|免检|免报检|非法检|不涉检|无需报检|不需要报检|不用报检|不报检|无需商检|不用商检|不需要商检|不需商检|不做商检|无商检",
            ),
        ],
    ),
    (
        "/settlement/payer",
        &[
            (
                "principal",
                "well pay|well settle|bill us|invoice us|debit us|principal|the principal|we pay|we will pay|we settle|we will settle|paid by us|pay by us|by us|us|ourselves|our account|our side|on our account|booking party|\
                 委托人|委托方|委托人付|委托人付款|我司|我司付|我司付款|我们|我司支付|我们支付|我方支付|我方付款|我们付|我们付款|我们结算|我方|我方付|我司结算|我付",
            ),
            (
                "shipper",
                "shipper|the shipper|shippers|the shippers|shipper pays|by shipper|发货人|发货人付|发货人付款|发货方|工厂付|工厂付款|发货人结算|发货人结|由发货人结|由发货人付|发货人支付|托运人付|托运人",
            ),
            (
                "third-party",
                "third party|third party pays|thirdparty|3rd party|by third party|by a third party|a third party|第三方|第三方付|第三方付款|第三方结算|第三人付款|第三方支付|三方付",
            ),
        ],
    ),
    (
        "/source",
        &[
            ("direct", "direct|direct customer|直客|直客货|直接客户"),
            (
                "co-loader",
                "co loader|coloader|co load|forwarder|同行|同行货",
            ),
            (
                "nominated",
                "nominated|nomination|nomi|指定|指定货|国外指定|代理指定",
            ),
        ],
    ),
    (
        "/stuffing_mode",
        &[
            (
                "shipper-consolidated",
                "自拼|自拼箱|货主自拼|货主自拼箱|自拼柜|self consol|self console|own consol|自己拼箱|自行拼箱|shipper consolidated|self consolidated|shippers consolidation|shipper consolidation|\
                 self consolidation|own consolidation|buyers consolidation",
            ),
            (
                "fcl",
                "fcl|full container|full container load|整箱|整柜|fcl fcl",
            ),
            ("lcl", "lcl|less than container load|拼箱|拼柜|散拼"),
            ("bulk", "bulk|in bulk|break bulk|breakbulk|散货|散装"),
        ],
    ),
    (
        "/handling/fumigation",
        &[
            (
                "done",
                "done|already done|done already|fumigated|already fumigated|has been fumigated|have been fumigated|was fumigated|is fumigated|are fumigated|completed|finished|已熏|已熏蒸|\
                 已经熏蒸|熏蒸过|熏过|熏蒸过了|已经熏蒸过|已经熏蒸过了|已经熏蒸好了|已经熏好了|已经熏过|熏蒸好了|已熏蒸好|做过熏蒸|已做熏蒸|已经做过|已做|做好了|做过|已完成|已经做了|fumigation done|fumigation completed|fumigation is done|fumigation has been done|熏蒸做好了|熏蒸已做|熏蒸已经做好|熏蒸已完成|熏蒸完了|熏好了|\
                 ispm15|ippc|heat treated|已热处理|ippc章|有ippc章",
            ),
            (
                "not-needed",
                "fumigation free|免熏蒸|免熏|免熏蒸的|无需熏蒸|不用熏蒸|不需熏蒸|不需要熏蒸|不熏|不熏蒸|不做熏蒸",
            ),
            (
                "needed",
                "yes|y|needed|need|needs|required|to be fumigated|be fumigated|fumigate|fumigation|need fumigation|do it|please do|熏蒸|要|要的|需要|需|需熏蒸|要熏蒸|做熏蒸|要做|做",
            ),
        ],
    ),
];

/// The names of the values of all closed fields that mean nothing else, as tokens.
pub(super) fn values_elsewhere() -> &'static [Vec<String>] {
    static NAMES: OnceLock<Vec<Vec<String>>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let harbours = ["南港|北港|西港|新港|旧港|south harbour|north harbour|south harbor|north harbor|westport|northport|south|north"];
        let of_fields = CLOSED.iter().flat_map(|(_, values)| values.iter().map(|(_, names)| *names));
        let names = of_fields.chain(harbours).flat_map(|names| names.split('|'));
        names
            .filter(|name| name.chars().count() > if name.is_ascii() { 3 } else { 1 })
            .map(tokens)
            .collect()
    })
}

/// What makes a yes, whatever the field is about.
pub(super) const YES: &str = "yes|y|yep|yeah|yes please|needed|need|needs|required|wanted|want|do it|please do|do so|please arrange|要|要的|需要|需要的|需|做|要做|有|带|\
                   用|必须要|肯定要|一定要|需要做|应要|有必要|必须做|要做的|必须";

/// What yes-or-no fields are about: their own names, and what is their contrary.
const YES_OR_NO: &[(&str, &str, &str)] = &[
    (
        "heavy_duty",
        "heavy duty|heavyduty|heavy container|heavy box|heavy duty container|hd|heavy tested|超重柜|重柜|加重柜|超重箱|重箱|加强柜",
        "普通柜|普通小柜|小柜|普通20gp|普柜|普通箱|普箱|标准柜|常规柜|一般的柜|一般柜|正常柜|standard|standard container|normal|normal container|regular|ordinary|ordinary container|gp|普通的|普通|\
         标准|normal box|standard box|regular container|normal one|standard one",
    ),
    (
        "food_container_check",
        "check|food check|food container check|container check|food grade check|food grade container|inspection|inspect|柜检|做柜检|食品柜检|检柜|箱检|食品检|食品检验|食品检查|做食品检|食品级|验箱|做检|要检",
        "免检|免柜检",
    ),
    (
        "genset_truck",
        "genset|gen set|generator|with genset|genset truck|genset trailer|truck with genset|trailer with genset|带发电机的拖车|带发电机拖车|发电机拖车|带发电机的车|发电机|带发电机|打发电机|挂发电机|要发电机|带电|插电|打冷|clip on",
        "自然冷|不打冷|不插电",
    ),
    (
        "carrier_designated",
        "designate|designated|nominate|nominated|appoint|指定|客户指定|我们指定|指定船公司",
        "any carrier|no preference|你们安排|你们选|你们看着订|看着订|你们看着办|随你们订|no preferred carrier",
    ),
    (
        "stamped",
        "stamped|chopped|stamp|盖章|已盖章|盖了章|有章",
        "没盖章",
    ),
    ("signed", "signed|signature|签字|已签字|签名", "没签字"),
    (
        "transhipment",
        "transhipment|transshipment|t s|via|中转|转船",
        "direct|直航|直达|直船",
    ),
    (
        "non_operating",
        "non operating|nor|不制冷|不打冷",
        "operating|制冷|打冷",
    ),
    (
        "shipper_owned",
        "soc|shipper owned|自备箱|自有箱|货主箱",
        "coc|carrier owned|船东箱|船公司箱",
    ),
];

/// The values of a closed field and their names.
pub(super) fn closed(field: &str) -> Option<&'static [Named]> {
    CLOSED
        .iter()
        .find(|(at, _)| *at == field)
        .map(|(_, words)| *words)
}

/// What a yes-or-no field is about: the names of yes, those of no.
pub(super) fn yes_or_no(field: &str) -> Option<(Vec<&'static str>, Vec<&'static str>)> {
    let last = field.rsplit('/').next().unwrap_or_default();
    let (_, about, contrary) = YES_OR_NO.iter().find(|(name, _, _)| *name == last)?;
    let yes = about.split('|').chain(YES.split('|')).collect();
    Some((yes, contrary.split('|').collect()))
}

/// The value of a closed field that a bare no stands for.
pub(super) fn no_of(field: &str) -> Option<&'static str> {
    match field {
        "/handling/fumigation" => Some("not-needed"),
        "/customs/inspection" => Some("none"),
        _ => None,
    }
}

/// A value of a closed field that is none where others have it in hand, and how that is said: of what
/// the customer fumigates himself the desk has neither to do it nor heard that it is done.
pub(super) const IN_HAND: &[(&str, &str, &str)] = &[(
    "/handling/fumigation",
    "needed",
    "自己|自理|自行|我们做|我司做|我们来做|我们安排|我们会做|我司安排|工厂做|工厂会做|工厂来做|工厂安排|工厂熏蒸|厂家做|客户做|发货人做|供应商做|\
     正在|在熏|在做|在安排|已安排|已经安排|安排好|安排了|ourselves|by us|by shipper|by the shipper|by factory|by the factory|by supplier|\
     by the supplier|by our side|we do it|we do the|we do fumigation|we will do|we arrange|we will arrange|we fumigate|we will fumigate|factory does|\
     factory will do|factory will arrange|factory will fumigate|shipper will do|shipper will arrange|shipper does|supplier will do|under way|underway|in progress|ongoing|arranged",
)];

/// What is said of a closed field beside its values and changes none of them: how often it is settled,
/// and that it is.
pub(super) const ABOUT: &[(&str, &str)] = &[(
    "/settlement/payer",
    "结算|结|月结|月结30天|月结客户|票结|现结|承担|负责|买单|算|跟|向|账单给|账单开给|账单发给|账单寄给|发票给|发票开给|发票开|开票给|\
     account|monthly|pay|pays|paid|payable|expense|expenses|settle|settles|settled|bill to|bill the|invoice to|invoice the|debit|debit to|debit note to",
)];

/// What is said beside a value, and the field that takes it: 第三地付款 香港.
pub(super) const BESIDE: &[(&str, &str, &str)] = &[
    ("/freight/terms", "third-place", "/freight/payable_at"),
    ("/settlement/payer", "third-party", "/settlement/name"),
];
