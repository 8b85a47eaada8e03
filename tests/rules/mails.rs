//! What customers write, clause by clause: blanks that look like values and values that look like
//! blanks, limits to the kilogram, words that look like others. Each mail spoils the sound
//! consignment and names every finding that is then open, and by that what must stay silent.

mod blanks;
mod boxes;
mod papers;
mod parties;
mod places;
mod rates;
mod remarks;

use super::desk::{Desk, a_sound_consignment};

/// One mail.
struct Mail {
    what: &'static str,
    spoil: fn(&mut Desk),
    open: &'static [&'static str],
}

/// Rows of mails: what it says, how it spoils the consignment, the findings that are open.
macro_rules! mails {
    ($($what:literal $spoil:expr => [$($open:literal),*];)+) => {
        pub(super) static MAILS: &[super::Mail] = &[$(super::Mail {
            what: $what,
            spoil: $spoil,
            open: &[$($open),*],
        }),+];
    };
}
use mails;

#[test]
fn every_mail_finds_what_it_names_and_nothing_else() {
    let files = [
        blanks::MAILS,
        boxes::MAILS,
        papers::MAILS,
        parties::MAILS,
        places::MAILS,
        rates::MAILS,
        remarks::MAILS,
    ];
    let mails: Vec<&Mail> = files.into_iter().flatten().collect();
    assert!(mails.len() > 150, "only {}", mails.len());
    let mut wrong = Vec::new();
    for mail in mails {
        let mut desk = a_sound_consignment();
        (mail.spoil)(&mut desk);
        let open = desk.open();
        if let Err(fault) = super::settling::try_fixes(&desk) {
            wrong.push(format!("{}: {fault}", mail.what));
        }
        let mut named = mail.open.to_vec();
        named.sort_unstable();
        if open != named {
            wrong.push(format!("{}: expected {named:?}, found {open:?}", mail.what));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
