//! E-mail by the school's own server: SMTP (RFC 5321), by `lettre`. Never says whom it is about;
//! whoever writes the letter sees to that.

use std::fmt;
use std::sync::Mutex;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Address, Message, SmtpTransport, Transport};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::domain::{Says, Sentence};

/// A server that says nothing for so long is not there.
const PATIENCE: Duration = Duration::from_secs(20);

/// How the line to the server is kept from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte, mostly on port 465.
    Tls,
    /// TLS after a word in the clear, mostly on port 587; nothing is sent without it.
    Starttls,
    /// In the clear: for a server on this computer, or in this building, that asks for no password.
    None,
}

impl std::str::FromStr for Security {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "tls" => Ok(Self::Tls),
            "starttls" => Ok(Self::Starttls),
            "none" => Ok(Self::None),
            _ => Err("tls, starttls, none".to_owned()),
        }
    }
}

/// The school's server for e-mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailServer {
    pub server: String,
    pub port: u16,
    pub security: Security,
    /// The address that stands as the sender.
    pub from: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
}

/// Something to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub text: String,
}

/// Without whom it is for: a log must not hold a name.
impl fmt::Debug for Letter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a letter of {} bytes", self.text.len())
    }
}

/// It was not sent, or nobody knows whether it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PostError {
    #[error("not an address for e-mail")]
    Address,
    #[error("a password would go in the clear")]
    InTheClear,
    #[error("no password for the mail server")]
    NoPassword,
    #[error("the mail server refused it: {detail}")]
    Refused { detail: String },
    #[error("the mail server cannot be reached: {detail}")]
    Unreachable { detail: String },
}

impl Says for PostError {
    fn says(&self) -> Sentence {
        match self {
            Self::Address => Sentence::plain("mail-address"),
            Self::InTheClear => Sentence::plain("mail-in-the-clear"),
            Self::NoPassword => Sentence::plain("mail-no-password"),
            Self::Refused { detail } => Sentence::plain("mail-refused").with("detail", detail),
            Self::Unreachable { detail } => {
                Sentence::plain("mail-unreachable").with("detail", detail)
            }
        }
    }
}

/// Whether something can be an address for e-mail at all.
pub fn check_address(text: &str) -> Result<(), PostError> {
    text.parse::<Address>().map(|_| ()).map_err(|_| PostError::Address)
}

impl MailServer {
    /// Refuses what could never be sent by, or would give a password away.
    pub fn check(&self) -> Result<(), PostError> {
        check_address(&self.from)?;
        if self.security == Security::None && self.user.is_some() {
            return Err(PostError::InTheClear);
        }
        Ok(())
    }
}

/// What sends letters.
pub trait Post: Send + Sync + fmt::Debug {
    fn send(&self, letter: &Letter) -> Result<(), PostError>;
}

/// The school's server.
pub struct SmtpPost {
    server: MailServer,
    password: Option<Zeroizing<String>>,
}

impl fmt::Debug for SmtpPost {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "post by {}:{}", self.server.server, self.server.port)
    }
}

impl SmtpPost {
    pub fn new(server: MailServer, password: Option<Zeroizing<String>>) -> Result<Self, PostError> {
        server.check()?;
        if server.user.is_some() && password.is_none() {
            return Err(PostError::NoPassword);
        }
        Ok(Self { server, password })
    }

    fn transport(&self) -> Result<SmtpTransport, PostError> {
        let server = &self.server;
        let tls = || {
            TlsParameters::new(server.server.clone())
                .map_err(|error| PostError::Unreachable { detail: error.to_string() })
        };
        let mut builder = SmtpTransport::builder_dangerous(&server.server)
            .port(server.port)
            .timeout(Some(PATIENCE))
            .tls(match server.security {
                Security::Tls => Tls::Wrapper(tls()?),
                Security::Starttls => Tls::Required(tls()?),
                Security::None => Tls::None,
            });
        if let (Some(user), Some(password)) = (&server.user, &self.password) {
            let credentials = Credentials::new(user.clone(), password.as_str().to_owned());
            builder = builder.credentials(credentials);
        }
        Ok(builder.build())
    }
}

fn mailbox(text: &str) -> Result<Mailbox, PostError> {
    Ok(Mailbox::new(None, text.parse().map_err(|_| PostError::Address)?))
}

impl Post for SmtpPost {
    fn send(&self, letter: &Letter) -> Result<(), PostError> {
        let message = Message::builder()
            .from(mailbox(&self.server.from)?)
            .to(mailbox(&letter.to)?)
            .subject(letter.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone())
            .map_err(|error| PostError::Refused { detail: error.to_string() })?;
        match self.transport()?.send(&message) {
            Ok(_) => Ok(()),
            Err(error) if error.is_response() || error.status().is_some() => {
                Err(PostError::Refused { detail: error.to_string() })
            }
            Err(error) => Err(PostError::Unreachable { detail: error.to_string() }),
        }
    }
}

/// Keeps letters instead of sending them; refuses all where the server is away.
#[derive(Debug, Default)]
pub struct MemoryPost {
    pub sent: Mutex<Vec<Letter>>,
    pub is_away: std::sync::atomic::AtomicBool,
}

impl Post for MemoryPost {
    fn send(&self, letter: &Letter) -> Result<(), PostError> {
        check_address(&letter.to)?;
        if self.is_away.load(std::sync::atomic::Ordering::Relaxed) {
            return Err(PostError::Unreachable { detail: "away".to_owned() });
        }
        let mut sent = self.sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        sent.push(letter.clone());
        Ok(())
    }
}
