//! What the desk's thread told, and what it changes.

use super::beside::Done;
use super::event::{Fresh, JustOpened, ReviewEvent, Synced};
use super::{
    Chosen, Content, Doing, Locked, Notice, Open, Overview, OwnWords, Pane, Questions, Review,
    ReviewState, Speaking, Typed, Unlocked, Writing,
};
use crate::domain::{EntryId, Sentence};

impl Review {
    /// Takes over what the desk's thread told. Gives whether anything was.
    pub fn hear_all(&mut self) -> bool {
        let mut any = false;
        while let Ok(told) = self.told.try_recv() {
            any = true;
            let concerns_all = matches!(told.event, ReviewEvent::ThreadDied);
            if told.session == self.session || concerns_all {
                self.hear(told.event);
            }
        }
        self.hear_speaking() || any
    }

    fn hear(&mut self, event: ReviewEvent) {
        match event {
            ReviewEvent::Unlocked(unlocked) => self.hear_unlocked(unlocked),
            ReviewEvent::Opened { entry_id, opened } => self.hear_opened(&entry_id, opened),
            ReviewEvent::Done { doing, done } => self.hear_done(doing, done),
            ReviewEvent::Synced(synced) => {
                let Some(unlocked) = self.unlocked() else { return };
                unlocked.syncing.is_on = false;
                match synced {
                    Ok(Some(Synced { share, pages_trouble })) => {
                        unlocked.syncing.share = Some(share);
                        let were_old = unlocked.syncing.pages_are_old;
                        unlocked.syncing.pages_are_old = pages_trouble.is_some();
                        // Said once; the bar goes on saying so.
                        if let Some(sentence) = pages_trouble.filter(|_| !were_old) {
                            unlocked.notice = Some(Notice::trouble(sentence));
                        }
                    }
                    // It goes on by itself.
                    Ok(None) => {}
                    Err(sentence) => unlocked.notice = Some(Notice::trouble(sentence)),
                }
            }
            ReviewEvent::Found(typed, found) => {
                self.job_ended();
                let Some(unlocked) = self.unlocked() else { return };
                // Somebody may have typed on since.
                if unlocked.search == typed && !typed.is_blank() {
                    match found {
                        Ok(found) => unlocked.found = Some(found),
                        Err(sentence) => unlocked.notice = Some(Notice::trouble(sentence)),
                    }
                }
            }
            ReviewEvent::Questions(known) => {
                self.job_ended();
                let Some(unlocked) = self.unlocked() else { return };
                match known {
                    Ok(known) => {
                        if let Some(questions) = &mut unlocked.questions {
                            questions.known = Some(known);
                        }
                    }
                    Err(sentence) => unlocked.notice = Some(Notice::trouble(sentence)),
                }
            }
            ReviewEvent::Words(given) => {
                self.job_ended();
                let Some(unlocked) = self.unlocked() else { return };
                match (given, &mut unlocked.words) {
                    (Ok(given), Some(words)) => words.known = Some(given),
                    (Ok(_), None) => {}
                    (Err(sentence), _) => unlocked.notice = Some(Notice::trouble(sentence)),
                }
            }
            ReviewEvent::School(told) => self.hear_school(told),
            ReviewEvent::Fresh(fresh) => self.hear_fresh(fresh),
            ReviewEvent::JobDied | ReviewEvent::ThreadDied => {
                self.job_ended();
                let sentence = Sentence::plain("worker-died").with("name", "review");
                match &mut self.state {
                    ReviewState::Locked(locked) => {
                        locked.is_trying = false;
                        locked.trouble = Some(sentence);
                    }
                    ReviewState::Unlocked(unlocked) => {
                        unlocked.doing = None;
                        unlocked.syncing.is_on = false;
                        if let Some(chosen) = &mut unlocked.chosen
                            && matches!(chosen.content, Content::Opening)
                        {
                            chosen.content = Content::Failed(sentence.clone());
                        }
                        unlocked.notice = Some(Notice::trouble(sentence));
                    }
                }
            }
        }
    }

    fn hear_unlocked(&mut self, unlocked: Result<Box<Overview>, Sentence>) {
        self.job_ended();
        self.idle_since = self.now;
        match unlocked {
            Ok(overview) => {
                let unlocked = Unlocked { overview: *overview, ..Unlocked::default() };
                self.state = ReviewState::Unlocked(Box::new(unlocked));
                self.sync();
            }
            Err(sentence) => {
                let trouble = Some(sentence);
                self.state = ReviewState::Locked(Locked { trouble, ..Locked::default() });
            }
        }
    }

    fn hear_opened(&mut self, entry_id: &EntryId, opened: Result<Box<JustOpened>, Sentence>) {
        let waker = self.office.waker.clone();
        let Some(chosen) = self.chosen().filter(|chosen| &chosen.entry_id == entry_id) else {
            return;
        };
        match opened {
            Ok(opened) => {
                chosen.redaction = opened.entry.redaction.clone();
                chosen.content = Content::Open(Box::new(Open::new(*opened, waker)));
                // The pupil's tablet is to say that it was read.
                self.sync();
            }
            Err(sentence) => chosen.content = Content::Failed(sentence),
        }
    }

    fn hear_done(&mut self, doing: Doing, done: Result<Sentence, Sentence>) {
        let Some(unlocked) = self.unlocked() else { return };
        unlocked.doing = None;
        let done_to = unlocked.doing_of.take();
        let sentence = match done {
            Ok(sentence) => sentence,
            Err(sentence) => {
                unlocked.notice = Some(Notice::trouble(sentence));
                return;
            }
        };
        unlocked.notice = Some(Notice { sentence, is_trouble: false });
        if let (Doing::Asking, Some(questions)) = (doing, &mut unlocked.questions) {
            *questions = Questions { known: questions.known.take(), ..Questions::default() };
        }
        if doing == Doing::WritingDown {
            unlocked.telling = None;
        }
        if let (Doing::Giving, Some(words)) = (doing, &mut unlocked.words) {
            *words =
                OwnWords { known: words.known.take(), topic: words.topic, ..OwnWords::default() };
        }
        // Another one may be open by now: nothing of it is closed or emptied.
        let is_it = |chosen: &&mut Chosen| Some(&chosen.entry_id) == done_to.as_ref();
        let Some(chosen) = unlocked.chosen.as_mut().filter(is_it) else { return };
        match doing {
            Doing::Replying => {
                chosen.reply = Typed::default();
                chosen.writing.symbols.clear();
                chosen.speaking = Speaking::Nothing;
            }
            Doing::HandingOver => chosen.writing.done = Done::default(),
            Doing::Concern => chosen.reason = Typed::default(),
            Doing::Noting => {
                let Writing { symbols, done, .. } = std::mem::take(&mut chosen.writing);
                chosen.writing = Writing { symbols, done, ..Writing::default() };
            }
            Doing::Withdrawing => {
                unlocked.chosen = None;
                unlocked.pane = Pane::Inbox;
            }
            Doing::Publishing
            | Doing::Holding
            | Doing::Striking
            | Doing::Tagging
            | Doing::WritingDown
            | Doing::Document
            | Doing::AskingDocument
            | Doing::Asking
            | Doing::AskingAgain
            | Doing::Giving
            | Doing::TakingAway
            | Doing::School => {}
        }
    }

    fn hear_fresh(&mut self, fresh: Result<Box<Fresh>, Sentence>) {
        self.job_ended();
        let Some(unlocked) = self.unlocked() else { return };
        match fresh {
            Ok(fresh) => {
                unlocked.overview = fresh.overview;
                if let Some(writable) = &mut unlocked.writable {
                    writable.take_checked(fresh.document);
                }
                // One that was asked for before another entry was chosen is not taken.
                let is_theirs = match &unlocked.chosen {
                    Some(chosen) => chosen.open().is_some_and(|open| {
                        let of = fresh.year.as_ref().map(|year| &year.pupil.pupil_id);
                        open.entry.pupil_id.as_ref() == of
                    }),
                    None => true,
                };
                if is_theirs {
                    unlocked.year = fresh.year;
                }
                if unlocked.found.is_some() && fresh.found.is_some() {
                    unlocked.found = fresh.found;
                }
                unlocked.take_fresh(fresh.entry);
            }
            Err(sentence) => unlocked.notice = Some(Notice::trouble(sentence)),
        }
    }
}
