//! Telling somebody that something waits: on the screen of their own computer, and by e-mail.
//! What is told is that it waits, for how long, and where to open it; never whom it is about, nor
//! a word of it.

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use zeroize::Zeroizing;

use super::{ActError, Desk};
use crate::domain::overdue::Waits;
use crate::platform::post::SmtpPost;
use crate::platform::screen::SystemScreen;
use crate::platform::{Letter, MailServer, Post, Screen, fs};
use crate::store::Home;
use crate::words::{Language, Words};

const PASSWORD_FILE: &str = "mail.password";

/// What somebody can be told by.
#[derive(Debug, Clone)]
pub struct Means {
    pub screen: Arc<dyn Screen>,
    pub post: Option<Arc<dyn Post>>,
    /// Where the school stands.
    pub zone: TimeZone,
}

impl Means {
    /// The system's own screen, and the mail server of this home's settings. One that cannot be
    /// used is told of, and the screen is left.
    pub fn of(home: &Home) -> (Self, Option<ActError>) {
        let (post, trouble) = match post(home) {
            Ok(post) => (post, None),
            Err(error) => (None, Some(error)),
        };
        let zone = TimeZone::system();
        (Self { screen: Arc::new(SystemScreen), post, zone }, trouble)
    }
}

fn post(home: &Home) -> Result<Option<Arc<dyn Post>>, ActError> {
    let Some(server) = home.settings.mail.clone() else { return Ok(None) };
    let password = home.secret(PASSWORD_FILE)?;
    let password = password.and_then(|bytes| {
        let text = std::str::from_utf8(&bytes).ok()?;
        Some(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
    });
    Ok(Some(Arc::new(SmtpPost::new(server, password)?)))
}

/// Sets by which server this computer sends e-mail, and the password for it.
pub fn set_mail(
    desk: &mut Desk,
    server: MailServer,
    password: Option<&str>,
) -> Result<(), ActError> {
    // Refused before anything is written.
    SmtpPost::new(server.clone(), password.map(|text| Zeroizing::new(text.to_owned())))?;
    let home = &mut desk.home;
    let path = home.folder.join(PASSWORD_FILE);
    match password {
        Some(password) => fs::replace_private(home.fs(), &path, password.as_bytes())?,
        None if home.fs().size(&path)?.is_some() => home.fs().remove(&path)?,
        None => {}
    }
    Ok(home.change_settings(|settings| settings.mail = Some(server))?)
}

/// No e-mail is sent from this computer any more.
pub fn remove_mail(desk: &mut Desk) -> Result<(), ActError> {
    let home = &mut desk.home;
    home.change_settings(|settings| settings.mail = None)?;
    let path = home.folder.join(PASSWORD_FILE);
    if home.fs().size(&path)?.is_some() {
        home.fs().remove(&path)?;
    }
    Ok(())
}

/// Sends a letter that says only that it came.
pub fn try_mail(desk: &Desk, to: &str) -> Result<(), ActError> {
    let post = post(&desk.home)?.ok_or(ActError::NoMailServer)?;
    let words = Words::new(Language::English);
    let letter = Letter {
        to: to.to_owned(),
        subject: words.say("told-trial"),
        text: words.say("told-trial-text"),
    };
    Ok(post.send(&letter)?)
}

/// What one person is told at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    pub count: usize,
    /// How long the first of them has waited.
    pub waited: Duration,
    /// The most pressing of them.
    pub waits: Waits,
    /// Whether the person can open it on their own computer, or has to ask somebody.
    pub can_open: bool,
}

impl Telling {
    /// Title and text, for a screen and for a letter alike.
    pub fn worded(&self) -> (String, String) {
        let words = Words::new(Language::English);
        let count = i64::try_from(self.count).unwrap_or(i64::MAX);
        let title = match self.waits {
            Waits::Urgent | Waits::Worry => "told-worry",
            Waits::Entry => "told-entry",
        };
        let minutes = i64::try_from(self.waited.as_secs() / 60).unwrap_or(i64::MAX);
        let waited = match minutes {
            ..120 => words.say_count("told-minutes", minutes, &[]),
            120..2880 => words.say_count("told-hours", minutes / 60, &[]),
            2880.. => words.say_count("told-days", minutes / 1440, &[]),
        };
        let place = if self.can_open { "told-open-here" } else { "told-ask" };
        (words.say_count(title, count, &[]), format!("{waited}\n{}", words.say(place)))
    }

    pub fn letter(&self, to: &str) -> Letter {
        let (subject, text) = self.worded();
        Letter { to: to.to_owned(), subject, text: format!("{text}\n") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_how_many_how_long_and_where() {
        let telling = |count, minutes: u64, waits, can_open| {
            let waited = Duration::from_secs(minutes * 60);
            Telling { count, waited, waits, can_open }.worded()
        };
        let (title, text) = telling(1, 0, Waits::Urgent, true);
        assert_eq!(title, "A worry is waiting");
        assert_eq!(
            text,
            "It came less than a minute ago.\nOpen it in Say So, on your own computer."
        );
        let (title, text) = telling(2, 34, Waits::Worry, false);
        assert_eq!(title, "2 worries are waiting");
        assert!(text.starts_with("The first has waited") || text.contains("34 minutes"), "{text}");
        assert!(text.contains("safeguarding"), "{text}");
        assert_eq!(
            telling(1, 60 * 24 * 3, Waits::Entry, true).0,
            "Something a pupil said is waiting"
        );
    }
}
