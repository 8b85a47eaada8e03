//! Whether a reply is the confirmation that a finding waits for: a yes, and nothing else.

use super::lexer::{self, Choice, Clause, Item};
use super::lexicon::Kind;
use super::parts::Part;
use super::stance::{Bare, Verdict, judge};
use crate::domain::{Consignment, Finding};

/// Reads a confirmation: settled by a yes or by a no.
pub(super) fn read(parts: &[Part], finding: &Finding, consignment: &Consignment) -> Verdict<bool> {
    let rule = finding.rule.as_str();
    let (yes, no) = crate::rules::rule(rule).map_or(("", ""), |rule| rule.said);
    let mut choices = [Choice::named(yes.split('|')), Choice::named(no.split('|'))];
    if rule == "principal-mismatch" {
        // “Which of the two?” is answered by its name.
        let principals = [
            &consignment.principal.name,
            &consignment.intake.form_principal,
        ];
        for (choice, name) in choices.iter_mut().zip(principals) {
            *choice = Choice::named(name.as_deref());
        }
    }
    choices[0].contrary = Some(1);
    choices[1].contrary = Some(0);
    let clauses: Vec<Clause> = parts
        .iter()
        .map(|part| {
            let mut clause = lexer::read(&part.text, part.asks(), &choices);
            for item in &mut clause.items {
                if *item == Item::Word(Kind::NoObjection) {
                    *item = Item::Word(Kind::Agree);
                }
            }
            clause
        })
        .collect();
    let bare = Bare {
        no: Some(1),
        yes: Some(0),
    };
    match judge(&clauses, bare, |choice| choices[choice].contrary) {
        Verdict::Settled(choice) => Verdict::Settled(choice == 0),
        Verdict::Open => Verdict::Open,
        Verdict::Several(names) => Verdict::Several(names),
        Verdict::Denied(names) => Verdict::Denied(names),
        Verdict::Nothing => Verdict::Nothing,
    }
}
