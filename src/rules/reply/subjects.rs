//! What a part of a reply is about: a doubt about the customs leaves the harbour as it was said.

use std::sync::OnceLock;

use super::lexer::{Item, holds, read_among, tokens};
use super::lexicon::Kind;
use super::parts::Part;
use super::words::values_elsewhere;
use crate::domain::Pointer;

/// What questions are about, by the beginnings and the ends of their fields, and the words for it.
const QUESTIONS: &[(&[&str], &str)] = &[
    (
        &["/customs"],
        "报关|清关|报检|customs|customs clearance|customs declaration|declaration",
    ),
    (
        &["/freight", "/settlement"],
        "运费|费用|付款|freight|payment|预付|到付|prepaid|collect|freight terms",
    ),
    (
        &["/pod", "/pol", "/via", "/delivery"],
        "南港|北港|西港|south harbour|north harbour|south harbor|north harbor|westport|northport|港口|卸港|目的港|port of discharge|discharge port",
    ),
    (
        &["/loading"],
        "拖车|装柜|装货|装箱|进仓|送货|提货|loading|trucking|trailer|truck",
    ),
    (
        &["/gross_kg", "/kg", "/tare_kg"],
        "毛重|重量|weight|gross weight",
    ),
    (&["/volume_cbm"], "体积|方数|volume|measurement"),
    (
        &["/temperature_c", "/ventilation"],
        "温度|通风|temperature|temp|vent|vents|ventilation",
    ),
    (
        &["/requested_etd", "/sailing", "/latest_shipment"],
        "船期|开船|etd|sailing",
    ),
    (
        &["/fumigation", "/packing_material"],
        "熏蒸|fumigation|fumigated|fumigate",
    ),
    (&["/name_en", "/name_zh"], "品名|goods name|commodity"),
    (
        &["/heavy_duty"],
        "重柜|超重柜|加重柜|重箱|heavy duty|heavy duty container|heavy duty box",
    ),
    (
        &["/food_container_check"],
        "柜检|食品柜检|食品检|箱检|验箱|food check|food container check|container check|food grade check",
    ),
    (&["/genset_truck"], "发电机|genset|gen set|generator"),
    (
        &["/us_routing"],
        "全水路|全水|陆桥|all water|mlb|land bridge|us routing|routing",
    ),
    (
        &["/stuffing_mode"],
        "整箱|整柜|拼箱|自拼箱|fcl|lcl|stuffing",
    ),
    (
        &["/dangerous"],
        "危险品|危险货物|dangerous goods|dangerous|dg cargo|hazardous",
    ),
    (
        &["/documents"],
        "船证|船龄证|vessel certificate|certificate",
    ),
    (&["/overseas_agent"], "海外代理|overseas agent"),
    (
        &["/carrier_designated"],
        "指定船公司|不指定|不指定船公司|carrier designation",
    ),
];

/// The beginnings and the ends of the fields that a question is about, and its words as tokens.
pub(super) type Topic = (&'static [&'static str], Vec<Vec<String>>);

/// Every question's words.
pub(super) fn questions() -> &'static [Topic] {
    static TABLE: OnceLock<Vec<Topic>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let row = |(fields, words): &(&'static [&'static str], &str)| {
            (*fields, words.split('|').map(tokens).collect())
        };
        QUESTIONS.iter().map(row).collect()
    })
}

/// The words of all questions.
pub(super) fn subjects() -> impl Iterator<Item = &'static Vec<String>> {
    questions().iter().flat_map(|(_, words)| words)
}

/// Whether a text is nothing but what a question is about.
pub(super) fn is_subject(text: &str) -> bool {
    let all = tokens(text);
    questions().iter().any(|(_, words)| words.contains(&all))
}

/// The parts without the doubts about something else: 南港，报关稍后告知.
pub(super) fn without_other_doubts(
    parts: &[Part],
    fields: &[Pointer],
    names: impl Fn(&str) -> bool,
) -> Vec<Part> {
    let is_own = |places: &[&str]| {
        fields.iter().any(|field| {
            let at = field.as_str();
            places
                .iter()
                .any(|place| at.starts_with(place) || at.ends_with(place))
        })
    };
    let (own, others): (Vec<_>, Vec<_>) =
        questions().iter().partition(|(places, _)| is_own(places));
    let known = !own.is_empty();
    let words = |of: Vec<&'static Topic>| -> Vec<Vec<String>> {
        of.iter().flat_map(|(_, words)| words).cloned().collect()
    };
    let (own, others) = (words(own), words(others));
    let doubts_another = |part: &Part| {
        let all = tokens(&part.text);
        let labels: Vec<Vec<String>> = others.iter().chain(values_elsewhere()).cloned().collect();
        let clause = read_among(&part.text, part.asks(), &[], &labels);
        let only_doubts = clause
            .items
            .iter()
            .all(|item| matches!(item, Item::Word(Kind::Unsure | Kind::Filler | Kind::Verb)));
        holds(&all, &others)
            && !holds(&all, &own)
            && !part.asks()
            && only_doubts
            && clause.items.contains(&Item::Word(Kind::Unsure))
            && !names(&part.text)
    };
    parts
        .iter()
        .filter(|part| !(known && doubts_another(part)))
        .cloned()
        .collect()
}
