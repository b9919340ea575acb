//! Whose word decides about entries, by the keys file.

use crate::domain::DeviceId;
use crate::wire::record::BodyAddress;
use crate::wire::{KeysFile, Log, Member};

/// Whose word decides, by the keys file.
#[derive(Debug, Clone, Copy)]
pub struct Deciders<'a> {
    keys: &'a KeysFile,
}

impl<'a> Deciders<'a> {
    pub fn of(keys: &'a KeysFile) -> Self {
        Self { keys }
    }

    pub fn is_staff(self, device: &DeviceId) -> bool {
        self.keys.member(device).is_some_and(Member::is_staff)
    }

    /// The same of what destroys or hides.
    pub fn takes_away(self, log: Log, at: &BodyAddress) -> bool {
        self.keys.member(&at.device).is_some_and(|member| match log {
            Log::Daily => member.is_staff(),
            Log::Worry => member.destroyed_safely_at(at.log, at.seq),
        })
    }

    /// Whether what stands at an address decides about entries of this log: about worries only what
    /// was said by somebody who kept safe when they said it.
    pub fn decides(self, log: Log, at: &BodyAddress) -> bool {
        self.keys.member(&at.device).is_some_and(|member| match log {
            Log::Daily => member.is_staff(),
            Log::Worry => member.kept_safe_at(at.log, at.seq),
        })
    }
}
