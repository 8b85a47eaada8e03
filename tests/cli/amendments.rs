//! Changes that customers mail to a job that its carrier has confirmed, written down as a clerk
//! writes them: what is open afterwards that was not before, what is settled by it, and who is told.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Value, json};

use crate::given::{a_desk_with_a_schedule, a_sound_consignment, number, sailing};
use crate::support::desk::Desk;

/// One mail: what it says, the change, the findings that it opens and that it settles (`-`), and the
/// departments that are told.
struct Mail {
    says: &'static str,
    change: Value,
    findings: &'static [&'static str],
    told: &'static [&'static str],
}

fn mail(
    says: &'static str,
    change: Value,
    findings: &'static [&'static str],
    told: &'static [&'static str],
) -> Mail {
    Mail {
        says,
        change,
        findings,
        told,
    }
}

fn to(path: &str, value: impl Into<Value>) -> Value {
    json!([{"op": "add", "path": path, "value": value.into()}])
}

const GOODS: &[&str] = &["documents", "booking", "customs", "warehouse"];
const BOXES: &[&str] = &["documents", "booking", "trucking", "warehouse", "finance"];
const PORTS: &[&str] = &["documents", "booking", "customs", "finance"];

fn goods() -> Vec<Mail> {
    vec![
        mail(
            "毛重改为 26.6 吨",
            to("/cargo/0/gross_kg", "26.6 MT"),
            &[],
            GOODS,
        ),
        mail(
            "毛重改为 26,601 公斤",
            to("/cargo/0/gross_kg", "26,601 KGS"),
            &["over-payload"],
            GOODS,
        ),
        mail(
            "the weight is 28,440 lb, not kg",
            to("/cargo/0/gross_kg", "28,440 LBS"),
            &[],
            GOODS,
        ),
        mail(
            "体积改为 72 立方",
            to("/cargo/0/volume_cbm", "72"),
            &[],
            GOODS,
        ),
        mail(
            "体积改为 72.1",
            to("/cargo/0/volume_cbm", "72.1 CBM"),
            &["tight-fit:warn"],
            GOODS,
        ),
        mail(
            "体积改为 77 立方",
            to("/cargo/0/volume_cbm", "77"),
            &["over-capacity"],
            GOODS,
        ),
        mail(
            "volume is 6.8 cbm: a smaller box would do",
            to("/cargo/0/volume_cbm", "6.8"),
            &["under-used:hint"],
            GOODS,
        ),
        mail(
            "唛头补充",
            to("/cargo/0/marks", "CHENXI\nROTTERDAM\n1-957"),
            &[],
            &["documents", "warehouse"],
        ),
        mail(
            "件数 957 改为 960",
            to("/cargo/0/packages", 960),
            &[],
            &["documents", "customs", "warehouse"],
        ),
        mail(
            "ten-digit code",
            to("/cargo/0/hs_code", "6109100010"),
            &[],
            &["documents", "customs"],
        ),
        mail(
            "包装改为木箱",
            json!([
            {"op": "replace", "path": "/cargo/0/package_type", "value": "WOODEN CASE"},
            {"op": "replace", "path": "/cargo/0/packing_material", "value": "wood"}]),
            &["fumigation:warn"],
            GOODS,
        ),
        mail(
            "胶合板箱",
            json!([
            {"op": "replace", "path": "/cargo/0/package_type", "value": "PLYWOOD CASE"},
            {"op": "replace", "path": "/cargo/0/packing_material", "value": "plywood"}]),
            &[],
            GOODS,
        ),
        mail(
            "品名改为打火机",
            json!([
            {"op": "replace", "path": "/cargo/0/name_en", "value": "GAS LIGHTERS"},
            {"op": "replace", "path": "/cargo/0/name_zh", "value": "打火机"},
            {"op": "replace", "path": "/cargo/0/hs_code", "value": "961310"},
            {"op": "replace", "path": "/cargo/0/dangerous", "value": null}]),
            &["dangerous-goods:warn"],
            GOODS,
        ),
        mail(
            "the goods are biscuits",
            json!([
            {"op": "replace", "path": "/cargo/0/name_en", "value": "BISCUITS"},
            {"op": "replace", "path": "/cargo/0/name_zh", "value": "饼干"},
            {"op": "replace", "path": "/cargo/0/hs_code", "value": "190531"}]),
            &["food-check"],
            GOODS,
        ),
        mail(
            "general cargo, please",
            json!([
            {"op": "replace", "path": "/cargo/0/name_en", "value": "GENERAL CARGO"}]),
            &["party-text"],
            GOODS,
        ),
        mail(
            "加一票：帽子，重量后补",
            to(
                "/cargo/-",
                json!({"name_en": "COTTON HATS", "name_zh": "棉帽", "hs_code": "650500",
            "packages": 10, "package_type": "CTN", "packing_material": "paper", "gross_kg": "TBA", "volume_cbm": "1",
            "owner": "上海晨曦进出口有限公司", "dangerous": false}),
            ),
            &["weight-missing"],
            GOODS,
        ),
        mail(
            "one line of hats more, with all its figures",
            to(
                "/cargo/-",
                json!({"name_en": "COTTON HATS", "name_zh": "棉帽",
            "hs_code": "650500", "packages": 10, "package_type": "CTN", "packing_material": "paper", "gross_kg": "120",
            "volume_cbm": "1", "owner": "上海晨曦进出口有限公司", "dangerous": false}),
            ),
            &[],
            GOODS,
        ),
        mail(
            "a second owner's goods in the box",
            to(
                "/cargo/-",
                json!({"name_en": "COTTON HATS", "name_zh": "棉帽",
            "hs_code": "650500", "packages": 10, "package_type": "CTN", "packing_material": "paper", "gross_kg": "120",
            "volume_cbm": "1", "owner": "NINGBO OTHER CO., LTD.", "dangerous": false}),
            ),
            &["stuffing-mode"],
            GOODS,
        ),
    ]
}

fn boxes_and_ports() -> Vec<Mail> {
    vec![
        mail(
            "加一个 40HQ，重量体积加倍",
            json!([
            {"op": "replace", "path": "/equipment/0/count", "value": 2},
            {"op": "replace", "path": "/cargo/0/gross_kg", "value": "25800"},
            {"op": "replace", "path": "/cargo/0/volume_cbm", "value": "136"}]),
            &["equipment-confirmed"],
            &[
                "documents",
                "booking",
                "customs",
                "trucking",
                "warehouse",
                "finance",
            ],
        ),
        mail(
            "改成普柜",
            to("/equipment/0/type", "40'GP"),
            &["equipment-confirmed", "over-capacity"],
            BOXES,
        ),
        mail(
            "货主自备箱，皮重 3,900",
            json!([
            {"op": "replace", "path": "/equipment/0/shipper_owned", "value": true},
            {"op": "add", "path": "/equipment/0/tare_kg", "value": "3,900"}]),
            &[],
            BOXES,
        ),
        mail(
            "货主自备箱",
            to("/equipment/0/shipper_owned", true),
            &["soc-tare:warn"],
            BOXES,
        ),
        mail(
            "discharge at Hamburg, deliver to Rotterdam as before",
            to("/pod", "HAMBURG"),
            &["equipment-confirmed", "sailing-route"],
            PORTS,
        ),
        mail(
            "deliver at Duisburg",
            to("/delivery", "DUISBURG"),
            &[],
            &["documents", "booking", "finance"],
        ),
        mail(
            "改下一班",
            to(
                "/sailing",
                json!({"vessel": "COSCO SHIPPING NEBULA", "voyage": "031W"}),
            ),
            &["equipment-confirmed", "etd-differs:warn"],
            &["documents", "booking", "customs", "trucking", "warehouse"],
        ),
        mail(
            "要求 12 月 12 日开",
            to("/requested_etd", "2026-12-12"),
            &["etd-differs:warn"],
            &["booking"],
        ),
        mail(
            "a day later will do",
            to("/requested_etd", "2026-12-06"),
            &[],
            &["booking"],
        ),
        mail(
            "拼箱出",
            to("/stuffing_mode", "lcl"),
            &["-vgm:hint", "stuffing-mode"],
            &["documents", "booking", "warehouse"],
        ),
    ]
}

fn parties_and_papers() -> Vec<Mail> {
    vec![
        mail(
            "consignee TO ORDER, notify as it was",
            to("/consignee", json!({"name": "TO ORDER"})),
            &["party-text"],
            &["documents"],
        ),
        mail(
            "TO ORDER OF SHIPPER with a notify party of its own",
            json!([
            {"op": "replace", "path": "/consignee", "value": {"name": "TO ORDER OF SHIPPER"}},
            {"op": "replace", "path": "/notify", "value": {"name": "TULPVELD IMPORT B.V.",
                "address": ["EXAMPLEKADE 12", "ROTTERDAM, NETHERLANDS"], "country": "NL"}}]),
            &[],
            &["documents"],
        ),
        mail(
            "收货人改成中文名",
            to("/consignee/name", "郁金香进口公司"),
            &["party-text"],
            &["documents"],
        ),
        mail(
            "收货人电话",
            to("/consignee/phone", "+31 10 555 0101"),
            &[],
            &["documents"],
        ),
        mail(
            "运费改到付",
            to("/freight/terms", "collect"),
            &["collect-charges"],
            &["documents", "finance", "sales"],
        ),
        mail(
            "第三地付款",
            to("/freight/terms", "third-place"),
            &["payable-at"],
            &["documents", "finance", "sales"],
        ),
        mail(
            "第三地付款，香港",
            json!([
            {"op": "replace", "path": "/freight/terms", "value": "third-place"},
            {"op": "add", "path": "/freight/payable_at", "value": "HONG KONG"}]),
            &[],
            &["documents", "finance", "sales"],
        ),
        mail(
            "运价改 1900",
            to("/freight/rate/0/amount", "1900"),
            &["rate-mismatch"],
            &["documents", "finance", "sales"],
        ),
        mail(
            "客户自己报关",
            to("/customs/declaration", "customer"),
            &["customs-broker"],
            &["customs"],
        ),
        mail("要商检", to("/customs/inspection", "us"), &[], &["customs"]),
        mail(
            "带手册",
            to("/remarks", "带手册 C29123456789"),
            &["transit-handbook"],
            &["documents", "booking"],
        ),
        mail(
            "改门到门拖装",
            to(
                "/loading",
                json!({"mode": "trailer", "place": "嘉定区浏翔公路 88 号"}),
            ),
            &["loading-trailer"],
            &["trucking", "warehouse"],
        ),
        mail(
            "装箱推到 12 月 5 日",
            to("/loading/at", "2026-12-05T08:00:00+08:00"),
            &["loading-late"],
            &["trucking", "warehouse"],
        ),
        mail(
            "要船证",
            to("/documents/vessel_certificate", true),
            &["carrier-consent"],
            &["documents"],
        ),
        mail(
            "正本提单",
            to("/documents/bl_kind", "original"),
            &[],
            &["documents"],
        ),
        mail(
            "倒签到 11 月 30 日",
            json!([
            {"op": "replace", "path": "/documents/bl_dating", "value": "antedated"}]),
            &["bl-dating"],
            &["documents"],
        ),
        mail(
            "第三方结算",
            to("/settlement/payer", "third-party"),
            &["payer"],
            &["finance"],
        ),
        mail(
            "指定货",
            to("/source", "nominated"),
            &["agent-missing"],
            &["sales", "finance"],
        ),
    ]
}

/// The open findings as `rule`, or `rule:severity` where it is not a block.
fn open(job: &Value) -> BTreeSet<String> {
    job["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| matches!(finding["state"].as_str(), Some("open" | "void")))
        .map(
            |finding| match (finding["rule"].as_str(), finding["severity"].as_str()) {
                (Some(rule), Some("block")) => rule.to_owned(),
                (Some(rule), Some(other)) => format!("{rule}:{other}"),
                _ => panic!("{finding}"),
            },
        )
        .collect()
}

/// What an amendment of a job that its carrier confirmed did otherwise than the mail names.
fn otherwise(desk: &Desk, form: &Value, mail: &Mail) -> Option<String> {
    let no = number(&desk.json_with(&["new", "-"], &form.to_string()));
    desk.json(&["book", &no]);
    desk.json(&["confirm", &no, "--booking-no", "6123456789"]);
    let before = open(&desk.json(&["show", &no]));
    let change = mail.change.to_string();
    let papers = ["--confirmation", "HC-27/0611", "--no-charge"];
    let amended = desk.json(&[&["amend", &no, &change][..], &papers].concat());
    let after = open(&amended);
    let opened = after.difference(&before).cloned();
    let settled = before.difference(&after).map(|rule| format!("-{rule}"));
    let mut found: Vec<String> = opened.chain(settled).collect();
    found.sort();
    let mut wrong = String::new();
    let mut named = mail.findings.to_vec();
    named.sort_unstable();
    if found != named {
        write!(wrong, " expected {named:?}, found {found:?};").unwrap();
    }
    let amendment = &amended["amendments"][0];
    let told: BTreeSet<&str> = amendment["notified"]
        .as_array()
        .unwrap()
        .iter()
        .map(|department| department.as_str().unwrap())
        .collect();
    if told != mail.told.iter().copied().collect() {
        write!(wrong, " told {told:?};").unwrap();
    }
    if amendment["state"] != "accepted" {
        write!(wrong, " {};", amendment["state"]).unwrap();
    }
    (!wrong.is_empty()).then(|| format!("{}:{wrong}", mail.says))
}

#[test]
fn every_amendment_finds_what_it_names_and_nothing_else() {
    let desk = a_desk_with_a_schedule();
    let form = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    let mails: Vec<Mail> = [goods(), boxes_and_ports(), parties_and_papers()]
        .into_iter()
        .flatten()
        .collect();
    let wrong: Vec<String> = mails
        .iter()
        .enumerate()
        .filter_map(|(index, mail)| {
            let mut form = form.clone();
            form["customer_ref"] = format!("PO-{index}").into();
            otherwise(&desk, &form, mail)
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        mails.len(),
        wrong.join("\n")
    );
}
