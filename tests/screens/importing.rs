//! A schedule file in on the screen: picked, its columns looked at and corrected, what it would change
//! seen, and then in, or not; a long one watched, cut short, and completed.

use std::time::Duration;

use serde_json::Value;
use shipdesk::domain::Text;
use shipdesk::i18n::{Lang, render};
use shipdesk::keymap::{Action as A, Context as C};
use vt100::Screen;

use crate::hands::{Hands, LANGS, SIZES, Who, marked, sit};
use crate::support::desk::Desk;
use crate::support::screen;

/// A sender's weekly sheet: one column is called as nobody calls it, one row is not announced yet.
pub const WEEKLY: &str = "\
COSCO weekly schedule,,,,,,
Vessel,Voyage,POL,POD,Sail Day,Landing,CY CUT
COSCO SHIPPING UNIVERSE,046W,SHANGHAI,ROTTERDAM,2026-11-28,2026-12-30,27/1200
COSCO SHIPPING PISCES,047W,SHANGHAI,HAMBURG,2026-12-05,2027-01-06,04/1200
COSCO SHIPPING LEO,048W,SHANGHAI,HAMBURG,TBA,2027-01-13,11/1200
";

/// The same sender's next one.
const NEXT_WEEK: &str = "\
COSCO weekly schedule,,,,,,
Vessel,Voyage,POL,POD,Sail Day,Landing,CY CUT
COSCO SHIPPING LEO,048W,SHANGHAI,HAMBURG,2026-12-12,2027-01-13,11/1200
";

/// The sailings of the long file.
const MANY: usize = 5_000;

fn a_desk() -> Desk {
    let desk = Desk::practice();
    desk.json(&["operator", "add", "chenli", "--roles", "clerk"]);
    desk
}

fn long_file() -> String {
    let mut text = "Carrier,Vessel,Voyage,POL,POD,ETD,ETA\n".to_owned();
    for row in 0..MANY {
        text.push_str(&format!(
            "COSU,VESSEL NO {},{:05}W,SHANGHAI,HAMBURG,2026-12-{:02},2027-01-{:02}\n",
            row % 500,
            row / 500,
            row % 28 + 1,
            row % 28 + 1
        ));
    }
    text
}

/// A sentence of the screen in a language.
fn says(lang: &str, text: &Text) -> String {
    let lang = if lang == "zh" { Lang::Zh } else { Lang::En };
    render(lang, text)
}

/// A sentence's words before its first value.
fn begins(lang: &str, key: &'static str) -> String {
    let mark = "\u{1}";
    let text = Text::of(key)
        .with("file", mark)
        .with("rows", mark)
        .with("by", mark);
    let said = says(lang, &text);
    let mut parts = said.split(mark).map(str::trim);
    parts
        .find(|part| !part.is_empty())
        .unwrap_or_default()
        .to_owned()
}

fn sailings(desk: &Desk) -> Vec<Value> {
    let all = desk.json(&["export", "sailings", "--format", "json"]);
    all.as_array().unwrap().clone()
}

/// The imports that the desk knows: rows that went in, and whether it was all.
fn imports(desk: &Desk) -> Vec<(u64, bool)> {
    let all = desk.json(&["import", "list"]);
    all.as_array()
        .unwrap()
        .iter()
        .map(|import| {
            (
                import["rows"].as_u64().unwrap(),
                import["complete"].as_bool().unwrap(),
            )
        })
        .collect()
}

/// Picks a file of the operator's own folder.
fn picks(hands: &mut Hands, name: &str, heading: &str) {
    hands
        .does(C::Queue, A::GoImport)
        .types(&format!("~/{name}"))
        .sees("the file listed", |shown| marked(shown).contains(name))
        .does(C::Import, A::ImportChoose)
        .sees("its columns", |shown| {
            screen::text(shown)
                .lines()
                .skip(1)
                .any(|line| line.contains(heading))
        });
}

/// The line with the marker that keys move: a menu's, which stands below the list's.
fn lowest(shown: &Screen) -> String {
    screen::text(shown)
        .lines()
        .rfind(|line| line.starts_with('>'))
        .unwrap_or_default()
        .to_owned()
}

/// Brings the marker down to a line.
fn down_to(hands: &mut Hands, place: C, what: &str) {
    for _ in 0..30 {
        let before = hands.session.look(lowest);
        if before.contains(what) {
            return;
        }
        hands
            .does(place, A::ListDown)
            .sees("the marker moved", |shown| lowest(shown) != before);
    }
    panic!("no line with “{what}”:\n{}", hands.session.text());
}

#[test]
fn a_file_goes_in_step_by_step_and_a_corrected_column_is_remembered_for_its_sender() {
    for lang in LANGS {
        for size in SIZES {
            let desk = a_desk();
            desk.file("weekly.csv", WEEKLY);
            desk.file("next.csv", NEXT_WEEK);
            let who = Who::new("chenli", lang, size);
            let mut hands = sit(&desk, who);
            let unread = says(lang, &Text::of("tui.import.unknown"));
            let arrival = says(lang, &Text::of("schedule.field.eta"));

            picks(&mut hands, "weekly.csv", "Landing");
            down_to(&mut hands, C::ImportKeys, "Landing");
            assert!(hands.line().contains(&unread), "{}", hands.line());
            let asked = says(
                lang,
                &Text::of("tui.import.column-is").with("heading", "Landing"),
            );
            hands.does(C::ImportKeys, A::ImportColumn).reads(&asked);
            down_to(&mut hands, C::Menu, &arrival);
            hands
                .does(C::Menu, A::MenuPick)
                .sees("the column corrected", |shown| {
                    let line = marked(shown);
                    line.contains("Landing") && line.contains(&arrival)
                });

            let added = says(
                lang,
                &Text::of("tui.import.sum-sailings")
                    .with("added", 2)
                    .with("changed", 0)
                    .with("unchanged", 0),
            );
            let would = begins(lang, "tui.import.would-change");
            hands
                .does(C::ImportKeys, A::ImportNext)
                .reads(&would)
                .reads(&added)
                .reads("TBA");
            assert_eq!(sailings(&desk), Vec::<Value>::new(), "only looked at");

            // Back, and away: nothing has changed.
            hands
                .does(C::ImportKeys, A::ImportCancel)
                .reads("Landing")
                .does(C::ImportKeys, A::ImportCancel)
                .sees("the file's line", |shown| {
                    marked(shown).contains("weekly.csv")
                });
            assert_eq!(imports(&desk), [], "cancelled before it went");
            assert_eq!(sailings(&desk), Vec::<Value>::new());

            // Again, and in: the correction is still there.
            hands
                .does(C::Import, A::ImportChoose)
                .reads("Landing")
                .does(C::ImportKeys, A::ImportNext)
                .reads(&would)
                .does(C::ImportKeys, A::ImportNext)
                .reads(&begins(lang, "tui.import.has-changed"));
            let stored = sailings(&desk);
            assert_eq!(stored.len(), 2);
            assert!(stored.iter().any(|sailing| sailing["eta"] == "2026-12-30"));
            assert_eq!(imports(&desk), [(2, true)]);
            hands.leaves();

            // Another day: the sender's next file is read as the last one was corrected.
            let mut hands = sit(&desk, who);
            picks(&mut hands, "next.csv", "Landing");
            down_to(&mut hands, C::ImportKeys, "Landing");
            assert!(hands.line().contains(&arrival), "{}", hands.line());
            hands.leaves();
            // And so is it on the command line.
            let file = desk.home().join("next.csv");
            desk.json(&[
                "--as",
                "chenli",
                "import",
                "schedule",
                file.to_str().unwrap(),
            ]);
            let stored = sailings(&desk);
            assert!(stored.iter().any(|sailing| sailing["eta"] == "2027-01-13"));
        }
    }
}

#[test]
fn a_long_file_shows_how_far_it_is_and_what_was_cut_short_is_completed_by_running_it_again() {
    for (lang, size, by_key) in [(LANGS[0], SIZES[0], true), (LANGS[1], SIZES[1], false)] {
        let desk = a_desk();
        desk.file("long.csv", long_file());
        let who = Who::new("chenli", lang, size);
        let mut hands = sit(&desk, who);
        picks(&mut hands, "long.csv", "Vessel");
        let going = begins(lang, "tui.import.going-in");
        hands
            .does(C::ImportKeys, A::ImportNext)
            .reads(&begins(lang, "tui.import.would-change"))
            .does(C::ImportKeys, A::ImportNext)
            .reads(&going)
            .sees("how far it is", |shown| {
                let text = screen::text(shown);
                text.contains(&going) && text.contains(" %") && text.contains("##")
            });
        // Some of it is in by now; then its operator thinks better of it, or the line goes.
        let some_in = || imports(&desk).iter().any(|(rows, _)| *rows > 0);
        assert!(
            (0..600).any(|_| {
                std::thread::sleep(Duration::from_millis(20));
                some_in()
            }),
            "no row went in"
        );
        if by_key {
            hands
                .does(C::ImportKeys, A::ImportCancel)
                .reads(&says(lang, &Text::of("schedule.cancelled")));
            hands.leaves();
        } else {
            hands.session.kill();
            drop(hands);
        }
        let cut = imports(&desk);
        assert!(
            matches!(cut[..], [(rows, false)] if rows > 0 && (rows as usize) < MANY),
            "{cut:?}"
        );

        let mut hands = sit(&desk, who);
        if by_key {
            hands.does(C::Queue, A::GoImport);
        } else {
            // Where the line went is offered, and leads here.
            let offered = says(lang, &Text::of("tui.screen.import"));
            hands.reads(&offered).does(C::Menu, A::MenuPick);
        }
        hands.reads(&begins(lang, "tui.import.cut-short"));
        if by_key {
            hands.types("~/long.csv");
        }
        hands
            .sees("the file listed", |shown| {
                marked(shown).contains("long.csv")
            })
            .does(C::Import, A::ImportChoose)
            .reads("Vessel")
            .does(C::ImportKeys, A::ImportNext)
            .reads(&begins(lang, "tui.import.would-change"))
            .does(C::ImportKeys, A::ImportNext)
            .reads(&begins(lang, "tui.import.has-changed"));
        assert!(imports(&desk).iter().all(|(_, complete)| *complete));
        assert_eq!(sailings(&desk).len(), MANY);
        hands.leaves();
    }
}

#[test]
fn what_would_change_names_each_job_that_it_touches_with_what_moved_and_by_how_much() {
    let desk = Desk::demo();
    let jobs = desk.json(&["list", "--stage", "confirmed"]);
    let job = jobs.as_array().unwrap()[0]["job_no"].as_str().unwrap();
    let booked = desk.json(&["show", job])["booking"]["sailing"]["id"].clone();
    let stored = sailings(&desk);
    let sailing = stored.iter().find(|sailing| sailing["id"] == booked);
    let sailing = sailing.expect("a confirmed job's sailing");
    let word = |field: &str| sailing[field].as_str().unwrap().to_owned();
    let etd: chrono::NaiveDate = word("etd").parse().unwrap();
    let later = etd + chrono::Days::new(2);
    desk.file(
        "moved.csv",
        format!(
            "Carrier,Vessel,Voyage,POL,POD,ETD\n{},{},{},{},{},{later}\n",
            word("carrier"),
            word("vessel"),
            word("voyage"),
            word("pol"),
            word("pod"),
        ),
    );
    let moved = |desk: &Desk| -> Vec<Value> {
        let queue = desk.json(&["queue"]);
        let lines = queue.as_array().unwrap().iter();
        lines.map(|line| line["moved"].clone()).collect()
    };
    let before = moved(&desk);
    for lang in LANGS {
        for size in SIZES {
            let mut hands = sit(&desk, Who::new("chenli", lang, size));
            picks(&mut hands, "moved.csv", "Vessel");
            let by = says(
                lang,
                &Text::of("tui.import.moved-by")
                    .with("days", 2)
                    .with("hours", 0),
            );
            hands
                .does(C::ImportKeys, A::ImportNext)
                .sees("the job with what moved", |shown| {
                    screen::text(shown).lines().any(|line| {
                        line.contains(job)
                            && line.contains(&format!("{etd} → {later}"))
                            && line.contains(&format!("+{by}"))
                    })
                });
            hands.leaves();
        }
    }
    assert_eq!(moved(&desk), before, "only looked at");
}
