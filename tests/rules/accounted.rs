//! Every word and figure of a reply is accounted for: what nobody knows makes no other value, and the
//! sign of a temperature is never lost.

use shipdesk::domain::{Consignment, Finding, Moment};
use shipdesk::reference::Reference;
use shipdesk::rules::read_reply;

use super::pasted::{consignment, said};

/// What is asked: a finding with the consignment that it is about.
struct Asked {
    rule: String,
    finding: Finding,
    consignment: Consignment,
    now: Moment,
}

impl Asked {
    fn of(name: &str, rule: &str) -> Self {
        let desk = consignment(name);
        let findings = desk.findings();
        let finding = findings
            .into_iter()
            .find(|finding| finding.rule.as_str() == rule)
            .unwrap_or_else(|| panic!("no {rule} in {:?}", desk.open()));
        Self {
            rule: rule.to_owned(),
            finding,
            consignment: desk.consignment(),
            now: desk.now,
        }
    }

    fn read(&self, text: &str) -> String {
        let reference = Reference::built_in();
        said(&read_reply(
            text,
            &self.finding,
            &self.consignment,
            reference,
            self.now,
        ))
    }
}

/// The replies of the table, each under what is asked, as they were pasted and what they say.
fn lines() -> Vec<(Asked, Vec<(String, String)>)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/pasted.txt");
    let mut lines: Vec<(Asked, Vec<(String, String)>)> = Vec::new();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        if let Some((name, rule)) = line.strip_prefix("# ").and_then(|l| l.rsplit_once(": ")) {
            lines.push((Asked::of(name, rule), Vec::new()));
        } else if let Some((text, said)) = line.split_once(" => ") {
            let said = said.split(" · ").next().unwrap().to_owned();
            let (_, replies) = lines.last_mut().unwrap();
            replies.push((text.replace("\\n", "\n"), said));
        }
    }
    lines
}

const REFUSED: &[&str] = &["NO", "OPEN", "UNREAD", "SEVERAL", "DENIED", "NOTHING"];

/// Rules whose value may be any text: a word more is more of it.
const OF_ANY_TEXT: &[&str] = &[
    "loading-trailer",
    "loading-warehouse",
    "loading-self",
    "goods-name",
    "customs-broker",
    "principal-contact",
    "payer",
    "payable-at",
    "agent-missing",
    "handover-sheet",
    "party-text",
];

#[test]
fn a_word_or_a_figure_that_nobody_knows_never_makes_another_value() {
    let mut wrong = Vec::new();
    for (asked, replies) in lines() {
        let any = OF_ANY_TEXT.contains(&&*asked.rule);
        let taken = |said: &str| !REFUSED.contains(&said);
        // Where it is paid is any text as well.
        let closed = |said: &str| taken(said) && !said.starts_with("third-place");
        for (text, wanted) in replies.iter().filter(|(_, said)| !any && closed(said)) {
            for more in ["zxqw", "98765", "-31"] {
                for text in [format!("{text} {more}"), format!("{more}，{text}")] {
                    let said = asked.read(&text);
                    if taken(&said) && said != *wanted {
                        wrong.push(format!("{}: {text} => {said}, not {wanted}", asked.rule));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_sign_of_a_temperature_is_kept_or_the_reply_is_refused() {
    let asked = Asked::of("frozen", "reefer-settings");
    let names = [
        "",
        "温度",
        "TEMP",
        "Temp.",
        "温度：",
        "T: ",
        "设定",
        "set point ",
        "40RH ",
        "冻柜 ",
        "（",
    ];
    let signs = [
        "-", "−", "－", "–", "—", "——", "- ", " - ", "零下", "负", "minus ", "﹣", "‑",
    ];
    let (mut taken, mut wrong) = (0, Vec::new());
    for name in names {
        for sign in signs {
            for (degrees, unit) in [("18", ""), ("0.5", "℃"), ("25", "C"), ("7", "度")] {
                let text = format!("{name}{sign}{degrees}{unit}，Mary 9:40");
                let said = asked.read(&text);
                let refused = REFUSED.contains(&&*said);
                taken += usize::from(!refused);
                if !refused && said != format!("-{degrees}") {
                    wrong.push(format!("{text} => {said}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(taken > 350, "{taken} of 572 are taken");
}
