//! `sayso recover`

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::{CliError, Context, Done, secrets};
use crate::acts::{recover, sync};
use crate::domain::Sentence;
use crate::domain::worry::RecoveryKey;
use crate::seal::RecoveryWords;

#[derive(Debug, Args)]
pub struct Recover {
    /// A file with the 24 words of one safe
    #[arg(long, value_name = "FILE")]
    words_file: Option<PathBuf>,
}

/// The first 24 words that make a valid set: a file with headings, as `init` writes it, is read
/// too.
fn read_words(text: &str) -> Option<RecoveryWords> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(24).find_map(|window| RecoveryWords::parse(&window.join(" ")).ok())
}

impl Recover {
    pub fn run(self, context: &Context) -> Done {
        let text = match &self.words_file {
            Some(path) => secrets::from_file(context, path)?,
            None if secrets::is_terminal() => {
                secrets::ask(&context.output.words().say("ask-words"))?.into()
            }
            None => return Err(CliError::Usage(Sentence::plain("words-file-needed"))),
        };
        let words = read_words(&text).ok_or(crate::seal::SealError::NotWords)?;
        let passphrase = secrets::new_passphrase(context)?;
        let mut desk = context.desk("recover")?;
        let recovered = recover::recover(&mut desk, &words, &passphrase)?;
        sync::send_now(&desk)?;
        let key = match recovered.safe {
            RecoveryKey::School => "recovered",
            RecoveryKey::Worry | RecoveryKey::Chair => "recovered-worries",
        };
        context.output.say(&Sentence::plain(key).with("count", recovered.grants));
        context.output.document(&json!({ "safe": recovered.safe, "grants": recovered.grants }));
        Ok(())
    }
}
