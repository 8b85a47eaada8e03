//! The names and the units of the quantities that replies give.

/// A quantity that may stand beside the one that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    /// The gross weight.
    Gross,
    /// The net weight.
    Net,
    /// The weight of the empty container, and cargo and container together.
    WithContainer,
    /// The verified gross mass.
    Verified,
    /// What a container may weigh at most, as its plate says.
    Limit,
    /// Cubic metres.
    Volume,
    /// Packages, pieces.
    Count,
    /// Containers: 1*40HQ.
    Containers,
    /// A telephone number.
    Telephone,
    /// The number of an order, a booking, an invoice.
    Order,
    /// Humidity.
    Humidity,
    /// Money.
    Money,
    /// Degrees.
    Temperature,
    /// Closed, or how far the vents stand open.
    Ventilation,
}

/// The names that stand before a quantity, and the units behind it.
pub(super) struct Kind {
    pub(super) quantity: Quantity,
    pub(super) names: &'static str,
    pub(super) units: &'static str,
}

/// The units of weight.
pub(super) const WEIGHTS: &str = "kgs|kg|公斤|千克|公吨|吨|mts|mt|tons|ton|tonnes|lbs|lb|磅|t";

/// All kinds, the narrower names first.
pub(super) const KINDS: &[Kind] = &[
    Kind {
        quantity: Quantity::Limit,
        names: "max. gross weight|max gross weight|maximum gross weight|max. gross|max gross|maximum gross|mgw|max payload|payload|最大总重|最大毛重|最大载重|载重",
        units: WEIGHTS,
    },
    Kind {
        quantity: Quantity::Net,
        names: "净重|net weight|net wt|nett|net|n.w.|n.w|nw",
        units: WEIGHTS,
    },
    Kind {
        quantity: Quantity::Verified,
        names: "verified gross mass|vgm",
        units: WEIGHTS,
    },
    Kind {
        quantity: Quantity::WithContainer,
        names: "皮重|箱重|柜重|tare weight|tare",
        units: WEIGHTS,
    },
    Kind {
        quantity: Quantity::Gross,
        names: "总毛重|毛重|重量|货重|gross weight|gross wt|gross|g.w.|g.w|gwt|gw|weight|wt",
        units: WEIGHTS,
    },
    Kind {
        quantity: Quantity::Volume,
        names: "总体积|体积|尺码|方数|volume|vol|measurement|meas",
        units: "cbm|m3|m³|cft|cu.ft|立方米|立方|方",
    },
    Kind {
        quantity: Quantity::Count,
        names: "件数|箱数|数量|quantity|qty",
        units: "cartons|carton|ctns|ctn|pcs|packages|package|pkgs|pkg|pallets|pallet|plts|bags|drums|cases|boxes|box|sets|件|箱|托盘|托|个|包|捆|桶|袋|只|套|卷",
    },
    Kind {
        quantity: Quantity::Humidity,
        names: "湿度|humidity|rh",
        units: "%|percent",
    },
    Kind {
        quantity: Quantity::Money,
        names: "usd|us$|rmb|cny|eur|美金|美元|运费|费用|运价|单价|freight rate|rate|price",
        units: "美金|美元|元|usd|rmb|cny|eur",
    },
    Kind {
        quantity: Quantity::Temperature,
        names: "设定温度|设置温度|温度|set temperature|set temp|temperature|temp|set point|setpoint",
        units: "度|℃|°c|c|摄氏度|degrees celsius|degree celsius|degrees|℉|°f|f|华氏度",
    },
    Kind {
        quantity: Quantity::Ventilation,
        names: "通风口|通风孔|通风量|通风|风口|风门|ventilation|air vents|air vent|vents|vent|fresh air",
        units: "%|percent|pct|cbm/hour|cbm/hr|cbm/h|m3/hour|m3/hr|m3/h|m³/h|立方米/小时|立方/小时|方/小时|cmh|cbm per hour",
    },
];

/// What stands before a telephone number.
pub(super) const TELEPHONES: &str = "电话号码|电话|手机号|手机|telephone|tel|phone|mobile|mob|cell|传真|fax|微信|qq|whatsapp|wechat|call|t|m";
/// What stands before the number of a paper.
pub(super) const ORDERS: &str = "p/o|p.o.|po no|po|order no|order|订单号|订单|订舱号|订舱|booking no|booking|合同号|合同|contract no|contract|invoice no|invoice|\
     发票号|发票|箱号|job no|so no|s/o|so|reference|ref no|ref|编号|单号|提单号|b/l no|bl no|b/l|工作号|委托号";
/// Vents that are not open.
pub(super) const CLOSED: &str = "fully closed|closed|close|shut|关闭|关上|关掉|全关|关";
/// Containers by their everyday codes.
pub(super) const TYPES: &str =
    "20gp|40gp|40hq|40hc|45hq|20rf|40rf|20rh|40rh|20ot|40ot|20fr|40fr|20dv|40dv|20'|40'";
