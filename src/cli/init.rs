//! `sayso init`

use std::path::PathBuf;

use super::{CliError, Context, Done, secrets};
use crate::acts::init::{self, NewSchool};
use crate::acts::{safes, sync};
use crate::domain::Sentence;
use crate::seal::RecoveryWords;
use clap::Args;
use serde_json::json;

#[derive(Debug, Args)]
pub struct Init {
    /// The school's name
    #[arg(long, value_name = "NAME")]
    school: String,
    /// Who sits at this computer
    #[arg(long, value_name = "NAME", default_value = "SENCo")]
    person: String,
    /// The folder of the share (a path, a UNC path or file://…), or s3+https://HOST/BUCKET/FOLDER
    #[arg(long, value_name = "URL")]
    share: String,
    /// What opens the share's bucket, where the share is s3+https://…: a file that holds
    /// access_key_id = "…" and secret_access_key = "…"
    #[arg(long, value_name = "FILE")]
    share_key: Option<PathBuf>,
    /// The folder of the staff pages
    #[arg(long, value_name = "URL")]
    staff_share: String,
    /// Write the words there instead of showing them and asking three back
    #[arg(long, value_name = "FILE")]
    words_file: Option<PathBuf>,
}

/// Asks for three of the school's words back, so that nobody goes on without having them.
fn ask_back(context: &Context, safe: &RecoveryWords) -> Done {
    for number in safes::choose_words(&*context.machine.chance, safe) {
        let question =
            context.output.words().say_with("ask-word", &[("number", &(number + 1).to_string())]);
        if !safes::is_word(safe, number, &secrets::ask(&question)?) {
            return Err(CliError::Said(Sentence::plain("word-wrong")));
        }
    }
    Ok(())
}

impl Init {
    pub fn run(self, context: &Context) -> Done {
        let share_key = secrets::share_key(context, self.share_key.as_deref())?;
        let passphrase = secrets::new_passphrase(context)?;
        let new = NewSchool {
            name: &self.school,
            person: &self.person,
            share: &self.share,
            share_key: share_key.as_ref(),
            staff_share: &self.staff_share,
            passphrase: &passphrase,
            sample: false,
            also: &[],
        };
        init::check(&context.machine, &context.home, &new)?;
        let drawn = init::draw_words(&context.machine);
        let text = safes::page_of_words(context.output.words(), &drawn);
        match &self.words_file {
            Some(path) => safes::keep_page(&context.machine, path, &text)?,
            None if secrets::is_terminal() => {
                context.output.text(&text);
                context.output.say(&Sentence::plain("words-write-down"));
                ask_back(context, &drawn.school)?;
            }
            None => return Err(CliError::Usage(Sentence::plain("words-file-needed"))),
        }
        // The words stay where they are whatever happens now: a share that was made and whose
        // words are gone could never be mended.
        let desk = init::init(&context.machine, &context.home, &new, &drawn)?;
        sync::send_now(&desk)?;
        context.output.say(&Sentence::plain("init-done").with("school", &self.school));
        if let Some(path) = &self.words_file {
            context.output.say(&Sentence::plain("words-print").with("path", path.display()));
        }
        context.output.document(&json!({
            "device_id": desk.home.device_id(),
            "share_id": desk.home.share_id(),
        }));
        Ok(())
    }
}
