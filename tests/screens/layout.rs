//! What stands where on the screens: nothing cut that an operator needs, at any size.

use shipdesk::keymap::{Action as A, Context as C};

use crate::hands::{LANGS, SIZES, Who, everywhere, sit};
use crate::support::desk::Desk;
use crate::support::screen;

#[test]
fn a_jobs_screen_has_its_sailing_with_the_departure_whole_at_any_size() {
    let desk = Desk::demo();
    // Those whose text is the longest.
    let jobs = desk.json(&["list", "--stage", "confirmed"]);
    let mut jobs: Vec<(String, String, String)> = jobs
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|line| {
            let word = |field: &str| line[field].as_str().map(str::to_owned);
            let (vessel, voyage, etd) = (word("vessel")?, word("voyage")?, word("etd")?);
            let sailing = format!("{vessel} {voyage} {}", &etd[5..]);
            Some((word("job_no")?, sailing, word("principal")?))
        })
        .collect();
    jobs.sort_by_key(|(_, sailing, _)| std::cmp::Reverse(sailing.len()));
    jobs.truncate(5);
    assert_eq!(jobs.len(), 5);
    let mut sizes = SIZES.to_vec();
    sizes.extend([(12, 40), (24, 60), (30, 100)]);
    for (place, size) in sizes.into_iter().enumerate() {
        let mut hands = sit(&desk, Who::new("chenli", LANGS[place % 2], size));
        for (job, sailing, principal) in &jobs {
            hands
                .opens(job)
                .sees(&format!("{job}: {sailing}, {principal}"), |shown| {
                    let rows = rows_of(shown);
                    is_whole(&rows, sailing) && is_whole(&rows, principal)
                });
        }
        hands.leaves();
    }
}

/// Whether a text stands there whole: on one row, or going on below itself in its column.
fn is_whole(rows: &[String], text: &str) -> bool {
    if rows.iter().any(|row| row.contains(text)) {
        return true;
    }
    let mut words = text.split_whitespace().peekable();
    for row in rows {
        while words.peek().is_some_and(|word| row.contains(word)) {
            words.next();
        }
    }
    words.peek().is_none()
}

#[test]
fn an_amendment_that_waits_for_its_papers_needs_the_same_step_wherever_it_is_seen() {
    for who in everywhere() {
        let desk = Desk::demo();
        let job = "KF2026000020";
        desk.json(&[
            "--as",
            "wangfang",
            "amend",
            job,
            r#"{"remarks":"改为周五"}"#,
        ]);
        let line = desk.json(&["queue"]);
        let line = line
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["job_no"] == job);
        assert_eq!(line.unwrap()["action"], "settle");
        // The one who asked for it has no such line in a queue of their own.
        let mut hands = sit(
            &desk,
            Who {
                name: "wangfang",
                ..who
            },
        );
        let next = if who.lang == "zh" {
            "下一步：解决"
        } else {
            "next: settle"
        };
        hands
            .does(C::Queue, A::QueueMine)
            .sees("without the job", |shown| {
                !screen::text(shown).contains(job)
            });
        hands.opens(job).reads(next);
        hands.leaves();
    }
}

#[test]
fn a_wide_screen_shows_names_whole_where_a_narrow_one_cuts_them() {
    let desk = Desk::demo();
    for (place, size) in [(43, 132), (30, 100)].into_iter().enumerate() {
        let mut hands = sit(&desk, Who::new("chenli", LANGS[place], size));
        // The hand-over page: the principal, and where there is a column for it, the ship.
        hands
            .does(C::Queue, A::GoHandover)
            .reads("KF2026000039")
            .reads("常州远帆户外用品有限公司");
        if size.1 >= 120 {
            hands.reads("COSCO SHIPPING PLANET V.0FL645W1MA");
        }
        hands
            .does(C::Handover, A::GoVoyage)
            .reads("KF2026000002")
            .reads("上海晨曦进出口有限公司");
        hands.leaves();
    }
}

#[test]
fn where_the_values_come_from_cuts_none_of_them_and_goes_to_its_end() {
    for who in everywhere() {
        let desk = Desk::demo();
        let job = "KF2026000020";
        let view = desk.json(&["show", job]);
        let address = view["consignment"]["shipper"]["address"].to_string();
        let line = address.trim_matches(['[', ']', '"']).split("\",\"").next();
        let first = line.unwrap().to_owned();
        let mut hands = sit(&desk, who);
        let close = |text: &str| text.split_whitespace().collect::<String>();
        hands
            .opens(job)
            .does(C::Job, A::JobWhy)
            .sees("the address whole", |shown| {
                close(&screen::text(shown)).contains(&close(&first))
            })
            .does(C::Page, A::ListBottom);
        hands.session.settle();
        let text = hands.session.text();
        assert!(!text.contains('…'), "{text}");
        hands.does(C::Page, A::PageClose);
        hands.leaves();
    }
}

fn rows_of(shown: &vt100::Screen) -> Vec<String> {
    screen::text(shown).lines().map(str::to_owned).collect()
}
