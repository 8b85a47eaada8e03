//! A small generator of numbers (`SplitMix64`), so that a practice day is the same each time.

/// The generator.
#[derive(Debug, Clone)]
pub struct Seed(u64);

impl Seed {
    /// From any number.
    pub const fn new(from: u64) -> Self {
        Self(from)
    }

    /// From a text, so that a ship or a job has its own numbers wherever it stands in a table.
    pub fn of(text: &str) -> Self {
        // FNV-1a.
        Self(text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    /// The next number below a limit.
    pub fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        // The remainder is below a `u32`.
        u32::try_from(mixed % u64::from(limit.max(1))).unwrap_or(0)
    }
}
