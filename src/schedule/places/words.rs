//! Words beside a port in its cell: terminals, remarks, the city that it lies in.

use super::super::plain::is_han;

/// What a terminal's name is recognised by. Names of harbours and terminals that schedules write
/// behind a port. Source: terminals' own names.
pub(super) const TERMINALS: &[&str] = &[
    "TERMINAL",
    "PIER",
    "BERTH",
    "PHASE",
    "WHARF",
    "QUAY",
    "DOCK",
    "GATE",
    "CT",
    "TML",
    "ECT",
    "DELTA",
    "EUROMAX",
    "RWG",
    "APM",
    "APMT",
    "MAASVLAKTE",
    "MV2",
    "MVII",
    "UNIPORT",
    "CTA",
    "CTB",
    "CTT",
    "BURCHARDKAI",
    "EUROGATE",
    "ALTENWERDER",
    "TOLLERORT",
    "MSC GATE",
    "NTB",
    "YANGSHAN",
    "WAIGAOQIAO",
    "WGQ",
    "YS",
    "BEILUN",
    "MEISHAN",
    "DAXIE",
    "CHUANSHAN",
    "ZHENHAI",
    "YICT",
    "SCT",
    "CCT",
    "MCT",
    "DCB",
    "GCT",
    "NICT",
    "NCT",
    "QQCT",
    "QQCTU",
    "FICT",
    "TPCT",
    "PCTC",
    "XICT",
    "TICT",
    "HIT",
    "MTL",
    "ACT",
    "COSCO HIT",
    "PSA",
    "DPW",
    "ITS",
    "LBCT",
    "TTI",
    "TRAPAC",
    "WBCT",
    "FMS",
    "YTI",
    "PNCT",
    "MAHER",
    "GCT BAYONNE",
    "DELTAPORT",
    "CENTERM",
    "MPET",
    "NOORDZEE",
    "DP WORLD",
    "CSP",
    "CHINA SHIPPING",
    "TTIA",
    "BEST",
    "洋山",
    "外高桥",
    "外港",
    "外二",
    "外四",
    "外五",
    "外六",
    "外一",
    "北仑",
    "梅山",
    "大榭",
    "穿山",
    "镇海",
    "码头",
    "港区",
    "期",
    "前湾",
    "黄岛",
    "国际",
];

/// Words that are a remark beside a port, never a place.
pub(super) const REMARKS: &[&str] = &[
    "直达",
    "直航",
    "DIRECT",
    "爆舱",
    "满舱",
    "限重",
    "加班",
    "甩",
    "紧张",
    "有舱",
    "周班",
    "快航",
    "FULL",
    "OPEN",
    "SPACE",
    "基本港",
    "BASE",
    "改",
    "船期",
];

/// Cities that are written before the port that lies in them, and are no port of that name.
pub(super) const CITIES: &[&str] = &[
    "深圳",
    "广州",
    "天津",
    "SHENZHEN",
    "GUANGZHOU",
    "TIANJIN",
    "ISTANBUL",
    "伊斯坦布尔",
];

pub(super) fn is_remark(note: &str) -> bool {
    REMARKS.iter().any(|word| note.contains(word))
}

/// Whether a text is a terminal's name: one of its words is.
pub(super) fn is_terminal(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .collect();
    TERMINALS.iter().any(|name| {
        if name.chars().any(is_han) || name.contains(' ') {
            text.contains(name)
        } else {
            words.contains(name)
        }
    })
}
