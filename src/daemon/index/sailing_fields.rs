//! The fields of a sailing, the words that announce them, and the words that say nothing.

use crate::search::FieldKind;
use crate::search::schema::FieldSpec;

/// The fields of a sailing, those meant first before the others.
#[rustfmt::skip]
pub const FIELDS: &[FieldSpec] = &[
    FieldSpec::new("pod", FieldKind::Name, 0, &["to", "pod", "dest", "destination", "discharge", "into", "到", "去", "至", "往", "抵", "发往", "目的港", "卸货港", "卸港"]),
    FieldSpec::new("carrier", FieldKind::Name, 0, &["carrier", "line", "liner", "船东", "船公司", "承运人"]),
    FieldSpec::new("vessel", FieldKind::Name, 0, &["vessel", "vsl", "mv", "ship", "船名"]),
    FieldSpec::new("voyage", FieldKind::Voyage, 0, &["voy", "voyage", "航次"]),
    FieldSpec::new("pol", FieldKind::Name, 0, &["from", "pol", "ex", "loading", "从", "由", "自", "起运港", "装货港", "装港"]),
    FieldSpec::new("etd", FieldKind::Day, 0, &["etd", "sail", "sails", "sailing", "dep", "depart", "departs", "departure", "leaving", "开船", "开航", "离港", "船开", "开"]),
    FieldSpec::new("service", FieldKind::Code, 2, &["service", "svc", "loop", "航线", "线"]),
    FieldSpec::new("pod_terminal", FieldKind::Name, 2, &["terminal", "码头"]),
    FieldSpec::new("via", FieldKind::Name, 8, &["via", "transhipment", "transshipment", "经", "经由", "中转", "转", "中转港"]),
    FieldSpec::new("eta", FieldKind::Day, 14, &["eta", "arr", "arrive", "arrives", "arrival", "arriving", "到港", "抵港", "预抵"]),
    FieldSpec::new("cy", FieldKind::Day, 12, &["cy", "cutoff", "closing", "close", "closes", "截港", "截关", "截柜", "截重"]),
    FieldSpec::new("si", FieldKind::Day, 14, &["si", "doc", "docs", "截单", "截补料"]),
    FieldSpec::new("vgm", FieldKind::Day, 14, &["vgm"]),
    FieldSpec::new("customs", FieldKind::Day, 14, &["customs", "截关", "放行"]),
    FieldSpec::new("ams", FieldKind::Day, 14, &["ams", "ens"]),
];

/// Words that clerks type and that say nothing of a sailing.
#[rustfmt::skip]
pub const OPTIONAL: &[&str] = &[
    "a", "an", "the", "of", "pt", "on", "in", "at", "for", "with", "and", "or", "is", "any", "pls",
    "please", "v", "vs", "no", "by", "ships", "schedule", "port", "ocean", "container",
    "containers", "ctn", "earliest", "soonest", "asap", "first", "space", "booking", "book",
    "cut", "off", "next", "nxt", "m", "fcl", "lcl", "20gp", "40gp", "40hq", "40hc", "45hq", "20rf", "40rf",
    "40rh", "gp", "hq", "hc", "rf", "rh", "的", "了", "有", "吗", "呢", "请", "查", "找", "看", "船",
    "船期", "班", "班次", "票", "柜", "箱", "高柜", "小柜", "大柜", "冻柜", "最近", "最早", "最快", "尽快", "港", "港口",
    "市", "号", "航", "轮", "海运", "航运", "集运", "集装箱", "轮船", "公司", "船务", "截", "出", "发", "订", "订舱",
    "舱位", "那", "条", "艘", "那条", "有没有", "哪些", "走", "我要", "要", "前", "后", "和", "或", "出口", "是",
    "什么", "几号",
];

/// What stands for several fields before a colon.
pub const SCOPES: &[(&str, &[&str])] = &[
    ("port", &["pod", "pol"]),
    ("港", &["pod", "pol"]),
    ("港口", &["pod", "pol"]),
];
