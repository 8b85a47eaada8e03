//! Frames: four bytes of length, little end first, and the bincode of one value.
//!
//! A frame larger than the limit is refused before it is read, so that no client can make the
//! other side allocate.

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The largest frame that a client may send: an import's chunk of 2,000 rows is well below it.
pub const LARGEST: usize = 8 << 20;

/// The largest first frame: nobody is known yet.
pub const LARGEST_HELLO: usize = 64 << 10;

/// The largest frame that the desk sends: a list of every job of many years.
pub const LARGEST_ANSWER: usize = 256 << 20;

/// A frame that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The other side is gone, or the socket failed.
    #[error("the connection failed: {0}")]
    Io(#[from] io::Error),
    /// Larger than the limit.
    #[error("a frame of {0} bytes is larger than the {1} allowed")]
    TooLarge(usize, usize),
    /// Not of the type expected.
    #[error("a frame could not be understood: {0}")]
    Malformed(String),
}

impl FrameError {
    /// Whether the other side simply closed.
    pub fn is_end(&self) -> bool {
        matches!(self, Self::Io(error) if matches!(
            error.kind(),
            io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe
        ))
    }
}

/// The bytes of a frame of at most `MOST`, its length in front.
fn encode_within<T: Serialize, const MOST: usize>(value: &T) -> Result<Vec<u8>, FrameError> {
    let codec = bincode::config::standard().with_limit::<MOST>();
    let mut bytes = vec![0; 4];
    bincode::serde::encode_into_std_write(value, &mut bytes, codec)
        .map_err(|error| FrameError::Malformed(error.to_string()))?;
    let length = bytes.len() - 4;
    let prefix = u32::try_from(length)
        .ok()
        .filter(|_| length <= MOST)
        .ok_or(FrameError::TooLarge(length, MOST))?;
    bytes[..4].copy_from_slice(&prefix.to_le_bytes());
    Ok(bytes)
}

fn decode_within<T: DeserializeOwned, const MOST: usize>(bytes: &[u8]) -> Result<T, FrameError> {
    let codec = bincode::config::standard().with_limit::<MOST>();
    let (value, used) = bincode::serde::decode_from_slice(bytes, codec)
        .map_err(|error| FrameError::Malformed(error.to_string()))?;
    if used == bytes.len() {
        Ok(value)
    } else {
        Err(FrameError::Malformed(format!(
            "{} bytes too many",
            bytes.len() - used
        )))
    }
}

/// Reads one frame of at most `MOST` bytes; a larger one is refused by its length alone.
fn receive_within<T: DeserializeOwned, const MOST: usize>(
    from: &mut impl Read,
) -> Result<T, FrameError> {
    let mut prefix = [0; 4];
    from.read_exact(&mut prefix)?;
    let length = u32::from_le_bytes(prefix) as usize;
    if length > MOST {
        return Err(FrameError::TooLarge(length, MOST));
    }
    // What is said to come is believed as it comes.
    let mut bytes = Vec::with_capacity(length.min(64 << 10));
    from.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length {
        return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
    }
    decode_within::<T, MOST>(&bytes)
}

/// The bytes of a client's frame, its length in front.
pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, FrameError> {
    encode_within::<T, LARGEST>(value)
}

/// A value from the bytes of a client's frame, behind the length.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, FrameError> {
    decode_within::<T, LARGEST>(bytes)
}

/// Sends a client's frame with one write.
pub fn send<T: Serialize>(to: &mut impl Write, value: &T) -> Result<(), FrameError> {
    to.write_all(&encode(value)?)?;
    Ok(())
}

/// Reads a client's frame.
pub fn receive<T: DeserializeOwned>(from: &mut impl Read) -> Result<T, FrameError> {
    receive_within::<T, LARGEST>(from)
}

/// Reads a client's first frame.
pub fn receive_hello<T: DeserializeOwned>(from: &mut impl Read) -> Result<T, FrameError> {
    receive_within::<T, LARGEST_HELLO>(from)
}

/// The bytes of a frame of the desk, its length in front.
pub fn encode_answer<T: Serialize>(value: &T) -> Result<Vec<u8>, FrameError> {
    encode_within::<T, LARGEST_ANSWER>(value)
}

/// Sends a frame of the desk with one write.
pub fn send_answer<T: Serialize>(to: &mut impl Write, value: &T) -> Result<(), FrameError> {
    to.write_all(&encode_answer(value)?)?;
    Ok(())
}

/// Reads a frame of the desk.
pub fn receive_answer<T: DeserializeOwned>(from: &mut impl Read) -> Result<T, FrameError> {
    receive_within::<T, LARGEST_ANSWER>(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_comes_back() {
        let mut wire = Vec::new();
        send(&mut wire, &("鹿特丹", 46_u32)).unwrap();
        let back: (String, u32) = receive(&mut wire.as_slice()).unwrap();
        assert_eq!(back, ("鹿特丹".to_owned(), 46));
    }

    #[test]
    fn a_frame_too_large_is_refused_before_it_is_read() {
        let wire = u32::MAX.to_le_bytes();
        assert!(matches!(
            receive::<String>(&mut wire.as_slice()),
            Err(FrameError::TooLarge(..))
        ));
    }

    #[test]
    fn a_frame_cut_short_or_with_a_tail_is_refused() {
        let mut wire = Vec::new();
        send(&mut wire, &"cut-off").unwrap();
        assert!(
            receive::<String>(&mut &wire[..wire.len() - 1])
                .unwrap_err()
                .is_end()
        );
        wire[0] += 1;
        wire.push(7);
        assert!(matches!(
            receive::<String>(&mut wire.as_slice()),
            Err(FrameError::Malformed(_))
        ));
    }
}
