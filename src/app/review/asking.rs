//! What a screen asks, checked before anything changes.

use super::office::Job;
use super::{
    Asked, Chosen, Content, Decision, Doing, Field, Notice, Pane, Review, ReviewCommand,
    ReviewState, SYNC_EVERY, Speaking, TWICE_AFTER, Typed, Writing, YEAR_SHOWN, YearFilter,
};
use crate::acts::publish::Change;
use crate::domain::review::Refusal;
use crate::domain::{EntryId, Looked, Others, Redaction, Says};
use crate::media::player::Player;

impl Review {
    /// Does what a screen asks.
    pub fn command(&mut self, command: ReviewCommand) {
        match command {
            ReviewCommand::Type(field, typed) => self.type_into(field, typed),
            ReviewCommand::Unlock => self.unlock(),
            ReviewCommand::Lock => self.lock(),
            ReviewCommand::Choose(entry_id) => self.choose(entry_id),
            ReviewCommand::Show(pane) => {
                if let Some(unlocked) = self.unlocked() {
                    unlocked.pane = pane;
                }
            }
            ReviewCommand::Year(pupil_id) => self.open_year(pupil_id),
            ReviewCommand::MoreYear => {
                if let Some(unlocked) = self.unlocked() {
                    unlocked.year_shown += YEAR_SHOWN;
                }
            }
            ReviewCommand::FilterYear(filter) => self.filter_year(filter),
            ReviewCommand::More(section) => self.ask(Job::More(section)),
            ReviewCommand::PlayOrPause => self.with_player(|player| {
                if player.progress().is_playing { player.pause() } else { player.play() }
            }),
            ReviewCommand::PlayPiece(medium) => {
                self.play_piece(medium);
            }
            ReviewCommand::Seek(to) => self.with_player(|player| player.seek(to)),
            ReviewCommand::NoOtherChild(ticked) => {
                if let Some(chosen) = self.chosen() {
                    chosen.no_other_child = ticked;
                }
            }
            ReviewCommand::Publish => self.publish(),
            ReviewCommand::Hide(is_hiding) => {
                self.with_player(Player::pause);
                if let Some(chosen) = self.chosen().filter(|chosen| chosen.can_hide()) {
                    chosen.is_hiding = is_hiding;
                }
            }
            ReviewCommand::Redact(redaction) => {
                if let Some(chosen) = self.chosen().filter(|chosen| chosen.can_hide())
                    && redaction.check().is_ok()
                    && chosen.redaction != redaction
                {
                    chosen.redaction = redaction;
                    // Whoever looked has not looked at this.
                    chosen.no_other_child = false;
                }
            }
            ReviewCommand::Reply => self.reply(),
            ReviewCommand::Questions(command) => self.command_questions(command),
            ReviewCommand::Beside(command) => self.command_beside(command),
            ReviewCommand::Document(command) => self.command_document(command),
            ReviewCommand::Telling(command) => self.command_telling(command),
            ReviewCommand::Skip(millis) => self.with_player(|player| {
                let at = player.progress().position_micros;
                player.seek(at.saturating_add_signed(millis * 1_000));
            }),
            ReviewCommand::Words(command) => self.command_words(command),
            ReviewCommand::School(command) => self.command_school(command),
            ReviewCommand::Ask(decision) => self.set_asked(Some(Asked { decision, at: self.now })),
            ReviewCommand::Cancel => self.set_asked(None),
            ReviewCommand::Confirm => self.confirm(),
            ReviewCommand::Sync => self.sync(),
            ReviewCommand::Stop => {
                self.sync_at = self.now + SYNC_EVERY;
                self.office.stop();
            }
            ReviewCommand::Dismiss => {
                if let Some(unlocked) = self.unlocked()
                    && unlocked.notice.take().is_none()
                {
                    unlocked.alarms_read = unlocked.overview.alarms.len();
                }
            }
        }
    }

    fn type_into(&mut self, field: Field, typed: Typed) {
        match (&mut self.state, field) {
            (ReviewState::Locked(locked), Field::Passphrase) if !locked.is_trying => {
                locked.passphrase = typed;
            }
            (
                ReviewState::Unlocked(unlocked),
                Field::Reply
                | Field::Reason
                | Field::Note
                | Field::SymbolSearch
                | Field::DoneWhat
                | Field::DoneIn
                | Field::DoneReference,
            ) => {
                let Some(chosen) = &mut unlocked.chosen else { return };
                *(match field {
                    Field::Reply => &mut chosen.reply,
                    Field::Reason => &mut chosen.reason,
                    Field::Note => &mut chosen.writing.text,
                    Field::DoneWhat => &mut chosen.writing.done.what,
                    Field::DoneIn => &mut chosen.writing.done.recorded_in,
                    Field::DoneReference => &mut chosen.writing.done.reference,
                    _ => &mut chosen.writing.symbol_search,
                }) = typed;
            }
            (ReviewState::Unlocked(unlocked), Field::DocumentFolder) => {
                if let Some(writable) = &mut unlocked.writable {
                    writable.folder = typed;
                }
            }
            (ReviewState::Unlocked(unlocked), Field::TellingName | Field::Telling) => {
                let Some(telling) = &mut unlocked.telling else { return };
                if field == Field::Telling { telling.text = typed } else { telling.name = typed }
            }
            (ReviewState::Unlocked(unlocked), Field::Search) => {
                unlocked.search = typed.clone();
                if typed.is_blank() {
                    unlocked.found = None;
                }
                self.ask(Job::Search(typed));
            }
            (ReviewState::Unlocked(_), Field::QuestionTitle) => self.type_question(None, typed),
            (ReviewState::Unlocked(_), Field::Question(index)) => {
                self.type_question(Some(index), typed);
            }
            (ReviewState::Unlocked(_), Field::Word | Field::WordInWelsh | Field::WordPhoto) => {
                self.type_word(field, typed);
            }
            (ReviewState::Unlocked(_), Field::School(field)) => self.type_school(field, typed),
            (ReviewState::Locked(_) | ReviewState::Unlocked(_), _) => {}
        }
    }

    fn unlock(&mut self) {
        let ReviewState::Locked(locked) = &mut self.state else { return };
        if locked.is_trying || locked.passphrase.as_str().is_empty() {
            return;
        }
        locked.is_trying = true;
        locked.trouble = None;
        let passphrase = std::mem::take(&mut locked.passphrase);
        self.ask(Job::Unlock(passphrase));
    }

    fn choose(&mut self, entry_id: EntryId) {
        let Some(unlocked) = self.unlocked() else { return };
        unlocked.pane = Pane::Entry;
        let is_open = |chosen: &Chosen| {
            chosen.entry_id == entry_id && !matches!(chosen.content, Content::Failed(_))
        };
        if unlocked.chosen.as_ref().is_some_and(is_open) {
            return;
        }
        unlocked.notice = None;
        // Nothing of the one before stands beside this one.
        (unlocked.year, unlocked.writable) = (None, None);
        (unlocked.year_filter, unlocked.year_shown) = (YearFilter::All, YEAR_SHOWN);
        unlocked.chosen = Some(Chosen {
            entry_id: entry_id.clone(),
            content: Content::Opening,
            reply: Typed::default(),
            writing: Writing::default(),
            speaking: Speaking::default(),
            reason: Typed::default(),
            asked: None,
            no_other_child: false,
            redaction: Redaction::default(),
            is_hiding: false,
        });
        self.ask(Job::Look(entry_id));
    }

    /// Plays one, from its beginning where it had ended; the others are silent.
    fn play_piece(&mut self, medium: usize) {
        self.with_player(Player::pause);
        let open = self.chosen().and_then(|chosen| chosen.open());
        for (index, player) in open.iter().flat_map(|open| &open.voices) {
            match *index == medium && !player.progress().is_playing {
                true => player.play(),
                false => player.pause(),
            }
        }
    }

    pub(super) fn with_player(&mut self, work: impl FnOnce(&Player)) {
        if let Some(player) = self.chosen().and_then(|chosen| chosen.open()?.player.as_ref()) {
            work(player);
        }
    }

    /// Begins a decision about the open entry, unless one is under way.
    pub(super) fn decide(&mut self, doing: Doing, job: Job) {
        let Some(unlocked) = self.unlocked() else { return };
        if unlocked.doing.is_some() {
            return;
        }
        unlocked.doing = Some(doing);
        unlocked.doing_of = unlocked.chosen.as_ref().map(|chosen| chosen.entry_id.clone());
        unlocked.notice = None;
        if let Some(chosen) = &mut unlocked.chosen {
            chosen.asked = None;
        }
        self.ask(job);
    }

    fn publish(&mut self) {
        let Some(chosen) = self.chosen() else { return };
        let Some(open) = chosen.open() else { return };
        let has_others = open.entry.others == Others::SeenOrHeard;
        let (entry_id, ticked) = (chosen.entry_id.clone(), chosen.no_other_child);
        if has_others && !ticked {
            // Said at once, without asking the share first.
            let refused = Notice::trouble(Refusal::OthersNotLookedAt.says());
            if let Some(unlocked) = self.unlocked() {
                unlocked.notice = Some(refused);
            }
            return;
        }
        let looked = if ticked { Looked::NoOtherChildRecognisable } else { Looked::NotYet };
        let from = Some(open.entry.redaction.clone());
        let change = Change { from, to: chosen.redaction.clone() };
        chosen.is_hiding = false;
        self.with_player(Player::pause);
        self.decide(Doing::Publishing, Job::Publish(entry_id, looked, change));
    }

    fn reply(&mut self) {
        let Some(chosen) = self.chosen() else { return };
        if chosen.open().is_none() || !chosen.can_answer() {
            return;
        }
        let (entry_id, written) = (chosen.entry_id.clone(), chosen.written());
        self.decide(Doing::Replying, Job::Reply(entry_id, written));
    }

    fn set_asked(&mut self, asked: Option<Asked>) {
        if let Some(chosen) = self.chosen().filter(|chosen| chosen.open().is_some()) {
            // A reason is for what it was given for.
            if chosen.asked.map(|before| before.decision) != asked.map(|now| now.decision) {
                chosen.reason = Typed::default();
            }
            chosen.asked = asked;
        }
    }

    fn confirm(&mut self) {
        let now = self.now;
        let Some(chosen) = self.chosen() else { return };
        let Some(asked) = chosen.asked else { return };
        if now.saturating_sub(asked.at) < TWICE_AFTER {
            return;
        }
        let entry_id = chosen.entry_id.clone();
        match asked.decision {
            Decision::Withdraw | Decision::Concern if chosen.reason.is_blank() => {}
            Decision::Concern => {
                let why = chosen.reason.clone();
                self.decide(Doing::Concern, Job::Concern(entry_id, why));
            }
            Decision::Withdraw => {
                let reason = chosen.reason.clone();
                self.decide(Doing::Withdrawing, Job::Withdraw(entry_id, reason));
            }
            Decision::Hold => self.decide(Doing::Holding, Job::Hold(entry_id)),
        }
    }
}
