//! Which screen a pupil sees. One enum answers it.

/// A screen of the kiosk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Route {
    /// "Hello! Touch to begin". No faces.
    #[default]
    Start,
    /// Which class, where there are several.
    Class,
    Who {
        class: String,
    },
    /// Three pictures in order.
    Pictures,
    Home,
    Question,
    Record,
    /// What was recorded, played at once.
    Look,
    /// Cutting it, adding to it, leaving its picture out.
    Change,
    /// A photo of something made.
    Photo,
    /// The storyboard of a film.
    Story,
    /// Taking its pictures.
    Film,
    Send,
    OnItsWay,
    /// A message in symbols.
    Board,
    /// A message in words.
    Write,
    Tips,
    /// Symbols, words or voice, for one piece.
    How,
    /// Which cards to sort.
    SortTopic,
    Sort,
    /// The one-page profile.
    MyPage,
    /// What the SENCo asks.
    Survey,
    /// What everybody answered, question by question.
    AllSaid(usize),
    Worry,
    /// "Who should not see this?"
    NotFor,
    TalkTo,
    /// After "I am not safe now" and after every worry.
    Care,
    WhatHappenedNext,
    /// "Is this what you meant?"
    Meant,
    /// An answer, said or signed.
    Heard,
    Break,
    /// How the pupil likes the screens.
    Liking,
    /// Top tips for staff.
    StaffTips,
    /// The name of a supply teacher, before their PIN.
    SupplyName,
    /// The staff PIN, before leaving or setting pictures.
    Pin(PinFor),
}

/// What the staff PIN opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinFor {
    /// The way out of the kiosk.
    Leave,
    /// A pupil's shelf, and new pictures for it.
    Shelf,
    /// Top tips for staff.
    Tips,
    /// One class's tips for one day, by a PIN that the SENCo gave.
    Supply,
    /// None was ever set on this tablet: the first one typed.
    First,
}

impl PinFor {
    /// How many digits it has.
    pub fn digits(self) -> usize {
        match self {
            Self::Supply => 6,
            Self::Leave | Self::Shelf | Self::Tips | Self::First => 4,
        }
    }
}
