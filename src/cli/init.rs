//! `sayso init`

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use zeroize::Zeroizing;

use super::{CliError, Context, Done, secrets};
use crate::acts::init::{self, NewSchool, Safes};
use crate::acts::sync;
use crate::domain::Sentence;
use crate::platform::chance::random;
use crate::platform::fs;
use crate::seal::RecoveryWords;

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

/// The text of the three safes, a page to print.
pub fn words_text(context: &Context, safes: &Safes) -> Zeroizing<String> {
    let words = context.output.words();
    let mut text = Zeroizing::new(String::new());
    for (key, safe) in [
        ("words-school", &safes.school),
        ("words-worry", &safes.worry),
        ("words-chair", &safes.chair),
    ] {
        text.push_str(&words.say(key));
        text.push('\n');
        for line in safe.words().chunks(6) {
            text.push_str(&line.join(" "));
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

/// Asks for three of the school's words back, so that nobody goes on without having them.
fn ask_back(context: &Context, safe: &RecoveryWords) -> Done {
    let words = safe.words();
    let [first, step] = random::<2>(&*context.machine.chance);
    for turn in 0..3_usize {
        let number = (usize::from(first) + turn * (7 + usize::from(step) % 3)) % words.len();
        let question =
            context.output.words().say_with("ask-word", &[("number", &(number + 1).to_string())]);
        if secrets::ask(&question)?.to_lowercase() != words[number] {
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
        let safes = init::draw_words(&context.machine);
        let text = words_text(context, &safes);
        match &self.words_file {
            Some(path) if context.machine.fs.size(path)?.is_some() => {
                // They may be another school's, and the only ones.
                let there = Sentence::plain("words-file-there");
                return Err(CliError::Said(there.with("path", path.display())));
            }
            Some(path) => fs::replace_private(&*context.machine.fs, path, text.as_bytes())?,
            None if secrets::is_terminal() => {
                context.output.text(&text);
                context.output.say(&Sentence::plain("words-write-down"));
                ask_back(context, &safes.school)?;
            }
            None => return Err(CliError::Usage(Sentence::plain("words-file-needed"))),
        }
        // The words stay where they are whatever happens now: a share that was made and whose
        // words are gone could never be mended.
        let desk = init::init(&context.machine, &context.home, &new, &safes)?;
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
