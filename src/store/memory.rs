//! The in-memory twin: the same store without a disk, and the view of last resort.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use uuid::Uuid;

use super::admit::admit;
use super::frame::Entry;
use super::view::{Backend, PAGE, Page, Pages, Row};
use super::{
    ANSWERS_KEPT, Batch, CommitError, Health, Range, Record, Scan, Store, StoreError, Table, View,
};

/// Records in sorted maps.
#[derive(Default)]
pub(super) struct MemoryView(RwLock<State>);

#[derive(Default)]
struct State {
    tables: [BTreeMap<Vec<u8>, Record>; Table::HIGHEST as usize + 1],
    answers: BTreeMap<u64, (Uuid, Vec<u8>)>,
    requests: HashMap<Uuid, u64>,
    sequence: u64,
    at: i64,
}

impl State {
    fn remember(&mut self, sequence: u64, request: Uuid, reply: Vec<u8>) {
        self.answers.insert(sequence, (request, reply));
        self.requests.insert(request, sequence);
    }

    fn move_to(&mut self, sequence: u64, at: i64) {
        self.sequence = sequence;
        self.at = at;
        let kept = self
            .answers
            .split_off(&(sequence.saturating_sub(ANSWERS_KEPT) + 1));
        for (request, _) in std::mem::replace(&mut self.answers, kept).into_values() {
            self.requests.remove(&request);
        }
    }
}

impl MemoryView {
    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Backend for MemoryView {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Record>, StoreError> {
        Ok(self.read().tables[usize::from(table.number())]
            .get(key)
            .cloned())
    }

    fn page(&self, table: Table, range: &Range) -> Result<Page, StoreError> {
        let state = self.read();
        let found = state.tables[usize::from(table.number())].range::<[u8], _>(range.bounds());
        let owned = |(key, record): (&Vec<u8>, &Record)| (key.clone(), record.clone());
        let records = if range.backwards {
            found.rev().take(PAGE).map(owned).collect()
        } else {
            found.take(PAGE).map(owned).collect()
        };
        Ok(Page::new(records, range))
    }

    fn answered(&self, request: Uuid) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
        let state = self.read();
        let Some(sequence) = state.requests.get(&request) else {
            return Ok(None);
        };
        Ok(state
            .answers
            .get(sequence)
            .map(|(_, reply)| (*sequence, reply.clone())))
    }

    fn position(&self) -> (u64, i64) {
        let state = self.read();
        (state.sequence, state.at)
    }

    fn apply(&self, entries: &[Entry]) -> Result<(), StoreError> {
        let mut state = self.write();
        for entry in entries {
            for write in &entry.writes {
                let table = &mut state.tables[usize::from(write.table.number())];
                match &write.value {
                    None => table.remove(&write.key),
                    Some(value) => table.insert(
                        write.key.clone(),
                        Record {
                            version: entry.sequence,
                            value: value.clone(),
                        },
                    ),
                };
            }
            if let Some(request) = entry.request {
                state.remember(entry.sequence, request, entry.reply.clone());
            }
            state.move_to(entry.sequence, entry.at);
        }
        Ok(())
    }

    fn load(&self, rows: Vec<Row>) -> Result<(), StoreError> {
        let mut state = self.write();
        for row in rows {
            match row {
                Row::Record { table, key, record } => {
                    let table = state
                        .tables
                        .get_mut(usize::from(table))
                        .ok_or_else(|| StoreError::View(format!("there is no table {table}")))?;
                    table.insert(key, record);
                }
                Row::Answer {
                    sequence,
                    request,
                    reply,
                } => {
                    state.remember(sequence, request, reply);
                }
            }
        }
        Ok(())
    }

    fn loaded(&self, sequence: u64, at: i64) -> Result<(), StoreError> {
        self.write().move_to(sequence, at);
        Ok(())
    }
}

impl View for MemoryView {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Record>, StoreError> {
        Backend::get(self, table, key)
    }

    fn scan(&self, table: Table, range: &Range) -> Result<Scan<'_>, StoreError> {
        let fetch = move |range: &Range| self.page(table, range);
        Ok(Box::new(Pages::new(fetch, range)?))
    }

    fn sequence(&self) -> u64 {
        self.position().0
    }

    fn last_at(&self) -> i64 {
        self.position().1
    }

    fn answered(&self, request: Uuid) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
        Backend::answered(self, request)
    }
}

/// A store that forgets everything when it is dropped; for tests, and for trying things out.
pub struct MemoryStore {
    view: Arc<MemoryView>,
}

/// An empty store in memory.
pub fn memory() -> MemoryStore {
    MemoryStore {
        view: Arc::default(),
    }
}

impl Store for MemoryStore {
    fn view(&self) -> Arc<dyn View> {
        self.view.clone()
    }

    fn commit(&mut self, batches: Vec<Batch>) -> Vec<Result<u64, CommitError>> {
        let admitted = admit(&*self.view, batches);
        match self.view.apply(&admitted.entries) {
            Ok(()) => admitted.answers,
            Err(_) => admitted
                .answers
                .iter()
                .map(|_| Err(CommitError::Unknown))
                .collect(),
        }
    }

    fn health(&self) -> Health {
        Health {
            sequence: View::sequence(&*self.view),
            ..Health::default()
        }
    }

    fn tend(&mut self) -> Health {
        self.health()
    }

    fn close(self: Box<Self>) -> Result<(), StoreError> {
        Ok(())
    }
}
