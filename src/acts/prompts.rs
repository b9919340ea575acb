//! Sentences of the pupils' screens as somebody whom they know says or signs them, in any language.

use std::path::Path;

use zeroize::Zeroizing;

use super::{ActError, Desk, own, record};
use crate::domain::{MediaType, Spoken};
use crate::store::{self, Home};
use crate::wire::{Hash, OwnForm, OwnKind};
use crate::words::{Language, Words};

/// What was recorded of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    pub spoken: Spoken,
    pub is_video: bool,
}

/// A sentence of the screens that can be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    pub key: String,
    /// In English.
    pub text: String,
    pub recorded: Vec<Recorded>,
}

/// The sentences of the pupils' screens, with what stands of each. One with a name or a number in
/// it is another each time, and cannot be recorded.
pub fn all(desk: &Desk) -> Result<Vec<Prompt>, ActError> {
    let words = Words::new(Language::English);
    let things = own::all(desk)?;
    let prompts = Words::pupils_sentences().into_iter().map(|key| {
        let of_key =
            things.iter().filter(|thing| thing.kind == OwnKind::Prompt && thing.name == key);
        let mut recorded: Vec<Recorded> = of_key
            .filter_map(|thing| {
                let is_video = thing.medium.as_ref()?.form == OwnForm::Video;
                Some(Recorded { spoken: thing.spoken?, is_video })
            })
            .collect();
        recorded.sort_by_key(|one| one.spoken);
        Prompt { text: words.say(&key), key, recorded }
    });
    Ok(prompts.collect())
}

fn check_key(key: &str) -> Result<(), ActError> {
    match Words::pupils_sentences().iter().any(|known| known == key) {
        true => Ok(()),
        false => Err(ActError::NoPrompt { key: key.to_owned() }),
    }
}

/// Gives a recording of a sentence to every tablet, in the place of the one in that language. Gives
/// whether it is a video.
pub fn add(desk: &Desk, key: &str, media: &Path, spoken: Spoken) -> Result<bool, ActError> {
    own::check_may_tell(desk)?;
    check_key(key)?;
    let medium = record::bring(desk.home.fs(), media)?;
    let form = match medium.media_type {
        MediaType::Video => OwnForm::Video,
        MediaType::Sound => OwnForm::Sound,
        MediaType::Jpeg | MediaType::Png => return Err(ActError::NotAPrompt),
    };
    own::put(desk, OwnKind::Prompt, key, Some(spoken), (form, &medium.bytes))?;
    Ok(form == OwnForm::Video)
}

/// Takes a recording away from every tablet.
pub fn remove(desk: &Desk, key: &str, spoken: Spoken) -> Result<(), ActError> {
    own::remove(desk, OwnKind::Prompt, key, Some(spoken))
}

/// A recording that came to this tablet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromptHere {
    pub key: String,
    pub spoken: Spoken,
    pub is_video: bool,
    blob: Hash,
}

/// Every recording that came to this tablet and is here.
pub fn here(home: &Home) -> Vec<PromptHere> {
    let things = store::own::list(home).unwrap_or_default();
    let prompts = things.into_iter().filter(|thing| thing.kind == OwnKind::Prompt);
    let here = prompts.filter_map(|thing| {
        let medium = thing.medium.filter(|medium| store::own::is_here(home, &medium.blob))?;
        Some(PromptHere {
            key: thing.name,
            spoken: thing.spoken?,
            is_video: medium.form == OwnForm::Video,
            blob: medium.blob,
        })
    });
    here.collect()
}

/// Its bytes; nothing where they went meanwhile.
pub fn open(home: &Home, prompt: &PromptHere) -> Option<Zeroizing<Vec<u8>>> {
    store::own::read(home, &prompt.blob).map(Zeroizing::new)
}

/// The recording of a sentence for somebody who wants to hear a language: in that, or else in the
/// language of the screens.
pub fn best<'a>(
    here: &'a [PromptHere],
    key: &str,
    wanted: Option<Spoken>,
    screens_tag: &str,
) -> Option<&'a PromptHere> {
    let of_key = || here.iter().filter(|prompt| prompt.key == key);
    let in_wanted = of_key().find(|prompt| Some(prompt.spoken) == wanted);
    in_wanted.or_else(|| of_key().find(|prompt| prompt.spoken.tag() == screens_tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wanted_language_comes_first_and_then_that_of_the_screens() {
        let prompt = |key: &str, tag: &str| PromptHere {
            key: key.to_owned(),
            spoken: tag.parse().unwrap(),
            is_video: false,
            blob: Hash::default(),
        };
        let here = [prompt("done", "en"), prompt("done", "pl"), prompt("back", "pl")];
        let tag = |key: &str, wanted: Option<&str>| {
            let wanted = wanted.map(|tag| tag.parse().unwrap());
            best(&here, key, wanted, "en").map(|prompt| prompt.spoken.to_string())
        };
        assert_eq!(tag("done", Some("pl")).as_deref(), Some("pl"));
        assert_eq!(tag("done", Some("ur")).as_deref(), Some("en"));
        assert_eq!(tag("done", None).as_deref(), Some("en"));
        assert_eq!(tag("back", None), None);
        assert_eq!(tag("home", Some("pl")), None);
    }

    #[test]
    fn sentences_with_a_name_in_them_cannot_be_recorded() {
        let keys = Words::pupils_sentences();
        assert!(keys.iter().any(|key| key == "read-to-me") && keys.len() > 150);
        assert!(!keys.iter().any(|key| key == "worry-read-one"));
        assert!(matches!(check_key("worry-read-one"), Err(ActError::NoPrompt { .. })));
    }
}
