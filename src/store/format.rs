//! The store's format and its generation: the first file that is read.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use uuid::Uuid;

use super::disk::{self, Disk};
use super::sealed::seal;
use super::{StoreError, lock};

/// The format that this build writes. Each segment names its own, and older ones stay readable.
pub const FORMAT: u32 = 1;
const NAME: &str = "FORMAT";
const FILES: &str = "files.lock";

/// The store's folder, and what is needed to read anything in it.
#[derive(Clone)]
pub(super) struct Place {
    pub disk: Arc<dyn Disk>,
    pub root: PathBuf,
    pub generation: Uuid,
    /// The format that is written, and the newest that is read.
    pub format: u32,
}

impl Place {
    pub(super) fn new(disk: Arc<dyn Disk>, root: PathBuf, generation: Uuid) -> Self {
        Self {
            disk,
            root,
            generation,
            format: FORMAT,
        }
    }

    pub(super) fn journal(&self) -> PathBuf {
        self.root.join("journal")
    }

    pub(super) fn snapshots(&self) -> PathBuf {
        self.root.join("snapshots")
    }

    pub(super) fn archive(&self) -> PathBuf {
        self.root.join("archive")
    }

    pub(super) fn view(&self) -> PathBuf {
        self.root.join("view")
    }

    /// Nothing is archived or pruned while this is held, by this process or another.
    pub(super) fn hold_files(&self) -> Result<lock::Held, StoreError> {
        lock::hold(&self.root.join(FILES), lock::Share::WithReaders)
    }

    /// Waits for those who read several files, to archive or prune some.
    pub(super) fn give_up_files(&self) -> Result<lock::Held, StoreError> {
        lock::hold(&self.root.join(FILES), lock::Share::WithNobody)
    }

    pub(super) fn read(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        disk::read_all(&*self.disk, path).map_err(StoreError::io("read", path))
    }

    pub(super) fn list(&self, dir: &Path) -> Result<Vec<String>, StoreError> {
        self.disk.list(dir).map_err(StoreError::io("list", dir))
    }

    /// Whether a desk's work lies there, whoever's it is.
    pub(super) fn holds_history(&self) -> bool {
        let dirs = [self.journal(), self.snapshots(), self.archive()];
        dirs.iter()
            .any(|dir| self.list(dir).is_ok_and(|names| !names.is_empty()))
    }

    /// Makes the folders, and their entries durable.
    pub(super) fn create(&self) -> Result<(), StoreError> {
        let parent = self.root.parent().unwrap_or(&self.root);
        for dir in [
            &self.root,
            &self.journal(),
            &self.snapshots(),
            &self.archive(),
        ] {
            self.disk
                .create_dir(dir)
                .map_err(StoreError::io("create", dir))?;
        }
        for dir in [parent, &self.root] {
            self.disk
                .sync_dir(dir)
                .map_err(StoreError::io("sync", dir))?;
        }
        Ok(())
    }
}

/// What the format file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marked {
    pub format: u32,
    pub generation: Uuid,
}

impl Marked {
    pub(super) fn to_text(self) -> String {
        seal(&format!(
            "shipdesk store\nformat {}\ngeneration {}\n",
            self.format, self.generation
        ))
    }

    pub(super) fn from_text(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        lines.next().filter(|line| *line == "shipdesk store")?;
        let format = lines.next()?.strip_prefix("format ")?.parse().ok()?;
        let generation = lines.next()?.strip_prefix("generation ")?.parse().ok()?;
        let marked = Self { format, generation };
        (marked.to_text() == text).then_some(marked)
    }
}

/// Reads it; `None` when there is none.
pub(super) fn read(disk: &dyn Disk, root: &Path) -> Result<Option<Marked>, StoreError> {
    let path = root.join(NAME);
    let bytes = match disk::read_all(disk, &path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::io("read", &path)(error)),
    };
    let marked = std::str::from_utf8(&bytes).ok().and_then(Marked::from_text);
    marked
        .map(Some)
        .ok_or_else(|| StoreError::damaged(&path, "its text", "it is not what a desk writes there"))
}

/// The store of a home, to be looked at.
pub(super) fn existing(home: &Path) -> Result<Place, StoreError> {
    let disk: Arc<dyn Disk> = Arc::new(disk::RealDisk);
    let root = home.join("store");
    let Some(marked) = read(&*disk, &root)? else {
        if Place::new(disk, root.clone(), Uuid::nil()).holds_history() {
            return Err(missing(&root));
        }
        let what = "holds no desk";
        return Err(StoreError::Unsuitable {
            path: home.to_owned(),
            what,
        });
    };
    if marked.format > FORMAT {
        let what = root.display().to_string();
        return Err(StoreError::Newer {
            what,
            found: marked.format,
            known: FORMAT,
        });
    }
    let place = Place::new(disk, root, marked.generation);
    Ok(Place {
        format: marked.format,
        ..place
    })
}

/// A store without it.
pub(super) fn missing(root: &Path) -> StoreError {
    StoreError::damaged(&root.join(NAME), "its name", "the file is missing")
}

/// Writes it, durably.
pub(super) fn write(disk: &dyn Disk, root: &Path, marked: Marked) -> Result<(), StoreError> {
    disk::put(disk, root, NAME, marked.to_text().as_bytes())
        .map_err(StoreError::io("write", &root.join(NAME)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_changed_byte_makes_it_unreadable() {
        let marked = Marked {
            format: 1,
            generation: Uuid::from_u128(9),
        };
        let text = marked.to_text();
        assert_eq!(Marked::from_text(&text), Some(marked));
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let read = std::str::from_utf8(&bytes).ok().and_then(Marked::from_text);
            assert_eq!(read, None, "byte {at}");
        }
    }
}
