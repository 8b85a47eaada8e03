//! Which of its values a reply affirms, denies or leaves open.

use super::lexer::{Clause, Item};
use super::lexicon::Kind;

/// What a reply says of one value that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stance {
    Affirmed,
    Denied,
    Open,
    /// What held before: no word about now.
    Past,
}

/// What a reply comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict<T> {
    /// One value is affirmed, and nothing is left open.
    Settled(T),
    /// It asks, or does not know.
    Open,
    /// More than one value is affirmed: their names as they stand.
    Several(Vec<String>),
    /// A value is named, and beside it words that are not known: they may turn it into its contrary.
    Unread(Vec<String>),
    /// Values are denied, and none is affirmed: their names.
    Denied(Vec<String>),
    /// No value is named.
    Nothing,
}

/// What bare words of a reply stand for, where no value is named beside them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bare {
    /// The choice that no, 不用 are.
    pub(super) no: Option<usize>,
    /// The choice that OK, 可以 are.
    pub(super) yes: Option<usize>,
    /// Whether any word may stand beside a figure: what is said of one of a few values, or agrees, may
    /// hold nothing but words that are known to change nothing.
    pub(super) freely: bool,
}

impl Bare {
    /// The same, where any word may stand beside a value.
    pub(super) fn read_freely(self) -> Self {
        Self {
            freely: true,
            ..self
        }
    }
}

/// What the clauses of a reply come to. `contrary` gives the choice meant where one is denied.
pub(super) fn judge(
    clauses: &[Clause],
    bare: Bare,
    contrary: impl Fn(usize) -> Option<usize>,
) -> Verdict<usize> {
    let mut said: Vec<(usize, Stance, usize)> = Vec::new();
    let mut open = false;
    let mut agrees = false;
    let mut names: Vec<(usize, String)> = Vec::new();
    let mut unread: Vec<String> = Vec::new();
    for (place, clause) in clauses.iter().enumerate() {
        names.extend(clause.names.iter().cloned());
        open |= has(clause, Kind::Unsure);
        let stances = stances(clause);
        if !(bare.freely || clause.asks && is_about_else(clause)) {
            unread.extend(clause.others.iter().cloned());
        }
        if stances.is_empty() {
            match bare_no(clause) {
                Some(false) => open = true,
                // “South, no. North”: what was said just before is taken back.
                Some(true) if bare.no.is_none() => {
                    let last = said.iter().map(|(_, _, at)| *at).max();
                    for (_, stance, _) in said.iter_mut().filter(|(_, _, at)| Some(*at) == last) {
                        *stance = Stance::Denied;
                    }
                }
                Some(true) if clause.asks || contradicts(clause) => open = true,
                Some(true) => said.extend(bare.no.map(|no| (no, Stance::Affirmed, place))),
                None => {
                    open |= clause.asks && !is_about_else(clause) || asks_alone(clause);
                    // “OK if the rate holds”, “OK but must arrive before 15 Jan”, “agree in principle”
                    let conditional = has(clause, Kind::Open) || has(clause, Kind::But);
                    open |= has(clause, Kind::Agree) && conditional;
                    // “后面可能改”, “but must arrive before 15 Jan”
                    open |= !bare.freely && (has(clause, Kind::Open) || has(clause, Kind::But));
                    agrees |= has(clause, Kind::Agree) && !clause.asks;
                }
            }
            continue;
        }
        agrees |= has(clause, Kind::Agree);
        let is_question = clause.asks || has(clause, Kind::Or);
        let distinct = stances.iter().any(|(choice, _)| *choice != stances[0].0);
        // The question itself, before its answer: “南港还是北港? 南港”.
        if is_question && distinct && has(clause, Kind::Or) && said.is_empty() {
            said.extend(
                stances
                    .iter()
                    .map(|(choice, _)| (*choice, Stance::Open, place)),
            );
            continue;
        }
        let leaves_open = is_question || has(clause, Kind::Open) || contradicts(clause);
        said.extend(stances.into_iter().map(|(choice, stance)| {
            let stance = if leaves_open { Stance::Open } else { stance };
            (choice, stance, place)
        }));
        open |= leaves_open;
    }
    let said: Vec<(usize, Stance)> = said
        .into_iter()
        .map(|(choice, stance, _)| match (stance, contrary(choice)) {
            (Stance::Denied, Some(contrary)) => (contrary, Stance::Affirmed),
            _ => (choice, stance),
        })
        .collect();
    let of = |wanted: Stance| {
        let mut found: Vec<usize> = Vec::new();
        for (choice, stance) in &said {
            if *stance == wanted && !found.contains(choice) {
                found.push(*choice);
            }
        }
        found
    };
    let (affirmed, denied) = (of(Stance::Affirmed), of(Stance::Denied));
    let written = |choices: &[usize]| {
        let mut texts: Vec<String> = Vec::new();
        for (choice, name) in &names {
            if choices.contains(choice) && !texts.contains(name) {
                texts.push(name.clone());
            }
        }
        texts
    };
    if open || affirmed.iter().any(|choice| denied.contains(choice)) {
        return Verdict::Open;
    }
    if !unread.is_empty() && (!said.is_empty() || agrees && bare.yes.is_some()) {
        unread.dedup();
        return Verdict::Unread(unread);
    }
    match affirmed[..] {
        [only] => Verdict::Settled(only),
        [] if !denied.is_empty() => Verdict::Denied(written(&denied)),
        [] if !said.is_empty() => Verdict::Open,
        [] => match bare.yes.filter(|_| agrees) {
            Some(yes) => Verdict::Settled(yes),
            None => Verdict::Nothing,
        },
        _ => Verdict::Several(names.iter().fold(Vec::new(), |mut texts, (_, name)| {
            if !texts.contains(name) {
                texts.push(name.clone());
            }
            texts
        })),
    }
}

/// Two denials in one clause: 不做不行 says that it must be done.
fn contradicts(clause: &Clause) -> bool {
    let denials = clause.items.iter().filter(|item| {
        matches!(
            item,
            Item::Word(Kind::Deny | Kind::DenyVerb | Kind::DenyAux | Kind::DenyBefore)
        )
    });
    let values = clause
        .items
        .iter()
        .filter(|item| matches!(item, Item::Value(_)));
    let count = denials.count();
    count > 1 && values.count() < count
}

fn has(clause: &Clause, kind: Kind) -> bool {
    clause.items.contains(&Item::Word(kind))
}

/// Whether a clause without a value is nothing but a no; none where it denies nothing. A denial of
/// something else, “not on Monday”, is neither: it leaves open what is meant.
fn bare_no(clause: &Clause) -> Option<bool> {
    let denies = [Kind::Deny, Kind::DenyVerb, Kind::DenyAux, Kind::DenyBefore]
        .iter()
        .any(|kind| has(clause, *kind));
    denies.then(|| !clause.items.contains(&Item::Other) && !has(clause, Kind::Open))
}

/// Whether a question without a value is about something else: “when does she sail?”
fn is_about_else(clause: &Clause) -> bool {
    has(clause, Kind::Elsewhere) && !has(clause, Kind::Agree)
}

/// A clause of nothing but what leaves open: “请确认”, “吗”.
fn asks_alone(clause: &Clause) -> bool {
    has(clause, Kind::Open) && !clause.items.contains(&Item::Other)
}

/// What a clause says of each value that it names.
fn stances(clause: &Clause) -> Vec<(usize, Stance)> {
    let items = &clause.items;
    items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| match item {
            Item::Value(choice) => Some((*choice, stance(items, at, *choice))),
            _ => None,
        })
        .collect()
}

fn stance(items: &[Item], at: usize, choice: usize) -> Stance {
    // “上次没用超重柜” denies nothing of now.
    let turns = |item: &Item| match item {
        Item::Value(other) => *other != choice,
        item => matches!(item, Item::Word(Kind::But | Kind::Change | Kind::To)),
    };
    let begun = items[..at].iter().rposition(turns).unwrap_or(0);
    if items[begun..at].contains(&Item::Word(Kind::Past)) {
        return Stance::Past;
    }
    match (before(items, at, choice), after(items, at)) {
        (Stance::Denied, Stance::Denied) => Stance::Open,
        (Stance::Open, _) | (_, Stance::Open) => Stance::Open,
        (Stance::Past, _) | (_, Stance::Past) => Stance::Past,
        (Stance::Denied, _) | (_, Stance::Denied) => Stance::Denied,
        _ => Stance::Affirmed,
    }
}

/// What stands before a value, back to the value before it.
fn before(items: &[Item], at: usize, choice: usize) -> Stance {
    let mut through_else = false;
    for place in (0..at).rev() {
        match items[place] {
            // “no heavy duty needed”: two names of one value are denied together.
            Item::Value(other) if other == choice => {
                return if through_else {
                    Stance::Affirmed
                } else {
                    before(items, place, choice)
                };
            }
            Item::Value(_) | Item::Word(Kind::But) => return Stance::Affirmed,
            Item::Word(Kind::Deny | Kind::DenyVerb | Kind::DenyAux) => {
                return match reach(items, place) {
                    Reach::Back => Stance::Affirmed,
                    Reach::Forward if !through_else => Stance::Denied,
                    Reach::Forward | Reach::Unclear => Stance::Open,
                };
            }
            Item::Word(Kind::DenyBefore) if !has_value(&items[..place]) => return Stance::Denied,
            Item::Word(Kind::DenyBefore) => return Stance::Affirmed,
            Item::Word(Kind::Past) => return Stance::Past,
            Item::Word(Kind::From | Kind::Change) if gives_way(items, at) => return Stance::Denied,
            Item::Other => through_else = true,
            Item::Word(_) => {}
        }
    }
    Stance::Affirmed
}

/// What stands behind a value, up to the next.
fn after(items: &[Item], at: usize) -> Stance {
    let mut through_else = false;
    for place in at + 1..items.len() {
        match items[place] {
            Item::Value(_) | Item::Word(Kind::But) => return Stance::Affirmed,
            Item::Word(Kind::DenyBefore) => return Stance::Denied,
            Item::Word(Kind::Deny | Kind::DenyVerb | Kind::DenyAux) => {
                return match reach(items, place) {
                    Reach::Forward => Stance::Affirmed,
                    Reach::Back if !through_else => Stance::Denied,
                    Reach::Back | Reach::Unclear => Stance::Open,
                };
            }
            // “南港改北港”, and “南港要改” without what it is changed to.
            Item::Word(Kind::Change)
                if value_follows(items, place) || ends(&items[place + 1..]) =>
            {
                return Stance::Denied;
            }
            // “南港是上次的”, “south harbour last time”
            Item::Word(Kind::Past) if ends(&items[place + 1..]) => return Stance::Past,
            Item::Other => through_else = true,
            Item::Word(_) => {}
        }
    }
    Stance::Affirmed
}

/// Whether nothing more is said.
fn ends(items: &[Item]) -> bool {
    items
        .iter()
        .all(|item| matches!(item, Item::Word(Kind::Filler)))
}

/// Which way a denial reaches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Forward,
    Back,
    Unclear,
}

/// “不是南港是北港”, “走南港不走北港” deny what follows; “南港不走 走北港” what stands before; of
/// “南港不走北港走” only the one who wrote it knows.
fn reach(items: &[Item], place: usize) -> Reach {
    let value = items[..place]
        .iter()
        .rposition(|item| matches!(item, Item::Value(_)));
    let Some(value) = value else {
        return Reach::Forward;
    };
    if !value_follows(items, place) {
        // “设 -20 别调成 -18”: what the words between do to the value behind is not known.
        let behind = items[place + 1..]
            .iter()
            .take_while(|item| !matches!(item, Item::Word(Kind::But)));
        let reaches = behind.clone().any(|item| matches!(item, Item::Value(_)));
        return if reaches { Reach::Unclear } else { Reach::Back };
    }
    if items[place] == Item::Word(Kind::Deny) {
        return Reach::Forward;
    }
    let verb = Some(&Item::Word(Kind::Verb));
    let led = value.checked_sub(1).and_then(|before| items.get(before));
    // “设 -20 别设 -18”: the verb is the denied one.
    let is_denied = items[place] == Item::Word(Kind::DenyAux);
    if items.get(place + 1) == verb && !is_denied {
        Reach::Back
    } else if matches!(
        led,
        Some(Item::Word(Kind::Verb | Kind::Filler | Kind::Agree))
    ) {
        Reach::Forward
    } else {
        Reach::Unclear
    }
}

fn has_value(items: &[Item]) -> bool {
    items.iter().any(|item| matches!(item, Item::Value(_)))
}

/// Whether a value follows a word with nothing but fillers between.
fn value_follows(items: &[Item], place: usize) -> bool {
    items[place + 1..]
        .iter()
        .find(|item| {
            !matches!(
                item,
                Item::Word(Kind::Filler | Kind::Verb | Kind::To | Kind::From | Kind::Agree)
            )
        })
        .is_some_and(|item| matches!(item, Item::Value(_)))
}

/// Whether the value here gives way to another: a word that leads on follows, and a value.
fn gives_way(items: &[Item], at: usize) -> bool {
    let leads = items[at + 1..]
        .iter()
        .position(|item| matches!(item, Item::Word(Kind::To | Kind::Change) | Item::Value(_)));
    leads.is_some_and(|leads| {
        !matches!(items[at + 1 + leads], Item::Value(_)) && has_value(&items[at + 1 + leads..])
    })
}
