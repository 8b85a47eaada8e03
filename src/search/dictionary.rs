//! A field's distinct values as ids.

use super::form::Form;
use std::collections::HashMap;

/// The id of "no value".
pub const NONE: u32 = 0;

/// One distinct value.
#[derive(Debug)]
pub struct Value {
    /// As rows have it.
    pub text: Box<str>,
    /// Its names; never empty, the first is the one shown.
    pub forms: Box<[Form]>,
    /// The letters of all its names, as bits.
    pub mask: u64,
    /// How many rows have it; a value that none has any more is found by nobody.
    pub rows: u32,
}

/// The distinct values of a field. Ids are never given twice, and 0 is no value.
#[derive(Debug)]
pub struct Dictionary {
    values: Vec<Value>,
    ids: HashMap<Box<str>, u32>,
}

impl Default for Dictionary {
    fn default() -> Self {
        let none = Value {
            text: "".into(),
            forms: Box::default(),
            mask: 0,
            rows: 0,
        };
        Self {
            values: vec![none],
            ids: HashMap::new(),
        }
    }
}

impl Dictionary {
    /// The id of a value, taken in when it is new. `key` tells values apart.
    pub fn intern(&mut self, key: &str, text: &str, forms: impl FnOnce() -> Vec<Form>) -> u32 {
        if let Some(id) = self.ids.get(key) {
            return *id;
        }
        let id = u32::try_from(self.values.len()).unwrap_or(NONE);
        let mut forms = forms();
        if forms.is_empty() {
            forms.push(Form::name(text));
        }
        let mask = forms
            .iter()
            .flat_map(|f| std::iter::once(&f.letters).chain(&f.sounds))
            .fold(0, |mask, letters| mask | letters.mask);
        self.values.push(Value {
            text: text.into(),
            forms: forms.into(),
            mask,
            rows: 0,
        });
        self.ids.insert(key.into(), id);
        id
    }

    /// A value by its id.
    pub fn value(&self, id: u32) -> &Value {
        &self.values[id as usize]
    }

    /// A value by its id, to count rows.
    pub fn value_mut(&mut self, id: u32) -> &mut Value {
        &mut self.values[id as usize]
    }

    /// All values with their ids, the empty one first.
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// The ids of values with this text.
    pub fn with_text<'a>(&'a self, text: &'a str) -> impl Iterator<Item = u32> + 'a {
        (0u32..)
            .zip(&self.values)
            .skip(1)
            .filter(move |(_, v)| &*v.text == text)
            .map(|(id, _)| id)
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        let letters =
            |l: &super::letters::Letters| size_of_val(l) + l.text.len() + l.starts.len() * 2;
        let form = |f: &Form| {
            size_of_val(f) - size_of_val(&f.letters)
                + f.text.len()
                + letters(&f.letters)
                + f.sounds.iter().map(letters).sum::<usize>()
        };
        let value =
            |v: &Value| size_of_val(v) + v.text.len() + v.forms.iter().map(form).sum::<usize>();
        let keys: usize = self.ids.keys().map(|k| k.len() + 32).sum();
        self.values.iter().map(value).sum::<usize>() + keys
    }
}
