//! What goods may be, what a row of their table says, and what was found of them.

use crate::domain::words::words;

words! {
    /// What goods may be.
    pub enum GoodsCategory {
        /// Stone, tins and other goods that fill a container's payload before its space.
        Heavy = "heavy",
        /// Food for people: needs a container fit for food.
        Food = "food",
        /// Packed in, or made of, solid wood.
        Wood = "wood",
        /// Plants and what is made of them without being processed through.
        Plant = "plant",
        /// Frozen or chilled.
        FrozenChilled = "frozen",
        /// Of a class of the dangerous-goods code, by the look of it.
        Dangerous = "dangerous",
        /// Under statutory export inspection.
        Inspected = "inspected",
        /// Too vague for a manifest: GENERAL CARGO, FAK.
        Vague = "vague",
        /// A sign of customs transit.
        Transit = "transit",
        /// A sign of processing trade and its handbook.
        Processing = "processing",
        /// A sign of cargo consolidated by its shipper.
        SelfConsolidated = "self-consolidated",
    }
}

words! {
    /// What a row of the table says.
    pub enum Kind {
        /// Anywhere in the text.
        Word = "word",
        /// Anywhere, whatever stands behind it: 带电池 of a toy.
        Firm = "firm",
        /// Anywhere, whatever stands before or behind it: a UN number; `#` is a digit.
        Sign = "sign",
        /// Its plural anywhere; its singular as the last word of a clause or before a `tail`: ORANGES and
        /// ORANGE SLICES are fruit, ORANGE VESTS are none.
        Noun = "noun",
        /// What may stand behind a noun's singular.
        Tail = "tail",
        /// Anywhere in the text of a line that is food: FRESH GARLIC, but not FRESH SCENT.
        WithFood = "with-food",
        /// When the text holds nothing else.
        Whole = "whole",
        /// Says nothing beside a whole.
        Filler = "filler",
        /// No hit where this covers it.
        Except = "except",
        /// No hit where this stands before it.
        Before = "before",
        /// No hit where this stands behind it.
        After = "after",
        /// No hit where this stands right behind it: 花生型, COFFEE BROWN.
        Next = "next",
        /// No hit where the clause behind it says nothing else: LIGHTERS (EMPTY).
        Aside = "aside",
        /// By code.
        Hs = "hs",
        /// Not by this longer code.
        HsExcept = "hs-except",
        /// Goods of this code are none of these, whatever their words say: of the row's group, or `all`.
        HsNone = "hs-none",
    }
}

words! {
    /// Where a match was found.
    pub enum MatchedIn {
        /// The English name.
        English = "name_en",
        /// The Chinese name.
        Chinese = "name_zh",
        /// The Harmonised System code.
        HsCode = "hs_code",
    }
}

/// A word or code that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoodsMatch<'t> {
    /// The word as the table has it, or the code's beginning.
    pub word: &'t str,
    /// Where it was found.
    pub found_in: MatchedIn,
}

/// What a line of goods is, by every category at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoodsReading<'t> {
    pub(super) found: [Option<GoodsMatch<'t>>; GoodsCategory::ALL.len()],
}

impl<'t> GoodsReading<'t> {
    /// The match of one category.
    pub fn get(&self, category: GoodsCategory) -> Option<GoodsMatch<'t>> {
        self.found[category as usize]
    }
}
