//! Chance that comes out the same for the same seed.

/// `SplitMix64` by Steele, Lea and Flood (2014): small, and good enough to choose what goes wrong.
#[derive(Debug, Clone, Default)]
pub struct Dice {
    state: u64,
}

impl Dice {
    pub fn new(seed: u64) -> Self {
        // Mixed once, or the next seed would go the same way one roll later.
        let mut dice = Self { state: seed };
        Self { state: dice.roll() ^ dice.roll().rotate_left(32) }
    }

    pub fn roll(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `count`, which is not 0.
    pub fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.roll() % count as u64).unwrap_or(0)
    }

    /// True so often in a thousand times. Rolls in any case, so that the same seed goes the same
    /// way whatever the weather is.
    pub fn chance(&mut self, in_a_thousand: u32) -> bool {
        self.roll() % 1_000 < u64::from(in_a_thousand)
    }
}
