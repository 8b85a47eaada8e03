//! Which fields rows have, and how their values are compared.

use super::form::Form;

/// A field of the schema, by its place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field(pub u8);

/// How a field's values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Names of things in any language: words, pinyin, typos.
    Name,
    /// Numbers and codes: whole, from the front, or the tail; no typos.
    Code,
    /// A voyage: as [`FieldKind::Code`], with V., leading zeros and the direction apart.
    Voyage,
    /// A day.
    Day,
}

/// One field.
#[derive(Debug, Clone)]
pub struct FieldSpec {
    /// Its name in results.
    pub name: &'static str,
    /// How its values are compared.
    pub kind: FieldKind,
    /// Taken off a match in this field: a port of transhipment is meant less often than one of
    /// discharge, a cut-off's day less often than the departure's. 0 for the fields meant first.
    pub handicap: u8,
    /// Words, folded, that announce the field: "to", "pod", "到" before a port of discharge.
    pub cues: &'static [&'static str],
}

impl FieldSpec {
    /// A field by its name, how it is compared, what is taken off, and what announces it.
    pub const fn new(
        name: &'static str,
        kind: FieldKind,
        handicap: u8,
        cues: &'static [&'static str],
    ) -> Self {
        Self {
            name,
            kind,
            handicap,
            cues,
        }
    }
}

/// The fields of an index, in order.
#[derive(Debug, Clone)]
pub struct Schema {
    fields: Vec<FieldSpec>,
    /// Words, folded, that say nothing: "on", "ship", "票".
    optional: &'static [&'static str],
    /// Words that stand for several fields before a colon, with the fields' names.
    scopes: &'static [(&'static str, &'static [&'static str])],
}

impl Schema {
    /// A schema of at most 250 fields.
    pub fn new(fields: Vec<FieldSpec>, optional: &'static [&'static str]) -> Self {
        debug_assert!(fields.len() < 250);
        Self {
            fields,
            optional,
            scopes: &[],
        }
    }

    /// With words, folded, that stand for several fields before a colon: "port:".
    #[must_use]
    pub fn with_scopes(
        mut self,
        scopes: &'static [(&'static str, &'static [&'static str])],
    ) -> Self {
        self.scopes = scopes;
        self
    }

    /// All fields with their specifications.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &FieldSpec)> {
        self.fields
            .iter()
            .enumerate()
            .map(|(i, spec)| (Field(u8::try_from(i).unwrap_or(u8::MAX)), spec))
    }

    /// How many fields there are.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// What is known of one field.
    pub fn spec(&self, field: Field) -> &FieldSpec {
        &self.fields[usize::from(field.0)]
    }

    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<Field> {
        self.fields()
            .find(|(_, spec)| spec.name == name)
            .map(|(field, _)| field)
    }

    /// The fields that this folded word announces.
    pub fn cued(&self, word: &str) -> Vec<Field> {
        self.fields()
            .filter(|(_, spec)| spec.cues.contains(&word))
            .map(|(field, _)| field)
            .collect()
    }

    /// The fields that this folded word stands for before a colon: a name, a word that announces, or
    /// one for several.
    pub fn named(&self, word: &str) -> Vec<Field> {
        let scope = self.scopes.iter().find(|(name, _)| *name == word);
        let of_scope =
            |spec: &FieldSpec| scope.is_some_and(|(_, names)| names.contains(&spec.name));
        let named = |spec: &FieldSpec| spec.name == word || spec.cues.contains(&word);
        let fields = self.fields();
        fields
            .filter(|(_, spec)| of_scope(spec) || scope.is_none() && named(spec))
            .map(|(field, _)| field)
            .collect()
    }

    /// Whether the folded word may be left unmatched.
    pub fn is_optional(&self, word: &str) -> bool {
        self.optional.contains(&word) || self.fields.iter().any(|spec| spec.cues.contains(&word))
    }
}

/// What a value is called besides its own text: names in other languages, codes, nicknames.
pub trait Vocabulary: Send + Sync {
    /// The names of a value; the first is the one to show. Empty: the value's own text is all.
    fn forms(&self, field: Field, value: &str) -> Vec<Form>;
}

/// No names besides the values' own.
#[derive(Debug, Clone, Copy, Default)]
pub struct Plain;

impl Vocabulary for Plain {
    fn forms(&self, _field: Field, _value: &str) -> Vec<Form> {
        Vec::new()
    }
}
