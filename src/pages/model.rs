//! The whole staff site as plain data. Whoever fills it has already decided what may be shown:
//! nothing here is filtered again but a name that is kept private.

use serde::{Deserialize, Serialize};

/// Everything that grown-ups who teach here may read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Site {
    /// The school's name.
    pub school: String,
    /// In any order: the pages sort them by name.
    pub classes: Vec<ClassPage>,
    /// The day of the newest decision, already worded ("23 November 2026"). Not the day of
    /// writing, or two staff computers would write different bytes. It stands on the first page
    /// alone: each other page has a day of its own, so that one decision changes few pages.
    pub updated: String,
}

/// One class and its pupils.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ClassPage {
    /// As the register has it ("5 Willow").
    pub name: String,
    /// An opaque id of lowercase letters, digits and `-`; never the name.
    pub file_stem: String,
    /// In any order: the pages sort them by name.
    pub pupils: Vec<PupilPage>,
    /// The day of the newest decision about one of them, as `Site::updated`.
    #[serde(default)]
    pub updated: String,
}

/// One pupil and what they agreed to share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PupilPage {
    /// An opaque id of lowercase letters, digits and `-`; never the name.
    pub file_stem: String,
    /// The name, where it may be shown.
    pub shown_name: ShownName,
    /// The first name as tablets say it; empty where the name is kept private.
    #[serde(default)]
    pub first_name: String,
    /// What they are known by on tablets; none where the name is kept private, since others know
    /// whose it is.
    #[serde(default)]
    pub badge: Option<ShownBadge>,
    /// The day of the newest decision about them, as `Site::updated`.
    #[serde(default)]
    pub updated: String,
    /// In the pupil's own order; five, up to ten.
    pub tips: Vec<Tip>,
    /// When the tips were made and who helped; none where it is not known.
    pub tips_made: Option<Made>,
    /// The one-page profile, in the pupil's own answers.
    #[serde(default)]
    pub profile: Option<Profile>,
    /// The newest of each topic.
    #[serde(default)]
    pub sorts: Vec<ShownSort>,
    /// Newest first.
    pub clips: Vec<Clip>,
    /// Newest first.
    pub messages: Vec<Message>,
}

impl PupilPage {
    /// With nothing on it.
    pub fn new(file_stem: String, shown_name: ShownName) -> Self {
        Self {
            file_stem,
            shown_name,
            first_name: String::new(),
            badge: None,
            updated: String::new(),
            tips: Vec::new(),
            tips_made: None,
            profile: None,
            sorts: Vec::new(),
            clips: Vec::new(),
            messages: Vec::new(),
        }
    }

    /// Whether there is anything to read or watch.
    pub fn has_content(&self) -> bool {
        let is_empty = self.tips.is_empty()
            && self.profile.is_none()
            && self.sorts.is_empty()
            && self.clips.is_empty()
            && self.messages.is_empty();
        !is_empty
    }
}

/// What stands where a pupil's name would.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShownName {
    /// The name as staff say it.
    Name(String),
    /// A no-name flag stands: the name does not reach the pages at all.
    KeptPrivate,
}

/// An animal on a colour, as on the tablets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownBadge {
    /// Of lowercase letters; its drawing lies where [`animal_path`](super::animal_path) says.
    pub animal: String,
    /// 0 to 4: coral, honey, leaf, sky, violet.
    pub colour: u8,
}

/// One top tip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tip {
    /// The pupil's words or the words of their symbols, verbatim; empty where it is said aloud.
    pub text: String,
    /// Where on the site it can be heard.
    #[serde(default)]
    pub voice: Option<String>,
}

/// One answer with what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownAnswer {
    /// A message's key, or the question as it was put.
    pub question: String,
    pub answer: Tip,
    /// On a scale from 1 to 5.
    #[serde(default)]
    pub face: Option<u8>,
}

/// The one-page profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub answers: Vec<ShownAnswer>,
    /// What was said beside; mostly empty.
    pub words: String,
    /// Where the picture of something made lies.
    #[serde(default)]
    pub picture: Option<String>,
    pub made: Made,
}

/// Cards of one topic in three columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownSort {
    /// As the boards call it ("food").
    pub topic: String,
    /// Good, so-so, not good: the words of the cards.
    pub columns: [Vec<String>; 3],
    pub made: Made,
}

/// How something came to be: shown beside it, so that nobody takes an adult's words for a
/// pupil's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The day, already worded.
    pub recorded: String,
    /// Who helped.
    pub helped: HelpedShown,
    /// Whether the tablet knew who was using it.
    pub identity_checked: bool,
}

/// One recording, in the file [`clip_path`](super::clip_path) names, or a picture of something
/// that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clip {
    /// An opaque id of lowercase letters, digits and `-`.
    pub file_stem: String,
    /// With or without a picture.
    pub kind: ClipKind,
    /// Where the picture lies that stands for a video, or that is all there is.
    #[serde(default)]
    pub picture: Option<String>,
    /// The day, already worded.
    pub recorded: String,
    /// The pupil's own written words, verbatim.
    pub said: Option<String>,
    /// A whole WebVTT file.
    pub captions_vtt: Option<String>,
    /// Rounded to whole seconds; 0 where it is not known.
    pub duration_secs: u32,
    /// Who helped.
    pub helped: HelpedShown,
    /// Whether the tablet knew who was using it.
    pub identity_checked: bool,
}

/// What a recording has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClipKind {
    /// Picture and, mostly, sound.
    Video,
    /// Sound alone.
    Voice,
    /// A drawing, a model, a poster.
    Picture,
}

/// Words or symbols that a pupil sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Verbatim words or the words of the symbols.
    pub text: String,
    /// The day, already worded.
    pub recorded: String,
    /// Who helped.
    pub helped: HelpedShown,
    /// Whether the tablet knew who was using it.
    pub identity_checked: bool,
}

/// Who helped the pupil to say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HelpedShown {
    /// By themself.
    Alone,
    /// Someone helped.
    Helped,
    /// Someone chose or wrote it for the pupil.
    Proxy,
}
