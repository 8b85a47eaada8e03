//! Replies pasted on the screens: read as the command line reads them, in whichever field they stand.

use serde_json::{Value, json};
use shipdesk::keymap::{Action as A, Context as C};

use crate::findings::{a_desk, at_the_job, is_form, sits, to_manila};
use crate::hands::Hands;
use crate::support::desk::Desk;
use crate::support::screen;

/// As a terminal gives what is pasted.
fn pasted(text: &str) -> String {
    format!("\u{1b}[200~{text}\u{1b}[201~")
}

/// A desk with the jobs that these changes make of the sound consignment.
fn a_desk_with(changes: &[(&str, Value)], times: usize) -> (Desk, Vec<String>) {
    let desk = Desk::practice();
    desk.json(&["operator", "add", "chenli", "--roles", "clerk"]);
    let jobs = (0..times).map(|time| {
        let mut form = to_manila();
        form["pod_terminal"] = json!("MANILA SOUTH HARBOUR");
        form["customer_ref"] = json!(format!("PO-{time}"));
        for (at, value) in changes {
            *form.pointer_mut(at).expect("a field of the form") = value.clone();
        }
        let job = desk.json_with(&["new", "-", "--as", "chenli"], &form.to_string());
        job["job_no"].as_str().unwrap().to_owned()
    });
    let jobs = jobs.collect();
    (desk, jobs)
}

/// The state of a rule's finding; none where it does not fire.
fn state(desk: &Desk, job: &str, rule: &str) -> Option<String> {
    let job = desk.json(&["show", job]);
    let findings = job["findings"].as_array().unwrap();
    let found = findings.iter().find(|finding| finding["rule"] == rule)?;
    found["state"].as_str().map(str::to_owned)
}

/// The dialog of the job's first open finding, with a text pasted into its first field.
fn answers<'h>(hands: &'h mut Hands, job: &str, text: &str) -> &'h mut Hands {
    at_the_job(hands, job)
        .does(C::Job, A::JobAnswer)
        .sees("the dialog", |shown| screen::text(shown).contains("alt-s"))
        .types(&pasted(text))
}

const MAILS: [&str; 5] = [
    "Dear Chen Li,\n\nOK, South Harbour.\n\nBest regards,\nMary Santos\n\nFrom: Chen Li <chenli@example.com>\nSent: Tuesday, November 24, 2026 9:05 AM\nTo: Mary Santos\nSubject: harbour\n\n1. Manila: South or North Harbour?",
    "南港\n\n王芳\n> 请确认 MANILA 南港还是北港？",
    "陈丽 9:38\n请确认 MANILA 南港还是北港？\n王芳 9:40\n南港",
    "From: Mary Santos <mary@example.com>\nDate: Tue, 24 Nov 2026 09:40:00 +0800\nTo: Chen Li\nSubject: Re: harbour\n\nSouth Harbour please.",
    "陈小姐，你好：\n\n走南港。\n\n祝商祺！\n\n王芳\n外贸部\n\n---- 原始邮件 ----\n发件人: \"chenli\" <chenli@example.com>\n发送时间: 2026年11月24日(星期二) 上午9:05\n收件人: 王芳\n\n1. 请确认 MANILA 南港还是北港？",
];

#[test]
fn a_mail_is_read_with_its_lines_as_the_command_line_reads_it() {
    let mut desk = None;
    for (at, mail) in MAILS.iter().enumerate() {
        let (desk, jobs) = &*desk
            .get_or_insert_with(|| a_desk_with(&[("/pod_terminal", Value::Null)], 2 * MAILS.len()));
        let (typed, pasted) = (&jobs[2 * at], &jobs[2 * at + 1]);
        desk.json(&[
            "answer", typed, "sub-port", "--reply", mail, "--as", "chenli",
        ]);
        let mut hands = sits(desk, at % 2);
        answers(&mut hands, pasted, mail)
            .does(C::Dialog, A::DialogEnter)
            .sees("settled", |_| state(desk, pasted, "sub-port").is_none());
        hands.leaves();
        let [one, other] = [typed, pasted].map(|job| desk.json(&["show", job]));
        for field in ["pod_terminal", "completed"] {
            // Without a time in it a reply is of now.
            let minute = |value: &Value| value.to_string().replace(char::is_numeric, "");
            let (one, other) = (&one["consignment"][field], &other["consignment"][field]);
            assert_eq!(minute(one), minute(other), "{mail}");
        }
        let proof = &other["consignment"]["answers"][0]["reason"];
        assert_eq!(proof, &one["consignment"]["answers"][0]["reason"]);
        assert_eq!(proof, mail, "the proof has its lines");
    }
}

#[test]
fn what_reads_as_a_reply_is_judged_in_whichever_field_it_stands() {
    let (desk, jobs) = a_desk_with(&[("/cargo/0/volume_cbm", json!("74"))], 1);
    let job = &jobs[0];
    let mut hands = sits(&desk, 1);
    for (who, by, refused) in [
        ("装不下，要换两个柜 李工 9:50", "邮件", "不同意"),
        ("李工 9:50\n装不下，要换两个柜", "邮件", "不同意"),
        ("应该装得下吧 李工 9:50", "邮件", "不确定"),
        ("不确定 李工", "微信", "不确定"),
        ("it will not fit, Tom 9:50", "mail", "不同意"),
        ("王总 not sure", "tel", "不确定"),
        ("请看附件", "微信", "未明确"),
        ("李工", "装不下", "不同意"),
        ("Mary", "she says no", "不确定"),
    ] {
        answers(&mut hands, job, who)
            .does(C::Dialog, A::DialogEnter)
            .types(&pasted(by))
            .does(C::Dialog, A::DialogEnter)
            .reads(refused)
            .does(C::Dialog, A::DialogCancel);
        assert_eq!(
            state(&desk, job, "tight-fit").as_deref(),
            Some("open"),
            "{who} {by}"
        );
    }
    // A sound mail, and by what it came: who signs it, and the text with its lines as proof.
    let mail = "您好，\n\n可以装下的。\n\n祝商祺！\n李明 | 单证部\nTel: 0574-55500102";
    answers(&mut hands, job, mail)
        .does(C::Dialog, A::DialogEnter)
        .types("邮件")
        .does(C::Dialog, A::DialogEnter)
        .sees("answered", |_| {
            state(&desk, job, "tight-fit").as_deref() == Some("answered")
        });
    let answer = &desk.json(&["show", job])["answers"][0];
    assert_eq!(answer["by"], "李明");
    assert_eq!(answer["reason"], format!("邮件: {mail}"));
    hands.leaves();
}

#[test]
fn a_name_with_its_time_stays_a_name() {
    let (desk, jobs) = a_desk_with(&[("/cargo/0/volume_cbm", json!("74"))], 1);
    let mut hands = sits(&desk, 0);
    answers(&mut hands, &jobs[0], "李工 9:50")
        .does(C::Dialog, A::DialogEnter)
        .types("by mail")
        .does(C::Dialog, A::DialogEnter)
        .sees("answered", |_| {
            state(&desk, &jobs[0], "tight-fit").as_deref() == Some("answered")
        });
    let answer = &desk.json(&["show", &jobs[0]])["answers"][0];
    assert_eq!(answer["by"], "李工");
    assert_eq!(answer["at"], "2026-11-24T09:50:00+08:00");
    assert_eq!(answer["reason"], "by mail");
    hands.leaves();
}

#[test]
fn a_reply_that_names_the_sheets_figure_takes_it() {
    let thc = |amount: &str| json!([{"code": "THC", "per": "container", "type": "40HQ", "amount": amount, "currency": "CNY"}]);
    let mut freight = to_manila()["freight"].clone();
    freight["surcharges"] = thc("1200");
    let mut quoted = to_manila()["quoted"].clone();
    quoted["surcharges"] = thc("1125");
    let (desk, jobs) = a_desk_with(&[("/freight", freight), ("/quoted", quoted)], 2);
    for (place, reply) in ["no, 1125. 许国栋 9:40", "按交接单 许国栋 9:40"]
        .iter()
        .enumerate()
    {
        let job = &jobs[place];
        let mut hands = sits(&desk, place);
        answers(&mut hands, job, reply)
            .does(C::Dialog, A::DialogSend)
            .sees("settled", |_| state(&desk, job, "rate-mismatch").is_none());
        let form = &desk.json(&["show", job])["consignment"];
        assert_eq!(
            form["freight"]["surcharges"][0]["amount"], "1125.00",
            "{reply}"
        );
        assert_eq!(form["completed"][0]["by"], "许国栋");
        hands.leaves();
    }
}

#[test]
fn a_finding_that_can_be_put_off_takes_a_reply_as_well() {
    let third = ("/settlement", json!({"payer": "third-party"}));
    let (desk, jobs) = a_desk_with(&[third], 3);
    let name = |job: &str| desk.json(&["show", job])["consignment"]["settlement"]["name"].clone();
    let reply = "上海博远贸易有限公司 Mary 9:40";
    let mut hands = sits(&desk, 1);
    // Where the caret is; and in its own field.
    answers(&mut hands, &jobs[0], reply)
        .does(C::Dialog, A::DialogEnter)
        .sees("settled", |_| name(&jobs[0]) == "上海博远贸易有限公司");
    at_the_job(&mut hands, &jobs[1])
        .does(C::Job, A::JobAnswer)
        .reads("答复")
        .does(C::Dialog, A::DialogPrevious)
        .types(&pasted(reply))
        .does(C::Dialog, A::DialogEnter)
        .sees("settled", |_| name(&jobs[1]) == "上海博远贸易有限公司");
    // Putting off takes the keys that it took: the time, the name.
    at_the_job(&mut hands, &jobs[2])
        .does(C::Job, A::JobAnswer)
        .reads("答复")
        .types("1125 1600")
        .does(C::Dialog, A::DialogEnter)
        .types("Mary")
        .does(C::Dialog, A::DialogEnter)
        .sees("put off", |_| {
            state(&desk, &jobs[2], "payer").as_deref() == Some("deferred")
        });
    hands.leaves();
}

#[test]
fn a_reply_is_taken_in_the_queue_as_on_the_job() {
    let (desk, job) = a_desk();
    let mut hands = sits(&desk, 0);
    hands
        .reads(&job)
        .does(C::Queue, A::JobAnswer)
        .reads("Reply")
        .types(&pasted("South Harbour, Mary 9:40"))
        .does(C::Dialog, A::DialogEnter)
        .sees("settled", |_| state(&desk, &job, "sub-port").is_none());
    let form = &desk.json(&["show", &job])["consignment"];
    assert_eq!(form["completed"][0]["by"], "Mary");
    hands.leaves();
}

#[test]
fn a_surname_that_is_a_word_is_a_name_and_what_is_refused_is_gone_back_to() {
    let (desk, jobs) = a_desk_with(&[("/cargo/0/volume_cbm", json!("74"))], 1);
    let mut hands = sits(&desk, 0);
    answers(&mut hands, &jobs[0], "not sure, Mary 9:40")
        .does(C::Dialog, A::DialogEnter)
        .types("by mail")
        .does(C::Dialog, A::DialogEnter)
        .reads("does not know")
        .does(C::Dialog, A::TextClear)
        .types("See Wei Ling")
        .does(C::Dialog, A::DialogEnter)
        .does(C::Dialog, A::DialogEnter)
        .sees("answered", |_| {
            state(&desk, &jobs[0], "tight-fit").as_deref() == Some("answered")
        });
    let answer = &desk.json(&["show", &jobs[0]])["answers"][0];
    assert_eq!(
        [&answer["by"], &answer["reason"]],
        ["See Wei Ling", "by mail"]
    );
    hands.leaves();
}

#[test]
fn a_long_mail_that_is_refused_leaves_the_reason_and_the_footer_in_sight() {
    let (desk, job) = a_desk();
    let mail = format!(
        "南港\n{}\n王芳 9:40",
        "以下为附件说明，货物请妥善装箱。\n".repeat(120)
    );
    let mut hands = sits(&desk, 1);
    answers(&mut hands, &job, &mail)
        .does(C::Dialog, A::DialogEnter)
        .reads("回复“南港");
    let text = hands.session.text();
    let last = text.lines().last().unwrap_or_default();
    assert!(last.starts_with("enter 下一项  shift-tab 上一项"), "{text}");
    assert!(text.contains(&job), "the job behind it: {text}");
    hands.does(C::Dialog, A::DialogCancel);
    hands.leaves();
}

#[test]
fn the_questions_of_an_open_form_are_those_of_the_form_as_it_stands() {
    for place in [0, 1] {
        let (desk, jobs) = a_desk_with(
            &[
                ("/pod_terminal", Value::Null),
                ("/cargo/0/volume_cbm", json!("74")),
            ],
            1,
        );
        let job = &jobs[0];
        let mut hands = sits(&desk, place);
        at_the_job(&mut hands, job)
            .does(C::Job, A::JobEdit)
            .sees("the form", is_form)
            .does(C::Form, A::FormAnswer)
            .reads(["Reply", "答复"][place])
            .types(&pasted("王芳 9:40\n南港"))
            .does(C::Dialog, A::DialogEnter)
            .reads("MANILA SOUTH")
            .does(C::Form, A::FormAsk)
            .sees("the questions", |shown| {
                screen::text(shown).contains(["74 cbm in 1*40HQ", "74 cbm"][place])
            });
        let asked = hands.session.text();
        assert!(
            !asked.contains(["North Harbour?", "北港"][place]),
            "{asked}"
        );
        hands
            .does(C::Page, A::PageClose)
            .does(C::Menu, A::MenuPick)
            .sees("asked", |_| {
                let asked = desk.json(&["show", job])["asked"].to_string();
                asked.contains("tight-fit")
            });
        // What was asked is of the form as it was, and so is the job now.
        let shown = desk.json(&["show", job]);
        assert_eq!(shown["consignment"]["pod_terminal"], "MANILA SOUTH HARBOUR");
        assert!(
            !shown["asked"].to_string().contains("sub-port"),
            "{}",
            shown["asked"]
        );
        hands.leaves();
    }
}
