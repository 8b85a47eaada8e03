//! Names that several values share: a port is one as a POL, as a POD and as a port of transhipment.

use super::form::Form;
use super::grade::{Probe, Stage};
use super::letters::Letters;
use super::outline::Outlines;
use std::collections::HashMap;
use std::sync::Arc;

/// All lists of names, each kept once.
#[derive(Debug, Default)]
pub struct SharedNames {
    lists: Vec<Arc<[Form]>>,
    by_first: HashMap<Box<str>, Vec<u32>>,
    outlines: Outlines,
}

impl SharedNames {
    /// The number of a list and the list itself, kept from now on.
    pub fn keep(&mut self, forms: Vec<Form>) -> (u32, Arc<[Form]>) {
        let first = forms.first().map_or("", |form| &form.text);
        let alike = self.by_first.entry(first.into()).or_default();
        for number in &*alike {
            let list = &self.lists[*number as usize];
            if **list == *forms {
                return (*number, Arc::clone(list));
            }
        }
        let number = u32::try_from(self.lists.len()).unwrap_or(u32::MAX);
        alike.push(number);
        let list: Arc<[Form]> = forms.into();
        self.outlines.push(&list);
        self.lists.push(Arc::clone(&list));
        (number, list)
    }

    /// How well the names of a list fit a term, 0 for not at all.
    pub fn best(&self, number: u32, probe: &Probe, stage: Stage) -> u8 {
        let list = &self.lists[number as usize];
        self.outlines.best(number, list, probe, stage)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.lists.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// About how many bytes they take.
    pub fn bytes(&self) -> usize {
        let letters = |l: &Letters| size_of_val(l) + l.text.len() + l.starts.len() * 2;
        let form = |f: &Form| {
            size_of_val(f) - size_of_val(&f.letters)
                + f.text.len()
                + letters(&f.letters)
                + f.sounds.iter().map(letters).sum::<usize>()
        };
        let forms: usize = self.lists.iter().flat_map(|list| &**list).map(form).sum();
        let keys: usize = self.by_first.keys().map(|key| key.len() + 36).sum();
        forms + keys + self.outlines.bytes() + self.lists.len() * size_of::<Arc<[Form]>>()
    }
}
