//! Findings on the screens: read in full, settled by a reply that is pasted, changed by a table that
//! the company edits while the form is open, and asked again.

use serde_json::{Value, json};
use shipdesk::keymap::{Action as A, Context as C};

use crate::hands::{Hands, LANGS, SIZES, Who, sit};
use crate::support::desk::Desk;
use crate::support::screen;

/// A consignment to Manila that is sound but for its harbour.
pub fn to_manila() -> Value {
    json!({
        "customer_ref": "PO-60210", "salesperson": "许国栋",
        "intake": {"form": "HC-01", "stamped": true, "signed": true, "handover_sheet": "HC-02/0611"},
        "source": "direct", "service_type": "export",
        "principal": {"name": "上海晨曦进出口有限公司", "contact": "陈晓雯", "phone": "021-55500101", "new_customer": false},
        "shipper": {"name": "SHANGHAI CHENXI IMP. & EXP. CO. LTD", "address": ["RM 1203, NO. 88 EXAMPLE ROAD", "SHANGHAI, CHINA"], "country": "CN"},
        "consignee": {"name": "BAYANI TRADING INC", "address": ["12 EXAMPLE STREET", "MANILA, PHILIPPINES"], "country": "PH"},
        "notify": {"same_as": "consignee"},
        "carrier": "COSU", "carrier_designated": true, "sailing": "TEMP", "requested_etd": "2026-12-05",
        "pol": "CNSHA", "pod": "PHMNL", "delivery": "PHMNL", "transhipment": false, "stuffing_mode": "fcl",
        "cargo": [{"name_en": "COTTON T-SHIRTS", "name_zh": "棉制T恤", "hs_code": "610910", "packages": 820, "package_type": "CTN",
                   "packing_material": "paper", "gross_kg": "12400", "volume_cbm": "66", "marks": "N/M", "dangerous": false}],
        "equipment": [{"type": "40HQ", "count": 1}],
        "loading": {"mode": "trailer", "at": "2026-12-01T14:00:00+08:00", "place": "NO. 9 FACTORY ROAD", "contact": "Mr Wang", "phone": "13800000000"},
        "customs": {"declaration": "us", "inspection": "none", "transit": false, "handbook": false},
        "freight": {"terms": "prepaid", "rate": [{"type": "40HQ", "amount": "850", "currency": "USD"}]},
        "quoted": {"rate": [{"type": "40HQ", "amount": "850", "currency": "USD"}], "confirmed_by": "许国栋", "confirmed_at": "2026-11-23T10:00:00+08:00"},
        "settlement": {"payer": "principal", "billing": "monthly"},
        "documents": {"letter_of_credit": false, "house_bill": false, "bl_kind": "original", "bl_dating": "actual"}
    })
}

/// A desk with that job, entered by the clerk who sits down.
pub fn a_desk() -> (Desk, String) {
    let desk = Desk::practice();
    desk.json(&["operator", "add", "chenli", "--roles", "clerk"]);
    let job = desk.json_with(&["new", "-", "--as", "chenli"], &to_manila().to_string());
    let open: Vec<&str> = job["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["severity"] == "block" && finding["state"] == "open")
        .map(|finding| finding["id"].as_str().unwrap())
        .collect();
    assert_eq!(open, ["sub-port"]);
    let number = job["job_no"].as_str().unwrap().to_owned();
    (desk, number)
}

pub fn sits(desk: &Desk, place: usize) -> Hands {
    let (lang, size) = (LANGS[place], SIZES[place]);
    sit(desk, Who::new("chenli", lang, size))
}

/// The job on its own screen.
pub fn at_the_job<'h>(hands: &'h mut Hands, job: &str) -> &'h mut Hands {
    hands
        .does(C::Queue, A::GoJob)
        .types(job)
        .does(C::Dialog, A::DialogEnter)
        .sees("the job", |shown| {
            let text = screen::text(shown);
            text.contains("COTTON T-SHIRTS") || text.contains("棉制T恤")
        })
}

pub fn is_form(shown: &vt100::Screen) -> bool {
    let text = screen::text(shown);
    // Its first page, or the one with the routing.
    ["Customer ref.", "客户编号", "Stuffing", "装箱方式"]
        .iter()
        .any(|label| text.contains(label))
}

const REPLY: [&str; 2] = ["South Harbour, Mary 9:40", "南港, Mary 9:40"];

/// The harbour, who said so and when, and the text as proof.
fn is_settled(desk: &Desk, job: &str, reply: &str) {
    let job = desk.json(&["show", job]);
    let form = &job["consignment"];
    assert_eq!(form["pod_terminal"], "MANILA SOUTH HARBOUR", "{form}");
    let completed = &form["completed"][0];
    assert_eq!(completed["field"], "/pod_terminal");
    assert_eq!(completed["by"], "Mary");
    assert_eq!(completed["at"], "2026-11-24T09:40:00+08:00");
    assert_eq!(form["answers"][0]["reason"], reply);
    assert!(
        job["findings"]
            .as_array()
            .unwrap()
            .iter()
            .all(|finding| finding["rule"] != "sub-port"),
        "{}",
        job["findings"]
    );
}

#[test]
fn a_pasted_reply_settles_a_finding_in_the_form() {
    for place in [0, 1] {
        let (desk, job) = a_desk();
        let mut hands = sits(&desk, place);
        at_the_job(&mut hands, &job)
            .does(C::Job, A::JobEdit)
            .sees("the form", is_form)
            .does(C::Form, A::FormAnswer)
            .sees("the dialog", |shown| {
                screen::text(shown).contains(["Reply", "答复"][place])
            });
        let shown = hands.session.text();
        assert!(!shown.contains("[tui."), "{shown}");
        // A reply that settles nothing stays where it is, with the reason.
        hands
            .types(["wait a little, Mary 9:40", "请稍等, Mary 9:40"][place])
            .does(C::Dialog, A::DialogEnter)
            .reads(["does not know", "不确定"][place])
            .does(C::Dialog, A::TextClear)
            .types(REPLY[place])
            .does(C::Dialog, A::DialogEnter)
            .reads("MANILA SOUTH")
            .does(C::Form, A::FormSave)
            .sees("stored", |shown| {
                screen::text(shown).contains(&job) && !screen::text(shown).contains("> ")
                    || desk.json(&["show", &job])["consignment"]["pod_terminal"].is_string()
            });
        is_settled(&desk, &job, REPLY[place]);
    }
}

#[test]
fn a_pasted_reply_settles_a_finding_of_a_job() {
    for place in [0, 1] {
        let (desk, job) = a_desk();
        let mut hands = sits(&desk, place);
        at_the_job(&mut hands, &job)
            .does(C::Job, A::JobAnswer)
            .reads(["Reply", "答复"][place])
            .types(REPLY[place])
            .does(C::Dialog, A::DialogEnter)
            .sees("settled", |_| {
                desk.json(&["show", &job])["consignment"]["pod_terminal"].is_string()
            });
        is_settled(&desk, &job, REPLY[place]);
    }
}

#[test]
fn a_finding_that_is_cut_is_read_in_full_and_its_question_copied() {
    for place in [0, 1] {
        let (desk, job) = a_desk();
        let found = desk.json(&["show", &job, "--lang", LANGS[place]]);
        let finding = found["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|finding| finding["rule"] == "sub-port")
            .unwrap()
            .clone();
        let without_blanks = |text: &str| text.replace([' ', '\n'], "");
        let message = without_blanks(finding["message"].as_str().unwrap());
        let ask = finding["ask"].as_str().unwrap().to_owned();
        let mut hands = sits(&desk, place);
        at_the_job(&mut hands, &job)
            .does(C::Job, A::JobClause)
            .sees("the finding in full", |shown| {
                let text = without_blanks(&screen::text(shown));
                text.contains(&message)
                    && text.contains("3.2n")
                    && text.contains(&without_blanks(&ask))
            })
            .does(C::Page, A::PageCopy)
            .does(C::Page, A::PageClose)
            .does(C::Job, A::JobEdit)
            .sees("the form", is_form)
            .does(C::Form, A::FormClause)
            .sees("the finding in full", |shown| {
                without_blanks(&screen::text(shown)).contains(&message)
            });
        let sent: Vec<u8> = hands
            .session
            .pieces()
            .into_iter()
            .flat_map(|(_, bytes)| bytes)
            .collect();
        let sent = String::from_utf8_lossy(&sent).into_owned();
        assert!(sent.contains(&base64(ask.as_bytes())), "OSC 52 with {ask}");
    }
}

/// RFC 4648, as OSC 52 carries what is copied.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let value = chunk
            .iter()
            .fold(0_u32, |value, byte| (value << 8) | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for place in 0..4 {
            if place <= chunk.len() {
                let index = (value >> (18 - 6 * place)) & 63;
                text.push(char::from(LETTERS[index as usize]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

#[test]
fn a_changed_table_changes_the_findings_of_an_open_form() {
    let (desk, job) = a_desk();
    let mut hands = sits(&desk, 1);
    at_the_job(&mut hands, &job)
        .does(C::Job, A::JobEdit)
        .sees("the form", is_form);
    let folder = desk.home().join("reference");
    std::fs::create_dir_all(&folder).unwrap();
    let table = folder.join("deadlines.extra.csv");
    let writes = |figure: &str| {
        let row = format!(
            "name,figure,unit,source\ndensity-least,{figure},kilograms per cubic metre,this test\n"
        );
        std::fs::write(&table, row).unwrap();
    };
    let odd = |shown: &vt100::Screen| screen::text(shown).contains("187.9");
    assert!(!hands.session.look(odd));
    writes("400");
    // 12,400 kg in 66 cbm are 187.9 kg a cubic metre: too little by the new table.
    hands.sees("the new table's finding, without a key", odd);
    // A table that is not in order is refused with its row and reason; the one before stays.
    writes("four hundred");
    let checked = desk.run(&["reference", "check", "--json"]);
    assert_ne!(checked.code, 0, "{checked:#?}");
    let said = format!("{}{}", checked.out, checked.err);
    for part in ["deadlines.extra.csv", "2", "four hundred"] {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(hands.session.look(odd), "the old one in force");
    let form = desk.json(&["show", &job]);
    assert!(form["findings"].to_string().contains("density-odd"));
    writes("20");
    hands.sees("the finding gone", |shown| !odd(shown));
}

#[test]
fn what_was_asked_and_not_answered_comes_back_before_the_cut_off() {
    for place in [0, 1] {
        let mut form = to_manila();
        form["pod_terminal"] = json!("SOUTH HARBOUR");
        form["cargo"][0]["volume_cbm"] = json!("74");
        let desk = Desk::practice();
        desk.json(&["operator", "add", "chenli", "--roles", "clerk"]);
        let file = desk.file(
            "cosco.csv",
            "CARRIER,VESSEL,VOYAGE,SERVICE,POL,POD,ETD,CY CUT-OFF,SI CUT-OFF,VGM CUT-OFF\n\
             COSCO,COSCO ROTTERDAM,101S,CPX,SHANGHAI,MANILA SOUTH HARBOUR,2026-11-27,2026-11-25 20:00,2026-11-25 18:00,2026-11-25 20:00\n",
        );
        desk.json(&["import", "schedule", file.to_str().unwrap()]);
        form["sailing"] = json!({"vessel": "COSCO ROTTERDAM", "voyage": "101S"});
        form["requested_etd"] = json!("2026-11-27");
        form["loading"]["at"] = json!("2026-11-25T14:00:00+08:00");
        form["equipment"][0]["vgm"] = json!({"kg": "16300", "method": "weighed", "by": "Mary", "at": "2026-11-24T08:00:00+08:00"});
        form["filings"] = json!([{"kind": "manifest", "by": "us", "state": "accepted", "at": "2026-11-24T08:00:00+08:00", "reference": "M1"}]);
        let job = desk.json_with(&["new", "-", "--as", "chenli"], &form.to_string());
        let job = job["job_no"].as_str().unwrap().to_owned();
        desk.json(&["book", &job, "--as", "chenli"]);
        desk.json(&[
            "confirm",
            &job,
            "--booking-no",
            "6123456789",
            "--as",
            "chenli",
        ]);
        desk.json(&["tell", &job, "--as", "chenli"]);
        assert_eq!(desk.json(&["queue"]), json!([]), "nothing is due");
        // Asked whether 74 cbm really go in; no answer.
        desk.json(&["ask", &job, "--sent", "--as", "chenli"]);
        let queue = desk.json(&["queue"]);
        assert_eq!(queue[0]["job_no"], json!(job), "{queue}");
        assert_eq!(queue[0]["action"], "settle");
        let mut hands = sits(&desk, place);
        hands
            .reads(&job)
            .does(C::Queue, A::QueueStep)
            .sees("the form", is_form)
            .does(C::Form, A::FormAnswer)
            .reads(["By whom", "何人"][place])
            .types(["It fits, Mary 9:40", "装得下, Mary 9:40"][place])
            .does(C::Dialog, A::DialogSend)
            .sees("nothing is due any more", |_| {
                desk.json(&["queue"]) == json!([])
            });
        let answers = &desk.json(&["show", &job])["answers"];
        assert_eq!(answers[0]["by"], "Mary", "{answers}");
        assert_eq!(answers[0]["rule"], "tight-fit");
    }
}
