//! The words in which carriers speak of cut-offs and their new times.

use crate::domain::CutOffKind;

/// Words before a new time that lead to it and say nothing else.
pub(super) const AHEAD_OF_A_TIME: &[&str] = &[
    "no later than",
    "not later than",
    "until",
    "till",
    "before",
    "by",
    "to",
    "is",
    "at",
    "on",
    "now",
    "最晚",
    "最迟",
    "改到",
    "改为",
    "改成",
    "推迟到",
    "放宽到",
    "延后到",
    "到",
    "至",
    "为",
    "成",
    "在",
    "于",
    "是",
    ":",
    "=",
];

/// Words behind a new time that say that it is the last.
pub(super) const BEHIND_A_TIME: &[&str] = &[
    "之前",
    "以前",
    "截止",
    "为止",
    "前",
    "止",
    "截",
    "latest",
    "at the latest",
    "local time",
    "lt",
    "hrs",
];

/// Words that an hour alone stands behind: the longer ones first.
pub(super) const LEADS: &[&str] = &[
    "延到",
    "延至",
    "延期到",
    "延期至",
    "延长到",
    "延长至",
    "推迟到",
    "推到",
    "放宽到",
    "改到",
    "改为",
    "改成",
    "extended to",
    "extended until",
    "extended till",
    "extend to",
    "extend until",
    "extend till",
    "extension to",
    "extension until",
    "extension till",
    "postponed to",
];

/// Words around a new time that change nothing of it.
pub(super) const NEUTRAL: &[&str] = &[
    "cut-off time",
    "cutoff time",
    "cut off time",
    "cut-off",
    "cutoff",
    "cut off",
    "closing time",
    "closing date",
    "closing",
    "deadline",
    "截止时间",
    "截止日期",
    "截止",
    "最新",
    "新的",
    "最晚",
    "最迟",
    "new",
    "revised",
    "latest",
    "时间",
    "请准时提交",
    "请准时",
    "请务必准时",
    "务必准时",
    "请抓紧时间",
    "请抓紧",
    "抓紧提交",
    "抓紧",
    "过时不候",
    "逾期不候",
    "最后一次",
];

const CY: &[&str] = &[
    "截港时间",
    "截港",
    "截柜",
    "截重",
    "截进港",
    "进港截止",
    "进港",
    "还重",
    "cy cut-off",
    "cy cutoff",
    "cy cut off",
    "cy closing",
    "cyclosing",
    "cy",
    "gate-in",
    "gate in",
    "terminal cut-off",
];

const SI: &[&str] = &[
    "截单时间",
    "截单",
    "截补料",
    "补料截止",
    "补料",
    "截文件",
    "文件截止",
    "截提单",
    "样单截止",
    "si cut-off",
    "si cutoff",
    "si cut off",
    "si",
    "s/i",
    "doc cut-off",
    "doc cutoff",
    "doc cut off",
    "doc closing",
    "doc",
    "docs",
    "documentation",
    "shipping instruction",
    "shipping instructions",
];

const VGM: &[&str] = &["截vgm", "vgm截止", "vgm cut-off", "vgm cutoff", "vgm"];

const CUSTOMS: &[&str] = &[
    "截关时间",
    "截关",
    "截放行",
    "放行条截止",
    "放行截止",
    "海关放行",
    "放行条",
    "放行",
    "customs cut-off",
    "customs cutoff",
    "customs clearance",
    "customs",
];

const AMS: &[&str] = &["截ams", "截ens", "ams", "ens", "舱单", "manifest"];

/// What else a time may be said of: the ship, the goods.
const ELSE: &[&str] = &[
    "开船",
    "开航",
    "船期",
    "离港",
    "靠泊",
    "抵港",
    "到港",
    "预抵",
    "etd",
    "eta",
    "etb",
    "atd",
    "sailing",
    "sails",
    "sail",
    "departure",
    "departs",
    "arrival",
    "arrives",
    "berthing",
    "berth",
    "装柜",
    "装货",
    "装箱",
    "送货",
    "提柜",
    "提箱",
    "loading",
    "pick up",
    "pickup",
    "开港",
    "开舱",
    "open",
    "opens",
];

/// The names of a cut-off.
pub(super) fn names(kind: CutOffKind) -> Vec<&'static str> {
    match kind {
        CutOffKind::Cy => CY,
        CutOffKind::Si => SI,
        CutOffKind::Vgm => VGM,
        CutOffKind::Customs => CUSTOMS,
        CutOffKind::Ams => AMS,
    }
    .to_vec()
}

/// The names of what else may be spoken of.
pub(super) fn subjects(kind: CutOffKind) -> Vec<&'static str> {
    CutOffKind::ALL
        .iter()
        .filter(|other| **other != kind)
        .flat_map(|other| names(*other))
        .chain(ELSE.iter().copied())
        .collect()
}
