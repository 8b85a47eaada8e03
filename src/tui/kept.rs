//! Unsaved forms that the desk could not take: kept in a file of the operator's own, and brought to
//! the desk at the next start.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use uuid::Uuid;

use crate::client::Place;
use crate::domain::{DraftId, JobNo};
use crate::protocol::{Envelope, Request};

/// A form as it lies in its file.
pub struct Kept {
    /// The file.
    pub path: PathBuf,
    /// The request id that it was to be sent with: the desk may have taken it after all.
    pub id: Uuid,
    /// The request that brings it to the desk.
    pub request: Request,
}

/// Where they lie: below the operator's own state folder.
fn folder() -> Option<PathBuf> {
    let state = std::env::var_os("XDG_STATE_HOME")
        .map(PathBuf::from)
        .filter(|folder| folder.is_absolute())
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/state")))?;
    Some(state.join("shipdesk").join("forms"))
}

/// A desk and an operator, as a part of a file's name.
fn owner(place: &Place, act_as: Option<&str>) -> String {
    let place = place.socket();
    let mut crc = crc32fast::Hasher::new();
    crc.update(place.as_os_str().as_encoded_bytes());
    crc.update(&[0]);
    crc.update(act_as.unwrap_or_default().as_bytes());
    format!("{:08x}", crc.finalize())
}

/// Keeps a form that was to be saved as a draft; where. None for a request that is none.
pub fn keep(
    place: &Place,
    act_as: Option<&str>,
    envelope: &Envelope,
) -> io::Result<Option<PathBuf>> {
    let (
        Some(id),
        Request::SaveDraft {
            draft,
            job,
            content,
        },
    ) = (envelope.request_id, &envelope.request)
    else {
        return Ok(None);
    };
    let folder = folder().ok_or_else(|| io::Error::other("there is no home directory"))?;
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&folder)?;
    let path = folder.join(format!("{}-{id}.json", owner(place, act_as)));
    let beside = path.with_extension("new");
    let document = json!({
        "draft": draft.as_ref().map(DraftId::as_str),
        "job": job.as_ref().map(JobNo::as_str),
        "content": content,
    });
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&beside)?;
    file.write_all(document.to_string().as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, &path)?;
    fs::File::open(&folder)?.sync_all()?;
    Ok(Some(path))
}

/// The forms that are kept for an operator of a desk. A file that is none is left alone.
pub fn left(place: &Place, act_as: Option<&str>) -> Vec<Kept> {
    let Some(files) = folder().and_then(|folder| fs::read_dir(folder).ok()) else {
        return Vec::new();
    };
    let owner = format!("{}-", owner(place, act_as));
    files
        .flatten()
        .filter_map(|file| read(&file.path(), &owner))
        .collect()
}

fn read(path: &Path, owner: &str) -> Option<Kept> {
    let name = path.file_name()?.to_str()?;
    let id = name
        .strip_prefix(owner)?
        .strip_suffix(".json")?
        .parse()
        .ok()?;
    let document: Value = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    let text = |name: &str| document[name].as_str().map(str::to_owned);
    Some(Kept {
        path: path.to_owned(),
        id,
        request: Request::SaveDraft {
            draft: text("draft").map(DraftId::new),
            job: text("job").map(JobNo::new),
            content: text("content")?,
        },
    })
}
