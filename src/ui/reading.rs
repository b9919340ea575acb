//! Reading aloud what a screen says: sentence by sentence, each as somebody recorded it where that is
//! on the tablet, else by the system's voice. One that is signed is shown below the picture that is
//! pressed for it.

use std::collections::VecDeque;

use egui::{Context, Rect, Ui, pos2, vec2};
use zeroize::Zeroizing;

use super::access;
use super::theme::{GAP_UNITS, Tone};
use super::widgets::{Named, target};
use super::window::waker;
use super::{Stage, Told, Video, paint};
use crate::acts::prompts::{self, PromptHere};
use crate::app::kiosk::Opened;
use crate::app::{Ask, Command, Kiosk};
use crate::domain::Preferences;
use crate::media::Waker;
use crate::media::player::Player;
use crate::media::speech::{Speaking, Speech};
use crate::symbols::Vocabulary;
use crate::words::Words;

/// How large somebody who signs is shown.
const SIGNING_UNITS: [f32; 2] = [320.0, 187.0];

/// Something to be heard or seen, with its words for where that fails.
#[derive(Debug)]
struct Part {
    words: String,
    recorded: Option<(Zeroizing<Vec<u8>>, Kind)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Sound,
    Video,
}

/// A sentence of a screen, and what was recorded of it.
type Sentence = (String, Option<Kind>);

/// Whoever reads. One for each window.
#[derive(Debug)]
pub struct Reading {
    speech: Speech,
    waker: Wakes,
    /// What was read by itself last: which heading, how many symbols, and what the light was on.
    title: Option<String>,
    symbols: usize,
    lit: Vec<String>,
    switched: u64,
    read: String,
    /// Sentences whose recordings are being fetched, with the number they come under.
    awaited: Option<(u64, Vec<Sentence>)>,
    parts: VecDeque<Part>,
    /// What the light came to first on a new screen: said after what is read of that.
    after: Vec<String>,
    is_new: bool,
    /// Whoever signs, with the words of it.
    signing: Option<(Player, String)>,
    video: Video,
}

/// A waker that can be shown.
struct Wakes(Waker);

impl std::fmt::Debug for Wakes {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a waker")
    }
}

impl Reading {
    pub fn new(ctx: &Context) -> Self {
        Self {
            speech: Speech::start(waker(ctx)),
            waker: Wakes(waker(ctx)),
            title: None,
            symbols: 0,
            lit: Vec::new(),
            switched: 0,
            read: String::new(),
            awaited: None,
            parts: VecDeque::new(),
            after: Vec::new(),
            is_new: false,
            signing: None,
            video: Video::default(),
        }
    }

    /// Another voice, from now on.
    pub fn speak_by(&mut self, speech: Speech) {
        self.speech = speech;
    }

    /// Nobody can be heard here.
    pub fn is_mute(&self) -> bool {
        self.speech.state() == Speaking::Mute
    }

    /// What was read last.
    pub fn read(&self) -> &str {
        &self.read
    }

    /// Whether somebody is seen signing now.
    pub fn is_signing(&self) -> bool {
        self.signing.as_ref().is_some_and(|(player, _)| player.progress().has_picture)
    }

    fn is_reading(&self) -> bool {
        let waits = self.awaited.is_some() || !self.parts.is_empty();
        waits || self.signing.is_some() || self.speech.is_busy()
    }

    fn stop(&mut self) {
        self.awaited = None;
        self.parts.clear();
        self.after.clear();
        self.end_signing();
        self.speech.stop();
    }

    fn end_signing(&mut self) {
        self.signing = None;
        self.video.forget();
    }

    /// What somebody asked to hear; and for whoever wants it every new screen, every symbol, and
    /// what the light of a switch is on. In the worry box only after a yes: others may be in the
    /// room. Once a frame, after the screen was drawn.
    pub fn run(&mut self, ctx: &Context, told: &Told, words: &Words, kiosk: &mut Kiosk) {
        let liked = kiosk.preferences;
        let asked = told.take_asked();
        let title = told.first();
        let is_new = self.title != title;
        let (lit, switched) =
            access::with(ctx, |access| (access.lit_names().to_vec(), access.switched()));
        let is_switched = switched != std::mem::replace(&mut self.switched, switched);
        if is_new {
            self.title.clone_from(&title);
            self.is_new = true;
        }
        if is_new || (is_switched && liked.lit_aloud) {
            self.stop();
        }
        let symbols = kiosk.message.symbols.len();
        let has_more = symbols > std::mem::replace(&mut self.symbols, symbols);
        let mut by_itself: Vec<String> = match (liked.aloud, kiosk.message.symbols.last()) {
            (true, _) if is_new => title.into_iter().collect(),
            (true, Some(last)) if has_more => {
                let tag = words.language_tag();
                vec![Vocabulary::built_in().sentence(std::slice::from_ref(last), tag)]
            }
            (true, _) | (false, _) => Vec::new(),
        };
        if self.lit != lit {
            self.lit.clone_from(&lit);
            // A new screen begins without a light.
            let is_first = !lit.is_empty() && std::mem::take(&mut self.is_new);
            match liked.lit_aloud {
                true if is_first && self.is_reading() => self.after = lit,
                true => by_itself.extend(lit),
                false => {}
            }
        }
        let may_be_loud = kiosk.may_be_loud || !kiosk.is_about_a_worry();
        let has_own = may_be_loud && !by_itself.is_empty();
        match asked {
            // Pressed again it is enough.
            Some(_) if !is_new && self.is_reading() => self.stop(),
            Some(_) if !may_be_loud => kiosk.command(Command::Ask(Ask::Loud)),
            Some(texts) => self.say(texts, words, kiosk),
            None if has_own => self.say(by_itself, words, kiosk),
            None => {}
        }
        self.go_on(words, &liked, kiosk);
    }

    /// Reads these instead of whatever is read now.
    fn say(&mut self, texts: Vec<String>, words: &Words, kiosk: &mut Kiosk) {
        self.awaited = None;
        self.parts.clear();
        self.after.clear();
        self.end_signing();
        self.read = texts.join(". ");
        let wanted = kiosk.preferences.spoken;
        let here = &kiosk.own.prompts;
        let recorded = |text: &String| -> Option<PromptHere> {
            let said = here.iter().find(|prompt| words.say(&prompt.key) == *text)?;
            prompts::best(here, &said.key, wanted, words.language_tag()).cloned()
        };
        let found: Vec<Option<PromptHere>> = texts.iter().map(recorded).collect();
        let kind = |prompt: &PromptHere| if prompt.is_video { Kind::Video } else { Kind::Sound };
        let kinds = found.iter().map(|prompt| prompt.as_ref().map(kind));
        let texts: Vec<Sentence> = texts.into_iter().zip(kinds).collect();
        let fetched: Vec<PromptHere> = found.into_iter().flatten().collect();
        if fetched.is_empty() {
            let pace = kiosk.preferences.speech_percent;
            self.speech.say(&self.read, words.language_tag(), pace);
        } else {
            self.speech.stop();
            self.awaited = Some((kiosk.open_prompts(fetched), texts));
        }
    }

    /// Takes over recordings that came, and goes on to the next sentence.
    fn go_on(&mut self, words: &Words, liked: &Preferences, kiosk: &mut Kiosk) {
        let language_tag = words.language_tag();
        if let Some((number, texts)) = self.awaited.take() {
            match kiosk.take_prompts(number) {
                Some(came) => self.parts = parts(texts, came),
                None => self.awaited = Some((number, texts)),
            }
        }
        let (is_over, is_broken) = match &self.signing {
            Some((player, _)) => (!player.progress().is_playing, player.trouble().is_some()),
            None => (true, false),
        };
        if is_broken && let Some((_, words)) = self.signing.take() {
            self.parts.push_front(Part { words, recorded: None });
        } else if !is_over {
            return;
        }
        if self.speech.is_busy() {
            return;
        }
        match self.parts.pop_front() {
            None if self.signing.is_some() => self.end_signing(),
            None if self.awaited.is_none() && !self.after.is_empty() => {
                let after = std::mem::take(&mut self.after);
                self.say(after, words, kiosk);
            }
            None => {}
            Some(Part { words, recorded: None }) => {
                self.end_signing();
                self.speech.say(&words, language_tag, liked.speech_percent);
            }
            Some(Part { words, recorded: Some((mp4, Kind::Sound)) }) => {
                self.end_signing();
                self.speech.play(mp4, &words, language_tag, liked.speech_percent);
            }
            Some(Part { words, recorded: Some((mp4, Kind::Video)) }) => {
                self.end_signing();
                match Player::open(mp4, self.waker.0.clone()) {
                    Ok(player) => {
                        player.play();
                        self.signing = Some((player, words));
                    }
                    Err(_) => self.speech.say(&words, language_tag, liked.speech_percent),
                }
            }
        }
    }

    /// Whoever signs, below the picture that was pressed for it; pressed it is enough.
    pub fn show(&mut self, ui: &mut Ui, stage: &Stage<'_>) {
        let is_seen = self.is_signing();
        let Some((player, _)) = self.signing.as_ref().filter(|_| is_seen) else { return };
        let Some(reader) = stage.told.reader() else { return };
        let top = pos2(reader.left(), reader.bottom() + stage.units(GAP_UNITS));
        let [width, height] = SIGNING_UNITS.map(|side| stage.units(side));
        let place = Rect::from_min_size(top, vec2(width, height));
        let name = stage.say("signing-stop");
        let id = ui.scope_id().with("signing");
        let press = target(ui, stage.theme, place, id, &Named::button(&name));
        let radius = stage.units(24.0);
        let surface = stage.theme.surface(Tone::Plain);
        paint::panel(ui.painter(), stage.theme, place, radius, &surface);
        let newest = player.newest(self.video.seen());
        let inner = place.shrink(stage.units(8.0));
        self.video.paint(ui.painter(), inner, radius, newest, false);
        if press.clicked {
            self.stop();
        }
    }
}

/// Sentences in their order; those without a recording that follow each other are one.
fn parts(texts: Vec<Sentence>, opened: Opened) -> VecDeque<Part> {
    let mut opened = opened.into_iter();
    let mut parts: VecDeque<Part> = VecDeque::new();
    for (words, kind) in texts {
        let recorded = kind.and_then(|kind| Some((opened.next().flatten()?, kind)));
        match (parts.back_mut(), &recorded) {
            (Some(Part { words: before, recorded: None }), None) => {
                before.push_str(". ");
                before.push_str(&words);
            }
            _ => parts.push_back(Part { words, recorded }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_that_is_gone_is_read_by_the_voice_in_its_place() {
        let text = |words: &str, kind| (words.to_owned(), kind);
        let texts = vec![
            text("one", None),
            text("two", Some(Kind::Sound)),
            text("three", None),
            text("four", Some(Kind::Video)),
            text("five", None),
        ];
        let all = |opened| -> Vec<Sentence> {
            let parts = parts(texts.clone(), opened).into_iter();
            parts.map(|part| (part.words, part.recorded.map(|(_, kind)| kind))).collect()
        };
        let bytes = || Some(Zeroizing::new(vec![1]));
        assert_eq!(all(vec![bytes(), bytes()]), texts);
        let left =
            [text("one. two. three", None), text("four", Some(Kind::Video)), text("five", None)];
        assert_eq!(all(vec![None, bytes()]), left);
        assert_eq!(all(Vec::new()), [text("one. two. three. four. five", None)]);
    }
}
