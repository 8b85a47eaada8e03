//! Customs transit and processing trade: 3.2j.

use super::report::word;
use super::wording::{Sign, affirms, affirms_one_of, given, narrow, says_none};
use super::{Checked, Report, Rule};
use crate::domain::consignment::{Handbook, Transit};
use crate::domain::{AnswerBy, Severity, TextArg};
use crate::i18n::field_name;
use crate::reference::GoodsCategory;

/// 是否要做转关, 带手册: a sign of either in a field, the remarks or the goods' text, and the place
/// for it not filled in. Said not to be is an answer.
pub static TRANSIT_HANDBOOK: Rule = Rule {
    id: "transit-handbook",
    clauses: &["3.2j"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix, AnswerBy::Later],
    check: transit_handbook,
    ..Rule::PLAIN
};

/// Manuals and brochures, which are no customs handbook.
const MANUALS: &[&str] = &[
    "目录和",
    "目录及",
    "样册和",
    "使用",
    "说明",
    "说明书",
    "用户",
    "操作",
    "产品",
    "宣传",
    "维修",
    "安装",
    "服务",
    "员工",
    "保养",
    "质量",
    "培训",
    "旅游",
    "指导",
    "广告",
    "技术",
    "安全",
    "客户",
    "采购",
    "图册",
    "学生",
    "健康",
];
const ENGLISH_MANUALS: &[&str] = &[
    "user",
    "users",
    "user's",
    "owner",
    "owner's",
    "product",
    "instruction",
    "operation",
    "operating",
    "operator's",
    "service",
    "maintenance",
    "training",
    "employee",
    "quality",
    "repair",
    "technical",
    "student",
    "safety",
    "assembly",
    "installation",
    "gear",
    "printed",
    "printing",
    "reference",
    "company",
    "brand",
    "design",
    "colour",
    "color",
];

/// What a handbook is for or belongs to, where it is one to read.
const OF_READING: &[&str] = &[
    "of", "for", "on", "about", "inside", "in", "printing", "printed", "samples", "sample",
    "paper", "covers", "pages",
];

const TRANSIT: &[Sign] = &[
    // 中转关丹: by way of a port, to Kuantan.
    Sign::but_after("转关", &["中"]),
    Sign::plain("customs transit"),
    Sign::plain("transit customs"),
    Sign::plain("customs transfer"),
];

const HANDBOOK: &[Sign] = &[
    Sign::but_after("手册", MANUALS),
    Sign::plain("加工贸易"),
    Sign::plain("来料加工"),
    Sign::plain("进料加工"),
    Sign::plain("processing trade"),
    Sign {
        text: "handbook",
        not_after: ENGLISH_MANUALS,
        not_before: OF_READING,
    },
];

/// In the goods' text a handbook may be a book: only what says more is a sign.
const HANDBOOK_IN_GOODS: &[Sign] = &[
    Sign::plain("加工贸易"),
    Sign::plain("来料加工"),
    Sign::plain("进料加工"),
    Sign::but_after("手册号", MANUALS),
    Sign::but_after("手册:", MANUALS),
    Sign::plain("带手册"),
    Sign::plain("海关手册"),
    Sign::plain("processing trade"),
    Sign::plain("customs handbook"),
    Sign::plain("processing handbook"),
    Sign::but_after("handbook no", ENGLISH_MANUALS),
];

fn transit_handbook(checked: &Checked<'_>, report: &mut Report) {
    let customs = &checked.consignment.customs;
    let transit_sign = || sign(checked, GoodsCategory::Transit, TRANSIT, TRANSIT);
    let transit = match &customs.transit {
        Some(Transit::No) => None,
        // From / to / says that there is none.
        Some(Transit::Between { from, to })
            if is_crossed_out(from.as_deref()) && is_crossed_out(to.as_deref()) =>
        {
            transit_sign()
        }
        Some(Transit::Between { from, to }) => (given(from.as_ref()).is_none()
            || given(to.as_ref()).is_none())
        .then_some("/customs/transit".to_owned()),
        None => transit_sign(),
    };
    let handbook = match &customs.handbook {
        // No is an answer, unless the remarks have the number of one.
        Some(Handbook::No) => checked
            .consignment
            .remarks
            .as_deref()
            .is_some_and(|text| has_numbered_handbook(text) && affirms(text, HANDBOOK).is_some())
            .then(|| "/remarks".to_owned()),
        Some(Handbook::Number(number)) if says_none(number) => None,
        Some(Handbook::Number(number)) => given(Some(number))
            .is_none()
            .then_some("/customs/handbook".to_owned()),
        None => sign(
            checked,
            GoodsCategory::Processing,
            HANDBOOK,
            HANDBOOK_IN_GOODS,
        ),
    };
    let (asks, what) = match (&transit, &handbook) {
        (None, None) => return,
        (Some(_), None) => ("ask-transit", vec![word("word.transit")]),
        (None, Some(_)) => ("ask-handbook", vec![word("word.handbook")]),
        (Some(_), Some(_)) => ("ask", vec![word("word.transit"), word("word.handbook")]),
    };
    let mut fields: Vec<String> = ["/customs/transit", "/customs/handbook"]
        .map(str::to_owned)
        .into();
    for seen in [&transit, &handbook].into_iter().flatten() {
        if !fields.contains(seen) {
            fields.push(seen.clone());
        }
    }
    report.add(
        TRANSIT_HANDBOOK
            .finding()
            .arg_of(
                "where",
                TextArg::List(fields[2..].iter().map(|field| field_name(field)).collect()),
            )
            .says(
                if customs.handbook == Some(Handbook::No) && handbook.is_some() {
                    "contradicts"
                } else if fields.len() > 2 {
                    "message"
                } else {
                    "incomplete"
                },
            )
            .fields(fields)
            .arg_of("what", TextArg::List(what))
            .asks(asks),
    );
}

/// Whether a field holds a stroke or a no, and nothing else.
fn is_crossed_out(text: Option<&str>) -> bool {
    text.is_some_and(|text| {
        let stroke = !text.trim().is_empty() && !text.chars().any(char::is_alphanumeric);
        stroke || says_none(text)
    })
}

/// Whether a text gives a handbook's number: 手册C3722, 客户手册号C3722.
fn has_numbered_handbook(text: &str) -> bool {
    text.match_indices("手册").any(|(start, word)| {
        let number = text[start + word.len()..].trim_start_matches(|letter: char| {
            letter.is_whitespace() || ":：#号编码为是".contains(letter)
        });
        let mut letters = number.chars().map(narrow);
        letters
            .next()
            .is_some_and(|letter| letter.is_ascii_alphabetic())
            && letters.next().is_some_and(|letter| letter.is_ascii_digit())
            // A customer's handbook with a number is one of the customs.
            && !MANUALS
                .iter()
                .any(|manual| *manual != "客户" && text[..start].ends_with(manual))
    })
}

/// The field whose text shows a sign.
fn sign(
    checked: &Checked<'_>,
    category: GoodsCategory,
    in_remarks: &[Sign],
    in_goods: &[Sign],
) -> Option<String> {
    let words = || checked.reference().goods.words_of(category);
    let others = if category == GoodsCategory::Transit {
        &["中"][..]
    } else {
        MANUALS
    };
    let remarks = checked.consignment.remarks.as_deref();
    if remarks.is_some_and(|text| {
        affirms(text, in_remarks).is_some()
            || affirms_one_of(text, words(), others)
            || (category == GoodsCategory::Processing && has_numbered_handbook(text))
    }) {
        return Some("/remarks".to_owned());
    }
    checked.cargo().find_map(|(at, cargo)| {
        let names = [
            ("name_en", &cargo.name_en),
            ("name_zh", &cargo.name_zh),
            ("marks", &cargo.marks),
        ];
        names.into_iter().find_map(|(field, name)| {
            let name = name.as_deref()?;
            let shows = affirms(name, in_goods).is_some()
                || (category == GoodsCategory::Processing && has_numbered_handbook(name));
            shows.then(|| format!("{at}/{field}"))
        })
    })
}
