//! The view that everybody reads, and its mending while they do.

use std::sync::{Mutex, PoisonError, RwLock};

use uuid::Uuid;

use super::fill;
use super::format::Place;
use super::frame::Entry;
use super::memory::MemoryView;
use super::view::{Backend, Page, Pages};
use super::{Range, Record, Scan, StoreError, Table, View};

/// The view on disk for as long as it holds; when it fails, one in memory, made of the journal.
pub(super) struct SharedView {
    place: Place,
    inner: RwLock<Inner>,
    /// Why reads come from memory.
    why: Mutex<Option<String>>,
}

struct Inner {
    /// `None` once the store is closed.
    backend: Option<Box<dyn Backend>>,
    /// What was applied, in this process's own words.
    position: (u64, i64),
    in_memory: bool,
}

impl SharedView {
    pub(super) fn new(place: Place, backend: Box<dyn Backend>, in_memory: Option<String>) -> Self {
        let position = backend.position();
        let inner = Inner {
            backend: Some(backend),
            position,
            in_memory: in_memory.is_some(),
        };
        Self {
            place,
            inner: RwLock::new(inner),
            why: Mutex::new(in_memory),
        }
    }

    pub(super) fn why_in_memory(&self) -> Option<String> {
        self.why
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Makes commits that are on disk visible. A failure of the view on disk is mended here: what
    /// was synced is never "not taken".
    pub(super) fn apply(&self, entries: &[Entry]) -> Result<(), StoreError> {
        let Some(last) = entries.last() else {
            return Ok(());
        };
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        let Some(backend) = &inner.backend else {
            return Err(closed());
        };
        if let Err(error) = backend.apply(entries) {
            return self.rebuild(&mut inner, last.sequence, &error);
        }
        inner.position = (last.sequence, last.at);
        Ok(())
    }

    /// Makes the view stand at `sequence` if it could not be mended before.
    pub(super) fn catch_up(&self, sequence: u64) -> Result<(), StoreError> {
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        if inner.position.0 == sequence {
            return Ok(());
        }
        self.rebuild(
            &mut inner,
            sequence,
            &StoreError::View("it fell behind".into()),
        )
    }

    /// Ends the view: reads fail from now on, and the backend can be put away.
    pub(super) fn end(&self) -> Option<Box<dyn Backend>> {
        self.inner
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .backend
            .take()
    }

    fn rebuild(&self, inner: &mut Inner, until: u64, why: &StoreError) -> Result<(), StoreError> {
        let fresh = MemoryView::default();
        let _held = self.place.hold_files()?;
        fill::fill(&self.place, &fresh, 0, Some(until), &|_| {})?;
        inner.position = fresh.position();
        inner.backend = Some(Box::new(fresh));
        inner.in_memory = true;
        *self.why.lock().unwrap_or_else(PoisonError::into_inner) = Some(why.to_string());
        Ok(())
    }

    fn read<T>(
        &self,
        read: impl Fn(&dyn Backend) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        {
            let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
            let Some(backend) = &inner.backend else {
                return Err(closed());
            };
            match read(&**backend) {
                Err(StoreError::View(_)) if !inner.in_memory => {}
                done => return done,
            }
        }
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(backend) = &inner.backend
            && !inner.in_memory
            && let Err(error @ StoreError::View(_)) = read(&**backend)
        {
            let until = inner.position.0;
            self.rebuild(&mut inner, until, &error)?;
        }
        inner
            .backend
            .as_ref()
            .map_or_else(|| Err(closed()), |backend| read(&**backend))
    }
}

fn closed() -> StoreError {
    StoreError::View("the store is closed".into())
}

impl View for SharedView {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Record>, StoreError> {
        self.read(|backend| backend.get(table, key))
    }

    fn scan(&self, table: Table, range: &Range) -> Result<Scan<'_>, StoreError> {
        let fetch = move |range: &Range| -> Result<Page, StoreError> {
            self.read(|backend| backend.page(table, range))
        };
        Ok(Box::new(Pages::new(fetch, range)?))
    }

    fn sequence(&self) -> u64 {
        self.inner
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .position
            .0
    }

    fn last_at(&self) -> i64 {
        self.inner
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .position
            .1
    }

    fn answered(&self, request: Uuid) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
        self.read(|backend| backend.answered(request))
    }
}
