//! What helps in the form and the queue: why a value is there, named templates, taking back, filters
//! that are kept.

use shipdesk::keymap::{Action as A, Context as C};

use crate::hands::{Who, everywhere, marked, sit};
use crate::support::desk::Desk;
use crate::support::screen;

#[test]
fn why_says_of_a_field_who_gave_it_who_asked_who_confirmed_and_when() {
    for who in everywhere() {
        let lang = who.lang;
        let desk = Desk::demo();
        let mut hands = sit(&desk, who);
        // A job of the list with an open finding that somebody outside can confirm.
        let confirmable = |job: &str| {
            let view = desk.json(&["show", job]);
            let party = |finding: &serde_json::Value| {
                let answers = finding["answers"].to_string();
                ["customer", "salesperson", "carrier"]
                    .into_iter()
                    .find(|party| answers.contains(party))
            };
            let findings = view["findings"].as_array().unwrap();
            findings
                .iter()
                .filter(|finding| finding["state"] == "open" && finding["fields"][0].is_string())
                .find_map(|finding| Some((finding.clone(), party(finding)?)))
        };
        // The queue has lines with the same numbers.
        let all = desk.json(&["list"]).as_array().unwrap().len();
        hands
            .does(C::Queue, A::GoJobs)
            .sees("all jobs", |shown| {
                let text = screen::text(shown);
                let head = text.lines().nth(1).unwrap_or_default();
                head.starts_with(&format!("{all} "))
            })
            .moves_to("a job with something to confirm", C::Jobs, |line| {
                line.split_whitespace()
                    .find(|word| word.starts_with("KF"))
                    .is_some_and(|job| confirmable(job).is_some())
            });
        let job = hands.job();
        let (finding, party) = confirmable(&job).unwrap();
        let rule = finding["id"].as_str().unwrap();
        // Asked, then confirmed by the party's person.
        desk.json(&["ask", &job, "--sent"]);
        desk.json(&[
            "answer", &job, rule, "--by", "周敏", "--party", party, "--reason", "mail 17",
        ]);
        let pointer = finding["fields"][0].as_str().unwrap();
        let told = desk.json(&["why", &job, pointer]);
        let told = told.as_array().unwrap();
        assert!(told.len() >= 3, "{told:?}");
        // On the screen: the same, from the field in the form.
        hands.does(C::Jobs, A::JobEdit).sees("the form", |shown| {
            screen::text(shown)
                .lines()
                .nth(1)
                .is_some_and(|line| line.contains(&job))
        });
        let label = label_of(lang, pointer);
        hands
            .does(C::Form, A::FormMore)
            .moves_by(A::FormNext, &label, C::Form, |line| line.contains(&label))
            .does(C::Form, A::FormWhy)
            .sees("who gave it, who asked, who confirmed", |shown| {
                let text = screen::text(shown);
                let event = |en: &str, zh: &str| text.contains(if lang == "zh" { zh } else { en });
                event("created", "新建")
                    && event("asked", "询问")
                    && event("answered", "答复")
                    && text.contains("周敏")
                    && text.contains("mail 17")
            });
        // Each line has the moment and the person that the command gives.
        let shown = hands.session.text();
        for line in told {
            let by = line["by"].as_str().unwrap();
            let at = &line["at"].as_str().unwrap()[5..16].replace('T', " ");
            assert!(
                shown
                    .lines()
                    .any(|row| row.contains(by) && row.contains(at.as_str())),
                "{line} is not on\n{shown}"
            );
        }
        hands.does(C::Page, A::PageClose);
        hands.leaves();
    }
}

/// A field's name on the form.
fn label_of(lang: &str, pointer: &str) -> String {
    use shipdesk::i18n::{Lang, say};
    let lang = if lang == "zh" { Lang::Zh } else { Lang::En };
    let key: Vec<&str> = pointer
        .split('/')
        .skip(1)
        .filter(|token| token.parse::<usize>().is_err())
        .collect();
    let key = match key[..] {
        ["equipment", ..] => "boxes".to_owned(),
        _ => key.join("."),
    };
    say(lang, &format!("field.{key}"))
}

#[test]
fn a_form_is_kept_as_a_template_and_begun_from() {
    for who in everywhere() {
        let desk = Desk::demo();
        let mut hands = sit(&desk, who);
        hands
            .does(C::Queue, A::FormNew)
            .types("苏州样板玩具有限公司")
            .does(C::Form, A::FormEnter)
            .types("HC-04")
            .does(C::Form, A::FormEnter)
            .does(C::Form, A::FormTemplate)
            .sees("the templates, and to keep this one", |shown| {
                screen::text(shown).contains("> 1 ")
            })
            .does(C::Menu, A::MenuPick)
            .types("玩具 USLAX")
            .does(C::Dialog, A::DialogEnter)
            .sees("kept", |shown| {
                let text = screen::text(shown);
                text.contains("Template kept") || text.contains("模板已存")
            });
        let kept = desk.json(&["template", "list"]);
        assert!(kept.to_string().contains("玩具 USLAX"), "{kept}");
        // A name that is taken is asked about before anything is replaced.
        hands
            .does(C::Form, A::FormTemplate)
            .reads("2 ")
            .does(C::Menu, A::ListDown)
            .does(C::Menu, A::MenuPick)
            .types("玩具 USLAX")
            .does(C::Dialog, A::DialogEnter)
            .sees("the question", |shown| {
                let text = screen::text(shown);
                text.contains("Replace it?") || text.contains("要替换吗")
            })
            .does(C::Menu, A::MenuPick);
        // The form goes; a new one begins from it, and what it says already stays.
        hands
            .does(C::Form, A::FormDiscard)
            .does(C::Menu, A::ListDown)
            .does(C::Menu, A::MenuPick)
            .reads("KF2026")
            .does(C::Queue, A::FormNew)
            .sees("an empty form", |shown| {
                !screen::text(shown).contains("苏州样板玩具") && !marked(shown).is_empty()
            })
            .does(C::Form, A::FormTemplate)
            .reads("玩具 USLAX")
            .does(C::Menu, A::MenuPick)
            .reads("苏州样板玩具有限公司")
            .reads("HC-04");
        hands.does(C::Form, A::FormSave).sees("stored", |shown| {
            screen::text(shown)
                .lines()
                .nth(1)
                .is_some_and(|line| line.contains("KF2026"))
        });
        let jobs = desk.json(&["list", "--match", "苏州样板玩具"]);
        assert_eq!(jobs.as_array().unwrap().len(), 1, "{jobs}");
        hands.leaves();
    }
}

#[test]
fn changes_are_taken_back_one_by_one_and_done_again() {
    for who in everywhere() {
        let lang = who.lang;
        let desk = Desk::demo();
        let mut hands = sit(&desk, who);
        let has = |shown: &vt100::Screen, text: &str| screen::text(shown).contains(text);
        hands
            .does(C::Queue, A::FormNew)
            .types("无锡回退机械")
            .does(C::Form, A::FormEnter)
            .types("HC-07")
            .does(C::Form, A::FormEnter)
            .does(C::Form, A::FormSection)
            .types("3")
            .does(C::Form, A::FormLookup)
            .types("rotterdam cosu")
            .does(C::Lookup, A::LookupTake)
            .sees("what belongs together filled in", |shown| {
                has(shown, "NLRTM") && has(shown, "COSU")
            })
            // A sailing came with its carrier and ports: one change.
            .does(C::Form, A::FormUndo)
            .sees("the sailing taken back", |shown| {
                !has(shown, "NLRTM") && !has(shown, "COSU")
            })
            // The caret goes to where the change was.
            .does(C::Form, A::FormUndo)
            .sees("the form's name taken back", |shown| {
                has(shown, "无锡回退机械")
                    && !has(shown, "HC-07")
                    && !marked(shown).contains("无锡")
            })
            .does(C::Form, A::FormUndo)
            .sees("everything taken back", |shown| {
                !has(shown, "无锡回退机械")
                    && marked(shown).contains(label_of(lang, "/principal/name").as_str())
            })
            .does(C::Form, A::FormUndo)
            .sees("nothing left", |shown| {
                has(shown, "Nothing to undo") || has(shown, "没有可撤销")
            })
            .does_times(3, C::Form, A::FormRedo)
            .sees("all of it again", |shown| {
                has(shown, "NLRTM") && has(shown, "无锡回退机械")
            })
            .does(C::Form, A::FormSection)
            .types("1")
            .reads("HC-07");
        hands.leaves();
    }
}

#[test]
fn filters_are_kept_for_each_operator() {
    for who in everywhere() {
        let desk = Desk::demo();
        let mut hands = sit(&desk, who);
        // The list's head begins with how many items there are.
        let items = |shown: &vt100::Screen| -> usize {
            let text = screen::text(shown);
            let count = text.lines().nth(1).and_then(|head| head.split(' ').next());
            count.and_then(|count| count.parse().ok()).unwrap_or(0)
        };
        let all = desk.json(&["queue"]).as_array().unwrap().len();
        hands.sees("the whole queue", |shown| items(shown) == all);
        // A carrier that several lines have, and not all of them, as the screen shows.
        let carrier = "COSU";
        let of_carrier = |shown: &vt100::Screen| {
            let text = screen::text(shown);
            let mut jobs = text.lines().filter(|line| line.contains("KF2026"));
            text.contains(&format!("carrier:{carrier}")) && jobs.all(|line| line.contains(carrier))
        };
        hands
            .does(C::Queue, A::QueueFilter)
            .types(&format!("carrier:{carrier}"))
            .does(C::Dialog, A::DialogEnter)
            .sees("only that carrier's", of_carrier)
            .does(C::Queue, A::QueueMine)
            .sees("only the own", |shown| {
                let text = screen::text(shown);
                text.contains("mine only") || text.contains("只看我的")
            });
        // The head says so before the lines have come.
        let own = desk
            .json(&["queue", "--mine", "--as", who.name])
            .as_array()
            .unwrap()
            .iter()
            .filter(|line| line["carrier"] == carrier)
            .count();
        assert!(own > 0 && own < all);
        hands.sees("as many as the desk has", |shown| items(shown) == own);
        hands.leaves();
        // A colleague's queue is whole; the operator's is as it was left.
        let mut other = sit(
            &desk,
            Who {
                name: "wangfang",
                ..who
            },
        );
        other.sees("everything", |shown| items(shown) == all);
        other.leaves();
        let mut back = sit(&desk, who);
        back.sees("the filter as it was", |shown| {
            of_carrier(shown) && items(shown) == own
        });
        back.leaves();
    }
}
