//! The archive: sealed segments that no rebuild needs any more, kept for the audit.
//!
//! A file is the segment as gzip, then the CRC32 of that: gzip itself leaves bits unchecked.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use super::format::Place;
use super::segment::{self, Segment};
use super::{StoreError, snapshot};

/// No segment is longer: what a damaged file may unpack to.
const MAX_SEGMENT: u64 = 1 << 30;

/// Gives up what is older than the last two snapshots: their elders go, and the segments that even
/// the older of the two does not need are packed away.
pub(super) fn retire(place: &Place) -> Result<(), StoreError> {
    let snapshots = snapshot::list(place)?;
    let [elders @ .., older, newest] = &snapshots[..] else {
        return Ok(());
    };
    // Nothing is given up on the word of a snapshot that cannot be read.
    snapshot::check(place, &newest.1)?;
    let segments = segment::survey(place, false)?.segments;
    for pair in segments.windows(2) {
        if pair[1].after.sequence <= older.0 {
            pack(place, &pair[0], &pair[1])?;
        }
    }
    let _alone = place.give_up_files()?;
    for (_, path) in elders {
        place
            .disk
            .remove(path)
            .map_err(StoreError::io("remove", path))?;
    }
    place
        .disk
        .sync_dir(&place.snapshots())
        .map_err(StoreError::io("sync", &place.snapshots()))
}

fn pack(place: &Place, segment: &Segment, next: &Segment) -> Result<(), StoreError> {
    // Checked once more: what is archived is not looked at again before somebody asks.
    segment.walk(place, Some(&next.after), None, |_, _| Ok(()))?;
    let dir = place.archive();
    let name = format!("{}.gz", segment::name(segment.number));
    let packed = compress(&segment.read(place)?).map_err(StoreError::io("pack", &segment.path))?;
    super::disk::put(&*place.disk, &dir, &name, &packed)
        .map_err(StoreError::io("write", &dir.join(&name)))?;
    let archived = Segment {
        archived: true,
        path: dir.join(name),
        ..segment.clone()
    };
    archived.walk(place, Some(&next.after), None, |_, _| Ok(()))?;
    let _alone = place.give_up_files()?;
    place
        .disk
        .remove(&segment.path)
        .map_err(StoreError::io("remove", &segment.path))?;
    place
        .disk
        .sync_dir(&place.journal())
        .map_err(StoreError::io("sync", &place.journal()))
}

fn compress(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes)?;
    let mut packed = encoder.finish()?;
    packed.extend(crc32fast::hash(&packed).to_le_bytes());
    Ok(packed)
}

/// The segment in an archived file's bytes.
pub(super) fn unpack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let broken = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
    let (packed, crc) = bytes
        .split_last_chunk::<4>()
        .ok_or_else(|| broken("cut off"))?;
    if crc32fast::hash(packed).to_le_bytes() != *crc {
        return Err(broken("the checksum does not match"));
    }
    let mut unpacked = Vec::new();
    GzDecoder::new(packed)
        .take(MAX_SEGMENT)
        .read_to_end(&mut unpacked)?;
    Ok(unpacked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_flipped_byte_of_a_packed_segment_is_noticed() {
        let segment = b"frames, frames, frames".repeat(20);
        let packed = compress(&segment).unwrap();
        assert_eq!(unpack(&packed).unwrap(), segment);
        for at in 0..packed.len() {
            let mut flipped = packed.clone();
            flipped[at] ^= 0x10;
            assert!(unpack(&flipped).is_err(), "byte {at}");
        }
    }
}
