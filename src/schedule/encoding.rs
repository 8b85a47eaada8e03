//! Which encoding a text file is in, and its text without reading it whole.

use std::io::{Read, Seek, SeekFrom};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::error::ScheduleError;

/// How much is read at once.
const CHUNK: usize = 64 * 1024;
/// How much of a file that is no UTF-8 is looked at to tell the Chinese encodings apart.
const SAMPLE: usize = 1024 * 1024;
/// The longest line of text that a schedule has. What is longer is no text.
pub(super) const LONGEST_LINE: usize = 1024 * 1024;

/// Something that can be read twice.
pub trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

/// Decides by the byte order mark, then by what the bytes can be at all. UTF-8 with a few broken
/// bytes stays UTF-8, so that the rows around them are read.
pub(super) fn detect(source: &mut dyn Source) -> Result<&'static Encoding, ScheduleError> {
    source.seek(SeekFrom::Start(0))?;
    let mut head = Vec::with_capacity(CHUNK);
    source.take(SAMPLE as u64).read_to_end(&mut head)?;
    if let Some((encoding, _)) = Encoding::for_bom(&head) {
        return Ok(encoding);
    }
    if let Some(encoding) = wide(&head) {
        return Ok(encoding);
    }
    let (good, broken) = utf8_letters(source)?;
    if broken == 0 || good > broken * 2 {
        return Ok(UTF_8);
    }
    if good == 0 && is_western(&head) {
        return Ok(WINDOWS_1252);
    }
    let (pairs, customary) = chinese_pairs(&head);
    if pairs == 0 {
        return Ok(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&head, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == BIG5 && customary * 100 < pairs * 85 {
        return Ok(BIG5);
    }
    // Fewer customary pairs than half: not Chinese, but a text with stray bytes.
    Ok(if customary * 2 >= pairs {
        GB18030
    } else {
        UTF_8
    })
}

/// UTF-16 without a mark: every other byte of its digits, commas and line ends is zero.
fn wide(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |from: usize| {
        head.iter()
            .skip(from)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = |count: usize| count * 20 > pairs;
    if many(odd) && odd > even * 10 {
        Some(UTF_16LE)
    } else if many(even) && even > odd * 10 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// How many letters beyond ASCII the whole file has as UTF-8, and how many broken places.
fn utf8_letters(source: &mut dyn Source) -> Result<(u64, u64), ScheduleError> {
    source.seek(SeekFrom::Start(0))?;
    let (mut good, mut broken) = (0u64, 0u64);
    let mut buffer = vec![0u8; CHUNK];
    let mut kept = 0;
    loop {
        let got = source.read(&mut buffer[kept..])?;
        let end = kept + got;
        let mut rest = &buffer[..end];
        let mut left = 0;
        loop {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    good += wide_letters(text.as_bytes());
                    break;
                }
                Err(error) => {
                    good += wide_letters(&rest[..error.valid_up_to()]);
                    match error.error_len() {
                        Some(length) => {
                            broken += 1;
                            rest = &rest[error.valid_up_to() + length..];
                        }
                        None if got > 0 => {
                            left = rest.len() - error.valid_up_to();
                            break;
                        }
                        None => {
                            broken += 1;
                            break;
                        }
                    }
                }
            }
        }
        if got == 0 {
            return Ok((good, broken));
        }
        buffer.copy_within(end - left..end, 0);
        kept = left;
    }
}

/// Whether the bytes beyond ASCII are letters of Western languages inside words, `HAMBURG SÜD`, at least
/// two of them: a single one is as likely a broken byte.
fn is_western(head: &[u8]) -> bool {
    // ÀÂÄÇÈÉÊËÍÎÏÑÓÔÖØÙÚÛÜ and the small ones, Å, Æ, Ã, Õ, ß.
    let is_letter = |byte: u8| {
        matches!(byte, 0xC0..=0xCB | 0xCD..=0xCF | 0xD1 | 0xD3..=0xD6 | 0xD8..=0xDC | 0xDF
            | 0xE0..=0xEB | 0xED..=0xEF | 0xF1 | 0xF3..=0xF6 | 0xF8..=0xFC)
    };
    // NBSP, the degree, dashes, quotes, the euro.
    let is_sign = |byte: u8| matches!(byte, 0x80 | 0x91..=0x97 | 0xA0 | 0xB0);
    let is_ascii_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
    let (mut letters, mut at) = (0, 0);
    while at < head.len() {
        let run = head[at..].iter().take_while(|byte| **byte >= 0x80).count();
        if run == 0 {
            at += 1;
            continue;
        }
        let bytes = &head[at..at + run];
        let beside = is_ascii_letter(at.checked_sub(1).and_then(|before| head.get(before)))
            || is_ascii_letter(head.get(at + run));
        let is_word = beside
            && match bytes {
                [one] => is_letter(*one),
                [one, other] => is_letter(*one) && is_letter(*other) && bytes.contains(&0xDF),
                _ => false,
            };
        if is_word {
            letters += 1;
        } else if !bytes.iter().all(|byte| is_sign(*byte)) {
            return false;
        }
        at += run;
    }
    letters >= 2
}

fn wide_letters(valid: &[u8]) -> u64 {
    valid.iter().filter(|byte| **byte >= 0xC0).count() as u64
}

/// Two-byte letters as GB18030, and how many of them lie where GB 2312 has its Chinese characters and
/// signs; a four-byte letter counts as a customary one.
fn chinese_pairs(head: &[u8]) -> (u64, u64) {
    let (mut pairs, mut customary) = (0, 0);
    let mut rest = head;
    while let Some((&lead, after)) = rest.split_first() {
        rest = after;
        if lead < 0x80 {
            continue;
        }
        pairs += 1;
        match *after {
            [second, third, fourth, ..]
                if second.is_ascii_digit() && third >= 0x81 && fourth.is_ascii_digit() =>
            {
                customary += 1;
                rest = &after[3..];
            }
            [trail, ..] if trail >= 0x40 => {
                if trail >= 0xA1 && ((0xA1..=0xA9).contains(&lead) || (0xB0..=0xF7).contains(&lead))
                {
                    customary += 1;
                }
                rest = &after[1..];
            }
            _ => {}
        }
    }
    (pairs, customary)
}

/// A text file's lines, decoded as they are needed. Broken bytes come as U+FFFD.
pub(super) struct Lines<'a> {
    source: &'a mut dyn Source,
    decoder: Decoder,
    bytes: Vec<u8>,
    text: String,
    at: usize,
    ended: bool,
}

impl<'a> Lines<'a> {
    /// From the beginning of a file.
    pub(super) fn new(
        source: &'a mut dyn Source,
        encoding: &'static Encoding,
    ) -> Result<Self, ScheduleError> {
        source.seek(SeekFrom::Start(0))?;
        Ok(Self {
            source,
            decoder: encoding.new_decoder_with_bom_removal(),
            bytes: vec![0; CHUNK],
            text: String::new(),
            at: 0,
            ended: false,
        })
    }

    /// The next line without its end, which may be LF, CR LF or CR.
    pub(super) fn next(&mut self) -> Result<Option<String>, ScheduleError> {
        loop {
            let rest = &self.text[self.at..];
            if let Some(end) = rest.find(['\n', '\r']) {
                let is_return = rest.as_bytes()[end] == b'\r';
                // A CR at the very end may have its LF in the next chunk.
                if !(is_return && end + 1 == rest.len() && !self.ended) {
                    let line = rest[..end].to_owned();
                    let pair = is_return && rest.as_bytes().get(end + 1) == Some(&b'\n');
                    self.at += end + 1 + usize::from(pair);
                    return Ok(Some(line));
                }
            } else if self.ended {
                let line = rest.to_owned();
                self.at = self.text.len();
                return Ok((!line.is_empty()).then_some(line));
            } else if rest.len() > LONGEST_LINE {
                return Err(ScheduleError::no_schedule("schedule.line-too-long"));
            }
            self.fill()?;
        }
    }

    fn fill(&mut self) -> Result<(), ScheduleError> {
        self.text.drain(..self.at);
        self.at = 0;
        let got = self.source.read(&mut self.bytes)?;
        self.ended = got == 0;
        let needed = self
            .decoder
            .max_utf8_buffer_length(got)
            .unwrap_or(CHUNK * 3);
        self.text.reserve(needed);
        let _ = self
            .decoder
            .decode_to_string(&self.bytes[..got], &mut self.text, self.ended);
        Ok(())
    }
}
