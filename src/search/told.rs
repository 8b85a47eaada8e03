//! Words that name a region and something else: 地中海 is the Mediterranean, and MSC.

use super::dictionaries::Dictionaries;
use super::grade::Stage;
use super::planned::Planned;
use super::query::Term;
use super::rows::Rows;
use super::schema::Field;
use std::hash::Hash;

/// What a row earns that reads such a word as the other thing, where another term tells the region
/// already: beside 西班牙 the word says nothing as a region.
pub const TOLD_APART: u16 = 3;

/// How much less a name may fit than the region to be meant as well.
const NEARLY: u8 = 2;

/// Such a term.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// The term.
    pub at: usize,
    region: Field,
    other: Field,
    least: u8,
}

impl Told {
    /// Whether the row has the other thing.
    pub fn is_other<K: Clone + Eq + Hash>(
        &self,
        terms: &[Planned],
        rows: &Rows<K>,
        slot: u32,
    ) -> bool {
        terms[self.at].field_score(self.other, rows, slot) >= self.least
    }

    /// The field that has it as the other thing, or as the region.
    pub fn field(&self, other: bool) -> Field {
        if other { self.other } else { self.region }
    }

    /// Whether the row has the other thing, and another term its place.
    pub fn holds<K: Clone + Eq + Hash>(
        &self,
        terms: &[Planned],
        rows: &Rows<K>,
        slot: u32,
    ) -> bool {
        let others = terms.iter().enumerate().filter(|(at, _)| *at != self.at);
        self.is_other(terms, rows, slot)
            && others
                .into_iter()
                .any(|(_, t)| t.field_score(self.region, rows, slot) > 0)
    }
}

/// The terms that are a region in one field and a name in another.
pub fn told_apart(
    terms: &[(&Term, Stage)],
    planned: &[Planned],
    dictionaries: &Dictionaries,
) -> Vec<Told> {
    let mut out = Vec::new();
    for (at, ((term, _), planned)) in terms.iter().zip(planned).enumerate() {
        let Some(grades) = planned.grades.as_deref().filter(|g| g.tables.len() > 1) else {
            continue;
        };
        let best = |table: &[u8]| table.iter().max().copied().unwrap_or(0);
        let field_best = |(field, table): &(Field, Box<[u8]>)| {
            let meant = dictionaries.schema.spec(*field).handicap == 0;
            (meant && best(table) + NEARLY >= grades.best).then(|| {
                (
                    *field,
                    best(table),
                    is_region(&term.text, *field, table, dictionaries),
                )
            })
        };
        let fields: Vec<_> = grades.tables.iter().filter_map(field_best).collect();
        let Some((_, most, _)) = fields.iter().find(|(.., region)| *region) else {
            continue;
        };
        let least = most.saturating_sub(NEARLY).max(1);
        for (region, ..) in fields.iter().filter(|(.., region)| *region) {
            let others = fields.iter().filter(|(.., region)| !region);
            out.extend(others.map(|(other, ..)| Told {
                at,
                region: *region,
                other: *other,
                least,
            }));
        }
    }
    out
}

/// Whether the field's best values are called so as members of a group.
fn is_region(text: &str, field: Field, table: &[u8], dictionaries: &Dictionaries) -> bool {
    let best = table.iter().max();
    let Some(id) = table.iter().position(|grade| Some(grade) == best) else {
        return false;
    };
    let value = dictionaries.value(field, u32::try_from(id).unwrap_or(0));
    value.forms.iter().any(|form| {
        let sounds = || form.sounds.iter().any(|sound| &*sound.text == text);
        form.kind.is_group() && (&*form.letters.text == text || sounds())
    })
}
