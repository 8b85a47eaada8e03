//! The daemon and the client killed in mid-form: what was acknowledged is there, and the draft, too.

use shipdesk::keymap::{Action as A, Context as C};

use crate::hands::{Who, sit};
use crate::support::desk::Desk;

#[test]
fn a_form_outlives_the_client_and_the_daemon() {
    let mut desk = Desk::practice();
    desk.json(&["operator", "add", "chenli", "--roles", "clerk"]);
    let mut hands = sit(&desk, Who::CHENLI);
    hands
        .does(C::Queue, A::FormNew)
        .types("宁波半程贸易有限公司")
        .does(C::Form, A::FormEnter)
        .types("HC-01")
        .does(C::Form, A::FormEnter)
        .types("yy")
        .types("HC-02/0777")
        .does(C::Form, A::FormEnter);
    // The caret is past the sheet's number: the draft is on the desk once that is listed.
    hands.sees("the source asked for", |shown| {
        crate::hands::marked(shown).contains("Source")
    });
    let kept = |desk: &Desk| {
        desk.json(&["--as", "chenli", "drafts"])
            .as_array()
            .is_some_and(|drafts| drafts.len() == 1)
    };
    assert!(
        (0..200).any(|_| {
            hands.session.settle();
            kept(&desk)
        }),
        "no draft was kept"
    );
    hands.session.kill();
    drop(hands);
    desk.kill();
    desk.start();
    assert!(kept(&desk), "the draft went with the daemon");

    let mut hands = sit(&desk, Who::CHENLI);
    hands
        .does(C::Queue, A::GoDrafts)
        .does(C::Drafts, A::DraftsOpen)
        .reads("宁波半程贸易有限公司")
        .reads("HC-02/0777");
    hands.does(C::Form, A::FormSave).reads("KF2026000001");
    let job = desk.json(&["show", "KF2026000001"]);
    assert_eq!(job["consignment"]["intake"]["handover_sheet"], "HC-02/0777");
    assert_eq!(job["consignment"]["intake"]["stamped"], true);
    // What the desk has said is stored survives the next cut as well.
    hands.session.kill();
    drop(hands);
    desk.kill();
    desk.start();
    assert_eq!(
        desk.json(&["show", "KF2026000001"])["job_no"],
        "KF2026000001"
    );
}

/// What is still being typed is no value yet, and a client that is killed says no good-bye.
#[test]
fn what_was_being_typed_outlives_the_client() {
    let desk = Desk::practice();
    desk.json(&["operator", "add", "chenli", "--roles", "clerk"]);
    let mut hands = sit(&desk, Who::CHENLI);
    hands.does(C::Queue, A::FormNew).types("宁波半字");
    let kept = |desk: &Desk| {
        desk.json(&["--as", "chenli", "drafts"])
            .as_array()
            .is_some_and(|drafts| drafts.len() == 1)
    };
    // Within seconds of the last key.
    let end = std::time::Instant::now() + crate::support::LIMIT;
    while !kept(&desk) {
        assert!(std::time::Instant::now() < end, "no draft was kept");
        hands.session.settle();
    }
    assert!(
        hands.line().contains("宁波半字"),
        "the field stays as it is"
    );
    hands.session.kill();
    drop(hands);
    let mut hands = sit(&desk, Who::CHENLI);
    hands
        .does(C::Queue, A::GoDrafts)
        .does(C::Drafts, A::DraftsOpen)
        .reads("宁波半字");
    hands.leaves();
}
