//! How a pupil likes the screens: look, letters, ways in. The pupil's own, not the tablet's.

use serde::{Deserialize, Serialize};

use super::Spoken;

/// A way for the screens to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    #[default]
    Soft,
    /// High contrast on black.
    Dark,
    /// High contrast on white.
    Light,
    /// Flat, without shadow or motion.
    Calm,
}

impl Look {
    pub const ALL: [Look; 4] = [Self::Soft, Self::Dark, Self::Light, Self::Calm];

    pub fn is_high_contrast(self) -> bool {
        matches!(self, Self::Dark | Self::Light)
    }

    pub fn moves(self) -> bool {
        self == Self::Soft
    }
}

/// A typeface made for reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Font {
    #[default]
    Lexend,
    Andika,
    Atkinson,
    OpenDyslexic,
}

impl Font {
    pub const ALL: [Font; 4] = [Self::Lexend, Self::Andika, Self::Atkinson, Self::OpenDyslexic];
}

/// A language of the screens and of the staff's pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    #[default]
    English,
    Welsh,
}

impl Language {
    pub const ALL: [Language; 2] = [Self::English, Self::Welsh];

    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Welsh => "cy",
        }
    }
}

/// How somebody works the screen, beside touch, mouse, keyboard and screen reader, which always
/// work.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    #[default]
    Direct,
    /// A light goes round by itself; the switch (space or enter) chooses.
    OneSwitch { pace_secs: f64 },
    /// One switch (tab or arrow) moves the light on, the other (space or enter) chooses.
    TwoSwitches,
    /// Resting the pointer chooses: eye gaze, head mouse.
    Dwell { secs: f64 },
}

impl Way {
    /// At the pace that it begins with.
    pub const ONE_SWITCH: Way = Way::OneSwitch { pace_secs: 1.5 };
    pub const DWELL: Way = Way::Dwell { secs: 1.2 };

    /// The same way, at whatever pace.
    pub fn is_same_kind(self, other: Way) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// All of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    pub language: Language,
    pub look: Look,
    pub font: Font,
    /// 100 to 400.
    pub text_percent: u16,
    pub way: Way,
    /// After a press others are ignored for so long, 0 to 2 s.
    pub repeat_filter_secs: f64,
    /// 15 s to five minutes.
    pub clip_secs: u16,
    /// 3-2-1 before a recording.
    pub count_in: bool,
    /// Says things with hands: silence is nothing to worry about.
    pub signs: bool,
    /// Takes steady noise out of what is recorded. It can take unclear speech for noise.
    pub less_noise: bool,
    /// Two minutes or more.
    pub idle_secs: u16,
    /// Symbols across and down.
    pub board: (u8, u8),
    /// Every new screen is read aloud, and every symbol that is chosen.
    pub aloud: bool,
    /// How fast it is read, 50 to 150.
    pub speech_percent: u16,
    /// What the light of a switch is on is said.
    #[serde(skip_serializing_if = "is_no")]
    pub lit_aloud: bool,
    /// Letters lie as on a computer's keyboard, and not from a to z.
    #[serde(skip_serializing_if = "is_no")]
    pub qwerty: bool,
    /// In which language sentences of the screens are heard, where somebody recorded them in it;
    /// nothing for the language of the screens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spoken: Option<Spoken>,
}

fn is_no(answer: &bool) -> bool {
    !answer
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            language: Language::English,
            look: Look::Soft,
            font: Font::Lexend,
            text_percent: 100,
            way: Way::Direct,
            repeat_filter_secs: 0.0,
            clip_secs: 45,
            count_in: true,
            signs: false,
            less_noise: false,
            idle_secs: 180,
            board: (6, 3),
            aloud: false,
            speech_percent: 100,
            lit_aloud: false,
            qwerty: false,
            spoken: None,
        }
    }
}

impl Preferences {
    /// Every number within what the screens can do.
    pub fn within_limits(mut self) -> Self {
        self.text_percent = self.text_percent.clamp(100, 400);
        // What is no number has no limits.
        let or = |value: f64, usual: f64| if value.is_finite() { value } else { usual };
        self.repeat_filter_secs = or(self.repeat_filter_secs, 0.0);
        self.repeat_filter_secs = self.repeat_filter_secs.clamp(0.0, 2.0);
        self.clip_secs = self.clip_secs.clamp(15, 300);
        self.idle_secs = self.idle_secs.clamp(120, 1_800);
        self.speech_percent = self.speech_percent.clamp(50, 150);
        self.board = (self.board.0.clamp(2, 8), self.board.1.clamp(2, 5));
        self.way = match self.way {
            Way::OneSwitch { pace_secs } => {
                Way::OneSwitch { pace_secs: or(pace_secs, 1.5).clamp(0.3, 10.0) }
            }
            Way::Dwell { secs } => Way::Dwell { secs: or(secs, 1.2).clamp(0.3, 5.0) },
            way @ (Way::Direct | Way::TwoSwitches) => way,
        };
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_from_an_old_or_edited_file_are_brought_within_limits() {
        let odd = Preferences {
            text_percent: 5,
            clip_secs: 9_000,
            idle_secs: 0,
            board: (0, 99),
            way: Way::Dwell { secs: 0.0 },
            ..Preferences::default()
        };
        let fit = odd.within_limits();
        assert_eq!((fit.text_percent, fit.clip_secs, fit.idle_secs), (100, 300, 120));
        assert_eq!(fit.board, (2, 5));
        assert_eq!(fit.way, Way::Dwell { secs: 0.3 });
        assert_eq!(Preferences::default().within_limits(), Preferences::default());
        let way = Way::OneSwitch { pace_secs: f64::NAN };
        let nowhere = Preferences { way, repeat_filter_secs: f64::NAN, ..Preferences::default() };
        assert_eq!(nowhere.within_limits().way, Way::OneSwitch { pace_secs: 1.5 });
        assert_eq!(nowhere.within_limits().repeat_filter_secs, 0.0);
    }
}
