//! Segments: the files that the journal is cut into.
//!
//! ```text
//! "SHIPDESK" 8 | format 4 | number 8 | generation 16 | after: sequence 8, hash 32, time 8 | crc32 4
//! ```
//!
//! then frames, and behind the last one zeros that were written ahead of the next. A segment's header
//! says what its first frame follows; that is also the proof of where the segment before it ends.
//! Frames there beyond that place were given up after a failed sync.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::StoreError;
use super::archive;
use super::format::Place;
use super::frame::{self, Position, chunk};

pub(super) const HEADER: usize = 88;
const MAGIC: [u8; 8] = *b"SHIPDESK";

/// One segment, hot or archived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    pub number: u64,
    pub path: PathBuf,
    pub archived: bool,
    /// What its first frame follows.
    pub after: Position,
}

pub(super) fn name(number: u64) -> String {
    format!("{number:08}.journal")
}

pub(super) fn header(place: &Place, number: u64, after: &Position) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER);
    bytes.extend(MAGIC);
    bytes.extend(place.format.to_le_bytes());
    bytes.extend(number.to_le_bytes());
    bytes.extend(place.generation.as_bytes());
    bytes.extend(after.sequence.to_le_bytes());
    bytes.extend(after.hash);
    bytes.extend(after.at.to_le_bytes());
    bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
    bytes
}

/// What the header of segment `number` says its frames follow.
fn parse_header(bytes: &[u8], number: u64, place: &Place) -> Result<Position, HeaderError> {
    let header = bytes.get(..HEADER).ok_or(HeaderError::Broken("cut off"))?;
    if header[..8] != MAGIC {
        return Err(HeaderError::Broken("no segment begins here"));
    }
    if crc32fast::hash(&header[..HEADER - 4]).to_le_bytes() != header[HEADER - 4..] {
        return Err(HeaderError::Broken("the checksum does not match"));
    }
    let format = u32::from_le_bytes(chunk(header, 8));
    if format > place.format {
        return Err(HeaderError::Newer(format));
    }
    if u64::from_le_bytes(chunk(header, 12)) != number {
        return Err(HeaderError::Foreign("it carries another segment's number"));
    }
    if header[20..36] != *place.generation.as_bytes() {
        return Err(HeaderError::Foreign("it belongs to another desk"));
    }
    Ok(Position {
        sequence: u64::from_le_bytes(chunk(header, 36)),
        hash: chunk(header, 44),
        at: i64::from_le_bytes(chunk(header, 76)),
    })
}

#[derive(Clone, Copy)]
enum HeaderError {
    Broken(&'static str),
    Foreign(&'static str),
    Newer(u32),
}

/// The segments in their order, and files that never became one.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub segments: Vec<Segment>,
    /// Cut off before their header was on disk; nothing was ever acknowledged in them.
    pub stillborn: Vec<PathBuf>,
}

/// Reads the headers of the hot segments and, `with_archive`, of the archived ones.
pub(super) fn survey(place: &Place, with_archive: bool) -> Result<Survey, StoreError> {
    let mut survey = Survey::default();
    for (number, path) in numbered(place, &place.journal(), ".journal")? {
        let mut head = Vec::with_capacity(HEADER + 1);
        let file = place
            .disk
            .read(&path)
            .map_err(StoreError::io("open", &path))?;
        file.take(HEADER as u64 + 1)
            .read_to_end(&mut head)
            .map_err(StoreError::io("read", &path))?;
        match parse_header(&head, number, place) {
            Ok(after) => survey.segments.push(Segment {
                number,
                path,
                archived: false,
                after,
            }),
            Err(HeaderError::Broken(_)) if head.len() <= HEADER => survey.stillborn.push(path),
            Err(error) => return Err(header_error(place, &path, error)),
        }
    }
    if with_archive {
        for (number, path) in numbered(place, &place.archive(), ".journal.gz")? {
            if survey
                .segments
                .iter()
                .any(|segment| segment.number == number)
            {
                continue;
            }
            let mut segment = Segment {
                number,
                path,
                archived: true,
                after: Position::START,
            };
            let bytes = segment.read(place)?;
            segment.after = parse_header(&bytes, number, place)
                .map_err(|error| header_error(place, &segment.path, error))?;
            survey.segments.push(segment);
        }
        survey.segments.sort_by_key(|segment| segment.number);
    }
    Ok(survey)
}

fn header_error(place: &Place, path: &Path, error: HeaderError) -> StoreError {
    match error {
        HeaderError::Broken(what) | HeaderError::Foreign(what) => {
            StoreError::damaged(path, "its header", what)
        }
        HeaderError::Newer(found) => StoreError::Newer {
            what: path.display().to_string(),
            found,
            known: place.format,
        },
    }
}

/// The files of a folder that are named by a number, in its order.
pub(super) fn numbered(
    place: &Place,
    dir: &Path,
    suffix: &str,
) -> Result<Vec<(u64, PathBuf)>, StoreError> {
    let number = |name: &String| name.strip_suffix(suffix)?.parse().ok();
    let names = place.list(dir)?;
    let mut found: Vec<_> = names
        .iter()
        .filter_map(|name| Some((number(name)?, dir.join(name))))
        .collect();
    found.sort_unstable();
    Ok(found)
}

impl Segment {
    /// All its bytes, unpacked.
    pub(super) fn read(&self, place: &Place) -> Result<Vec<u8>, StoreError> {
        let bytes = place.read(&self.path)?;
        if !self.archived {
            return Ok(bytes);
        }
        archive::unpack(&bytes)
            .map_err(|error| StoreError::damaged(&self.path, "its packing", error.to_string()))
    }

    /// Steps through the frames, up to the place where the next segment goes on, or `until`.
    pub(super) fn walk(
        &self,
        place: &Place,
        next: Option<&Position>,
        until: Option<u64>,
        mut each: impl FnMut(&frame::Framed<'_>, Position) -> Result<(), StoreError>,
    ) -> Result<Walked, StoreError> {
        let mut bytes = self.read(place)?;
        let after = parse_header(&bytes, self.number, place)
            .map_err(|error| header_error(place, &self.path, error))?;
        let mut read_again = 0;
        let mut walked = Walked {
            position: after,
            end: HEADER,
            ahead: 0,
            broken: None,
        };
        let last = next
            .map(|position| position.sequence)
            .into_iter()
            .chain(until)
            .min();
        loop {
            if let Some(next) = next
                && walked.position.sequence == next.sequence
            {
                if walked.position.hash != next.hash {
                    return Err(self.damaged(&walked, "the next segment follows another history"));
                }
                return Ok(walked);
            }
            if last.is_some_and(|last| walked.position.sequence >= last) {
                return Ok(walked);
            }
            let rest = bytes.get(walked.end..).unwrap_or_default();
            if next.is_none() && rest.iter().all(|byte| *byte == 0) {
                walked.ahead = rest.len();
                return Ok(walked);
            }
            let follows = frame::parse(rest, place.generation).and_then(|frame| {
                let expected = (walked.position.sequence + 1, walked.position.hash);
                if (frame.sequence, frame.before) == expected {
                    Ok(frame)
                } else {
                    Err("the frame does not follow the one before")
                }
            });
            match follows {
                Ok(frame) => {
                    walked.position.sequence = frame.sequence;
                    walked.position.hash = frame.hash;
                    each(&frame, walked.position)?;
                    walked.end += frame.length;
                }
                Err(what) if next.is_some() => return Err(self.damaged(&walked, what)),
                Err(_) if !self.archived && read_again < walked.end => {
                    // A desk at work writes where there were zeros: this place may have been read
                    // before it wrote there, and one further on behind it.
                    read_again = walked.end;
                    bytes = self.read(place)?;
                }
                Err(what) => {
                    let proof = frame::proofs(rest, place.generation).max().unwrap_or(0);
                    let length = rest
                        .iter()
                        .rposition(|byte| *byte != 0)
                        .map_or(0, |at| at + 1);
                    walked.broken = Some(Broken {
                        what,
                        proof,
                        length,
                    });
                    return Ok(walked);
                }
            }
        }
    }

    /// An error about the frame that should stand where the walk ended.
    pub(super) fn damaged(&self, walked: &Walked, what: impl Into<String>) -> StoreError {
        let place = format!(
            "byte {} (commit {})",
            walked.end,
            walked.position.sequence + 1
        );
        StoreError::damaged(&self.path, place, what)
    }
}

/// How far a segment is good.
#[derive(Debug)]
pub(super) struct Walked {
    /// Sequence and hash behind the last good frame; its time is the header's.
    pub position: Position,
    /// Where the next frame begins.
    pub end: usize,
    /// Zeros behind the last frame, written ahead of the next.
    pub ahead: usize,
    pub broken: Option<Broken>,
}

/// Bytes behind the last good frame of the last segment.
#[derive(Debug)]
pub(super) struct Broken {
    pub what: &'static str,
    /// The highest commit that a whole frame further on knew to be acknowledged.
    pub proof: u64,
    /// Without the zeros at their end.
    pub length: usize,
}
