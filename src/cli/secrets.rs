//! Passphrases and words: from a file, or asked on a terminal; never an argument.

use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

use zeroize::Zeroizing;

use super::{CliError, Context};
use crate::acts::ActError;
use crate::domain::Sentence;
use crate::share::BucketKey;

const SECRET_LIMIT_BYTES: u64 = 16 * 1024;

/// A secret file's text without its last line end.
pub fn from_file(context: &Context, path: &Path) -> Result<Zeroizing<String>, CliError> {
    let bytes = Zeroizing::new(context.machine.fs.read(path, SECRET_LIMIT_BYTES)?);
    let text = std::str::from_utf8(&bytes).map_err(|_| {
        CliError::Said(Sentence::plain("secret-not-text").with("path", path.display()))
    })?;
    let text = text.strip_suffix('\n').unwrap_or(text);
    Ok(Zeroizing::new(text.strip_suffix('\r').unwrap_or(text).to_owned()))
}

/// The passphrase of this computer's person.
pub fn passphrase(context: &Context) -> Result<Zeroizing<String>, CliError> {
    if let Some(path) = &context.passphrase_file {
        return from_file(context, path);
    }
    ask_hidden(context, "ask-passphrase")
}

/// A new passphrase, asked twice.
pub fn new_passphrase(context: &Context) -> Result<Zeroizing<String>, CliError> {
    if let Some(path) = &context.passphrase_file {
        return from_file(context, path);
    }
    let first = ask_hidden(context, "ask-new-passphrase")?;
    let again = ask_hidden(context, "ask-passphrase-again")?;
    if *first == *again {
        Ok(first)
    } else {
        Err(CliError::Said(Sentence::plain("passphrases-differ")))
    }
}

/// What opens a share's bucket, from a file.
pub fn share_key(context: &Context, path: Option<&Path>) -> Result<Option<BucketKey>, CliError> {
    let Some(path) = path else { return Ok(None) };
    let bytes = Zeroizing::new(context.machine.fs.read(path, BucketKey::LIMIT_BYTES)?);
    match BucketKey::decode(&bytes) {
        Some(key) => Ok(Some(key)),
        None => Err(ActError::NoBucketKey.into()),
    }
}

pub fn is_terminal() -> bool {
    std::io::stdin().is_terminal()
}

fn ask_hidden(context: &Context, key: &str) -> Result<Zeroizing<String>, CliError> {
    if !is_terminal() {
        return Err(CliError::Usage(Sentence::plain("passphrase-file-needed")));
    }
    let prompt = format!("{} ", context.output.words().say(key));
    rpassword::prompt_password(prompt)
        .map(Zeroizing::new)
        .map_err(|_| CliError::Usage(Sentence::plain("passphrase-file-needed")))
}

/// A line typed on the terminal.
pub fn ask(question: &str) -> Result<String, CliError> {
    let mut to = std::io::stderr();
    let _ = write!(to, "{question} ");
    let _ = to.flush();
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|_| CliError::Usage(Sentence::plain("passphrase-file-needed")))?;
    Ok(line.trim().to_owned())
}
