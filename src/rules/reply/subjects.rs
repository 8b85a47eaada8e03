//! What a part of a reply is about: a doubt about the customs leaves the harbour as it was said.

use std::sync::OnceLock;

use super::lexer::{Item, read_among, tokens};
use super::lexicon::Kind;
use super::parts::Part;
use super::words::values_elsewhere;
use crate::domain::Pointer;

/// What findings are about, by the beginnings and the ends of their fields, and the words for it.
const SUBJECTS: &[(&[&str], &str)] = &[
    (
        &["/customs"],
        "报关|报检|报关资料|手册|customs|declaration|customs clearance",
    ),
    (
        &["/freight", "/settlement"],
        "运费|费用|付款|freight|payment",
    ),
    (
        &["/pod", "/pol", "/via", "/delivery"],
        "南港|北港|西港|south harbour|north harbour|港口|卸港|目的港|port of discharge|discharge port",
    ),
    (&["/loading"], "拖车|装柜|装货|进仓|送货|loading|trucking"),
    (
        &["/gross_kg", "/kg", "/tare_kg"],
        "毛重|重量|weight|gross weight",
    ),
    (&["/volume_cbm"], "体积|方数|volume|measurement"),
    (
        &["/temperature_c", "/ventilation"],
        "温度|通风|temperature|ventilation",
    ),
    (
        &["/requested_etd", "/sailing", "/latest_shipment"],
        "船期|开船|etd|sailing",
    ),
    (&["/fumigation"], "熏蒸|fumigation"),
    (&["/name_en", "/name_zh"], "品名|goods name"),
];

/// The words for what findings are about, as tokens.
pub(super) fn subjects() -> &'static [Vec<String>] {
    static WORDS: OnceLock<Vec<Vec<String>>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let words = SUBJECTS.iter().flat_map(|(_, words)| words.split('|'));
        words.map(tokens).collect()
    })
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
    let known = SUBJECTS.iter().any(|(places, _)| is_own(places));
    let of = |own: bool| -> Vec<Vec<String>> {
        SUBJECTS
            .iter()
            .filter(|(places, _)| is_own(places) == own)
            .flat_map(|(_, words)| words.split('|').map(tokens))
            .collect()
    };
    let (own, others) = (of(true), of(false));
    let doubts_another = |part: &Part| {
        let all = tokens(&part.text);
        let holds = |words: &[Vec<String>]| {
            words
                .iter()
                .any(|word| all.windows(word.len()).any(|window| window == word))
        };
        let labels: Vec<Vec<String>> = others.iter().chain(values_elsewhere()).cloned().collect();
        let clause = read_among(&part.text, part.asks(), &[], &labels);
        let only_doubts = clause
            .items
            .iter()
            .all(|item| matches!(item, Item::Word(Kind::Unsure | Kind::Filler | Kind::Verb)));
        holds(&others)
            && !holds(&own)
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
