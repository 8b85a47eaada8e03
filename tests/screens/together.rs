//! Two operators on one job: what the other did first is said in words.

use shipdesk::keymap::{Action as A, Context as C};

use crate::hands::{Hands, LANGS, SIZES, Who, sit};
use crate::support::desk::Desk;

fn in_form(desk: &Desk, lang: &str, job: &str) -> Hands {
    let mut hands = sit(
        desk,
        Who {
            lang,
            size: SIZES[0],
            ..Who::CHENLI
        },
    );
    hands.opens(job).does(C::Job, A::JobEdit);
    hands.sees("the form", |shown| {
        let text = crate::support::screen::text(shown);
        text.contains("Consignment") || text.contains("委托书")
    });
    hands
}

#[test]
fn what_was_done_first_is_named_where_no_value_changed() {
    for (lang, booked, cancelled) in [
        (LANGS[0], "(booked)", "(cancelled): the job is over"),
        (LANGS[1], "（订舱）", "（取消）：该业务已结束"),
    ] {
        let desk = Desk::demo();
        let mut hands = in_form(&desk, lang, "KF2026000036");
        hands.does(C::Form, A::FormSection).types("1").types("X");
        desk.json(&["book", "KF2026000036", "--as", "wangfang"]);
        hands.does(C::Form, A::FormSave).reads(booked);
        hands.leaves();
        let mut hands = in_form(&desk, lang, "KF2026000047");
        hands.does(C::Form, A::FormSection).types("1").types("X");
        desk.json(&[
            "cancel",
            "KF2026000047",
            "--reason",
            "twice",
            "--as",
            "wangfang",
        ]);
        hands.does(C::Form, A::FormSave).reads(cancelled);
        hands.leaves();
    }
}

#[test]
fn a_line_that_one_removed_and_the_other_changed_is_told_by_its_words() {
    let desk = Desk::demo();
    let job = "KF2026000036";
    let line = r#"[{"op":"add","path":"/cargo/-","value":{"name_en":"LINE OF B","name_zh":"第二行","packages":5}}]"#;
    desk.json(&["edit", job, line, "--as", "wangfang"]);
    let mut hands = in_form(&desk, "en", job);
    hands
        .does(C::Form, A::FormSection)
        .types("4")
        .moves_by(
            A::FormNext,
            "packages of the second line",
            C::Form,
            |line| line.contains("Packages 2"),
        )
        .does(C::Form, A::TextClear)
        .types("2");
    desk.json(&[
        "edit",
        job,
        r#"[{"op":"remove","path":"/cargo/1"}]"#,
        "--as",
        "wangfang",
    ]);
    hands.does(C::Form, A::FormSave).reads("You both changed");
    hands.session.settle();
    let text = hands.session.text();
    assert!(
        text.contains("LINE OF B") && text.contains("(removed)"),
        "{text}"
    );
    assert!(!text.contains("name_en"), "{text}");
    hands.leaves();
}

#[test]
fn a_form_that_nobody_touched_follows_a_colleague_at_once() {
    for (lang, says) in [
        (LANGS[0], "wangfang has changed this job"),
        (LANGS[1], "wangfang 已更改本票"),
    ] {
        let desk = Desk::demo();
        let job = "KF2026000036";
        let mut hands = in_form(&desk, lang, job);
        desk.json(&[
            "edit",
            job,
            r#"{"customer_ref":"THEIRS-1"}"#,
            "--as",
            "wangfang",
        ]);
        hands.reads(says).reads("THEIRS-1");
        // It stands on the job as it is now: what is typed next is stored without a word of theirs.
        hands
            .does(C::Form, A::FormSection)
            .types("1")
            .moves_by(A::FormNext, "the reference", C::Form, |line| {
                line.contains("THEIRS-1")
            })
            .does(C::Form, A::TextEnd)
            .types("-2")
            .does(C::Form, A::FormSave)
            .sees("stored", |_| {
                desk.json(&["show", job])["consignment"]["customer_ref"] == "THEIRS-1-2"
            });
        // What was typed is not taken away: a form that was touched says who was first, and goes on.
        hands.types("-3").reads("THEIRS-1-2-3");
        desk.json(&[
            "edit",
            job,
            r#"{"customer_ref":"THEIRS-4"}"#,
            "--as",
            "wangfang",
        ]);
        hands.reads(if lang == "en" {
            "meanwhile"
        } else {
            "wangfang"
        });
        assert!(hands.session.text().contains("THEIRS-1-2-3"));
        hands.leaves();
    }
}
