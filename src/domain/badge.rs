//! The animal and colour that a pupil is known by on tablets and on the staff pages.

/// Animals that pupils are known by, by their names in `symbols/interface.csv`.
const ANIMALS: [&str; 28] = [
    "fox",
    "owl",
    "frog",
    "cat",
    "dog",
    "rabbit",
    "bear",
    "panda",
    "koala",
    "lion",
    "tiger",
    "monkey",
    "penguin",
    "turtle",
    "fish",
    "whale",
    "butterfly",
    "bee",
    "snail",
    "hedgehog",
    "horse",
    "unicorn",
    "elephant",
    "mouse",
    "octopus",
    "parrot",
    "dolphin",
    "ladybird",
];
/// Colours go round slower than animals, so that no two in a class have both alike.
const COLOURS: usize = 5;

/// An animal on a colour, unique in the class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Badge {
    pub animal: &'static str,
    /// 0 to 4: coral, honey, leaf, sky, violet.
    pub colour: usize,
}

impl Badge {
    /// Of the pupil at this place in the class, in the order of `School::classes`.
    pub fn of(index: usize) -> Self {
        let animal = ANIMALS[index % ANIMALS.len()];
        Self { animal, colour: (index + index / ANIMALS.len()) % COLOURS }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_in_a_class_are_alike() {
        let all: std::collections::BTreeSet<_> =
            (0..140).map(Badge::of).map(|badge| (badge.animal, badge.colour)).collect();
        assert_eq!(all.len(), 140);
    }
}
