//! A field's distinct values as ids.

use super::form::Form;
use super::sieve::Sieve;
use std::collections::HashMap;
use std::sync::Arc;

/// The id of "no value".
pub const NONE: u32 = 0;

/// One distinct value.
#[derive(Debug)]
pub struct Value {
    /// As rows have it.
    pub text: Box<str>,
    /// Its names; never empty, the first is the one shown.
    pub forms: Arc<[Form]>,
    /// Which of the names kept it has, so that a port is compared once, and not once as a POL and
    /// once as a POD.
    pub names: u32,
    /// How many rows have it; a value that none has any more is found by nobody.
    pub rows: u32,
}

/// The distinct values of a field. Ids are never given twice, and 0 is no value.
#[derive(Debug)]
pub struct Dictionary {
    values: Vec<Value>,
    sieves: Vec<Sieve>,
    ids: HashMap<Box<str>, u32>,
}

impl Default for Dictionary {
    fn default() -> Self {
        let none = Value {
            text: "".into(),
            forms: Arc::default(),
            names: 0,
            rows: 0,
        };
        Self {
            values: vec![none],
            sieves: vec![Sieve::default()],
            ids: HashMap::new(),
        }
    }
}

impl Dictionary {
    /// The id of a value, taken in when it is new. `key` tells values apart.
    pub fn intern(
        &mut self,
        key: &str,
        text: &str,
        names: impl FnOnce() -> (u32, Arc<[Form]>),
    ) -> u32 {
        if let Some(id) = self.ids.get(key) {
            return *id;
        }
        let id = u32::try_from(self.values.len()).unwrap_or(NONE);
        let (names, forms) = names();
        self.sieves.push(Sieve::of(&forms));
        self.values.push(Value {
            text: text.into(),
            forms,
            names,
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

    /// What rules each of the values out.
    pub fn sieves(&self) -> &[Sieve] {
        &self.sieves
    }

    /// The ids of values with this text.
    pub fn with_text<'a>(&'a self, text: &'a str) -> impl Iterator<Item = u32> + 'a {
        (0u32..)
            .zip(&self.values)
            .skip(1)
            .filter(move |(_, v)| &*v.text == text)
            .map(|(id, _)| id)
    }

    /// About how many bytes it takes, the names apart.
    pub fn bytes(&self) -> usize {
        let value = |v: &Value| size_of_val(v) + size_of::<Sieve>() + v.text.len();
        let keys: usize = self.ids.keys().map(|k| k.len() + 32).sum();
        self.values.iter().map(value).sum::<usize>() + keys
    }
}
