//! Small terminals: what tells a practice desk, a sailing and a key apart stays on the screen.

use shipdesk::i18n::{Lang, say};
use shipdesk::keymap::{Action as A, Context as C};

use crate::hands::{Hands, Who, sit};
use crate::support::desk::Desk;
use crate::support::screen;

const SMALL: [(u16, u16); 2] = [(12, 40), (20, 60)];

fn small(lang: &'static str, size: (u16, u16)) -> Who<'static> {
    Who::new("chenli", lang, size)
}

#[test]
fn a_practice_desk_says_so_on_every_screen_however_small() {
    for lang in ["en", "zh"] {
        let mark = if lang == "en" { "practice" } else { "练习" };
        for size in SMALL {
            let desk = Desk::demo();
            let mut hands = sit(&desk, small(lang, size));
            let says_so = |hands: &mut Hands, title: &str| {
                hands.sees(&format!("{mark} on {title}"), |shown| {
                    let text = screen::text(shown);
                    let head = text.lines().next().unwrap_or_default();
                    head.contains(mark) && head.contains(title)
                });
            };
            for (go, screen) in [
                (A::GoQueue, "queue"),
                (A::GoSearch, "search"),
                (A::GoJobs, "jobs"),
                (A::GoVoyage, "voyage"),
                (A::GoHandover, "handover"),
                (A::GoDrafts, "drafts"),
                (A::GoImport, "import"),
                (A::FormNew, "form"),
            ] {
                // By keys that are keys where one types, too.
                hands.does(C::Form, go);
                let of = Lang::ALL
                    .into_iter()
                    .find(|of| of.as_str() == lang)
                    .unwrap();
                says_so(&mut hands, &say(of, &format!("tui.screen.{screen}")));
            }
        }
    }
}

#[test]
fn sailings_are_told_apart_on_forty_columns() {
    let desk = Desk::demo();
    for size in SMALL {
        let mut hands = sit(&desk, small("en", size));
        hands.does(C::Queue, A::GoSearch).types("hlcu bangkok");
        hands.sees("sailings", |shown| {
            screen::text(shown).matches("HLCU").count() > 2
        });
        hands.session.settle();
        let text = hands.session.text();
        let mut rows: Vec<&str> = text
            .lines()
            .filter(|line| line.contains("HLCU "))
            .map(|line| line.trim_start_matches('>').trim())
            .collect();
        let shown = rows.len();
        rows.sort_unstable();
        rows.dedup();
        assert_eq!(rows.len(), shown, "{text}");
        assert!(
            rows.iter()
                .all(|row| row.contains(" CN") && row.contains('-')),
            "{text}"
        );
        hands.leaves();
    }
}

#[test]
fn what_is_set_in_goes_on_set_in() {
    let desk = Desk::demo();
    for size in SMALL {
        let mut hands = sit(&desk, small("en", size));
        hands.does(C::Queue, A::AppHelp).reads("Queue");
        hands.session.settle();
        for _ in 0..4 {
            let text = hands.session.text();
            let inside = text.lines().filter(|line| line.contains('│'));
            for line in inside {
                let line = line.trim_matches(['│', ' ']).to_owned() + "|" + line;
                let (words, whole) = line.split_once('|').unwrap_or_default();
                let set_in = whole.contains("│   ") || whole.contains("│  ");
                let heading = !words.contains(' ') || words.starts_with("On a job");
                assert!(set_in || heading || words.is_empty(), "{text}");
            }
            hands.does(C::Page, A::ListPageDown);
            hands.session.settle();
        }
    }
}
