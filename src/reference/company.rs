//! What companies put behind their name: their line of business, their legal form, their branch.
//!
//! `MAERSK A/S`, `EVERGREEN MARINE CORP. (TAIWAN) LTD.`, `达飞轮船(中国)有限公司上海分公司`.

use super::countries::is_country_name;
use super::text::words;

/// What may stand behind a name, as words: lines of business, legal forms, what branches are called.
const TAILS: &[&str] = &[
    // Lines of business.
    "LINE",
    "LINES",
    "LINER",
    "SHIPPING",
    "SHIPPING LINE",
    "CONTAINER",
    "CONTAINERS",
    "MARINE",
    "MARITIME",
    "OCEAN",
    "TRANSPORT",
    "TRANSPORTATION",
    "SERVICE",
    "SERVICES",
    "GROUP",
    "HOLDING",
    "HOLDINGS",
    "NAVIGATION",
    "EXPRESS",
    "INTEGRATED",
    "CARRIER",
    "CARRIERS",
    "KONTEYNER",
    "TASIMACILIK",
    // Legal forms. Sources: the company laws' usual abbreviations, stops taken out.
    "CO",
    "COMPANY",
    "CORP",
    "CORPORATION",
    "INC",
    "INCORPORATED",
    "LTD",
    "LIMITED",
    "PLC",
    "P L C",
    "LLC",
    "L L C",
    "LLP",
    "LP",
    "PTE",
    "PTY",
    "PVT",
    "PRIVATE",
    "PUBLIC",
    "PCL",
    "BHD",
    "SDN",
    "SDN BHD",
    "PT",
    "TBK",
    "JSC",
    "OJSC",
    "PJSC",
    "FZE",
    "FZC",
    "FZCO",
    "DMCC",
    "W L L",
    "WLL",
    "A S",
    "AS",
    "A P S",
    "APS",
    "ASA",
    "AB",
    "OY",
    "OYJ",
    "S A",
    "SA",
    "S A S",
    "SAS",
    "SARL",
    "S A R L",
    "S P A",
    "SPA",
    "SRL",
    "S R L",
    "S L",
    "SL",
    "B V",
    "BV",
    "N V",
    "NV",
    "GMBH",
    "G M B H",
    "MBH",
    "AG",
    "A G",
    "KG",
    "KGAA",
    "SE",
    "E V",
    "AKTIENGESELLSCHAFT",
    "K K",
    "KK",
    "KABUSHIKI KAISHA",
    "AND",
    "THE",
    // Branches.
    "BRANCH",
    "OFFICE",
    "ASIA",
    "EAST ASIA",
    "SOUTH EAST ASIA",
    "ASIA PACIFIC",
    "EUROPE",
    "AMERICA",
    "AMERICAS",
    "NORTH AMERICA",
    "SOUTH CHINA",
    "NORTH CHINA",
    "EAST CHINA",
    "MIDDLE EAST",
    "FAR EAST",
    "SHANGHAI",
    "NINGBO",
    "SHENZHEN",
    "QINGDAO",
    "XIAMEN",
    "TIANJIN",
    "GUANGZHOU",
    // The same in Chinese.
    "有限公司",
    "有限责任公司",
    "股份有限公司",
    "股份公司",
    "股份",
    "集团",
    "公司",
    "总公司",
    "分公司",
    "代表处",
    "办事处",
    "海运",
    "航运",
    "船务",
    "轮船",
    "船公司",
    "船东",
    "集运",
    "货柜",
    "集装箱",
    "集装箱运输",
    "运输",
    "综合航运",
    "航运公司",
    "海运公司",
    "船务代理",
    "线",
    "亚太",
    "亚洲",
    "华东",
    "华南",
    "华北",
    "上海",
    "宁波",
    "深圳",
    "青岛",
    "厦门",
    "天津",
    "广州",
    "大连",
];

/// The longest tail, in words; a Chinese character is one.
const LONGEST: usize = 8;

/// A name's key without one tail, without two, and so on to the shortest; the longest first.
pub(super) fn without_tails(text: &str) -> Vec<String> {
    let words = words(text);
    let mut names = Vec::new();
    let mut end = words.len();
    while let Some(length) = tail(&words[..end]) {
        end -= length;
        names.push(words[..end].concat());
    }
    names
}

/// How many of the last words are one tail; the whole of a text is none.
fn tail(words: &[String]) -> Option<usize> {
    (1..words.len().min(LONGEST + 1)).rev().find(|&length| {
        let last = &words[words.len() - length..];
        let joined = last.concat();
        TAILS
            .iter()
            .any(|tail| tail.bytes().filter(|&byte| byte != b' ').eq(joined.bytes()))
            || is_country_name(&joined)
    })
}
