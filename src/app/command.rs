//! What a screen asks for. Checked before anything changes.

use crate::app::kiosk::Beginning;
use crate::app::route::{PinFor, Route};
use crate::domain::{Column, EntryId, EntryKind, Helped, Listener, Piece, Preferences, PupilId};
use crate::symbols::Topic;

/// What is asked about before it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Throw away what was just recorded.
    ThrowAway,
    /// Record it again: the first one goes.
    Again,
    /// Throw away what was left half said.
    ThrowLeftOver,
    /// Read something of the worry box aloud, where others may hear it.
    Loud,
}

/// A way to make a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeBy {
    Symbols,
    Words,
    Voice,
}

/// A wish of whoever sits there.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    Go(Route),
    Back,
    Home,
    /// "I have finished": back to the start, nothing of the pupil left.
    Finish,
    Break,
    FetchGrownUp,
    StillHere,
    ChooseClass(String),
    ChoosePupil(PupilId),
    NoName,
    Picture(usize),
    ClearPictures,
    AskPin(PinFor),
    Digit(char),
    ClearDigits,
    NewPictures,
    Like(Preferences),
    /// Begins something to say.
    Say(EntryKind),
    Question(Option<usize>),
    Record,
    Pause,
    GoOn,
    Stop,
    /// Shows or hides the ring.
    Ring,
    VoiceInstead,
    /// Opens the devices anew.
    TryDevices,
    OtherCamera,
    PlayOrPause,
    Seek(u64),
    TrimFrom(u64),
    TrimTo(u64),
    /// Only the voice of it, or the picture too.
    VoiceOnly,
    /// The picture that is shown now stands for the clip.
    Poster,
    /// Another part of the same clip.
    SayMore,
    Keep,
    LeftOver,
    MakeFilm,
    /// A picture of the storyboard, to take pictures for.
    Scene(usize),
    AddScene,
    SceneWord,
    TakeFrame,
    /// Chosen again it is let go of.
    ChooseFrame(usize),
    RemoveFrame,
    /// Pictures a second.
    FilmRate(u8),
    SpeakOver,
    TakePhoto,
    /// The sheet of paper in it, or all of it.
    Straight(bool),
    PhotoAgain,
    KeepPhoto,
    /// What cannot come back is asked about first.
    Ask(Ask),
    /// Yes to what was asked. Anything else is a no.
    Yes,
    No,
    Helped(Helped),
    /// Somebody else can be seen or heard.
    OthersIn(bool),
    Toggle(Listener),
    /// The first press arms, the second sends.
    Send,
    /// "I changed my mind", right after.
    TakeBack,
    Topic(Topic),
    AllTopics,
    /// The next symbols of the board; after the last the first.
    BoardOn,
    /// Boards that the school brought, and one of them.
    Pack(usize),
    PackBoard(usize, usize),
    /// Begins a message.
    Begin(&'static Beginning),
    /// Ends the word that is being written as proposed.
    EndWord(String),
    Symbol(String),
    Undo,
    Letter(char),
    DoneSaying,
    /// Puts a piece together: symbols, words or voice.
    MakeBy(MadeBy),
    AddTip,
    TipUp(usize),
    TipAway(usize),
    /// Answers the question with this number.
    Answer(usize),
    Inquiry(String),
    /// From 1 to 5.
    Face(u8),
    QuestionOn,
    /// To the question with this number.
    QuestionTo(usize),
    QuestionBack,
    PagePicture,
    NoPagePicture,
    SortTopic(Topic),
    /// Lays the card at hand.
    Lay(Column),
    /// Lays a card that was dragged there.
    Drop(Piece, Column),
    Hold(Piece),
    PutBack(Piece),
    NextCard,
    SortUndo,
    LastTime,
    BlankCard,
    NotFor(String),
    TalkTo(String),
    NotSafe,
    Hide,
    /// Shows what staff made of something the pupil sent.
    SeeMeaning,
    /// Whether it is what they meant.
    Meant(bool),
    /// Plays what an adult said or signed as an answer: the last, or the one so many before it.
    HearAnswer(EntryId, usize),
    TipsClass(usize),
    TipsPupil(usize),
    TipsBack,
    TipsPlay,
    TipsSeek(u64),
}
