//! Six words (66 bits) that a newcomer and the approver compare: whoever wants to slip another
//! key under the same words has to try 2^66 times scrypt.

use bip39::Language;
use scrypt::Params;

use super::SealError;
use crate::wire::{DeviceCard, to_cbor};

const WORDS: usize = 6;
const LOG_COST: u8 = 17;

/// The six words of a card on the share with this root key.
pub fn six_words(card: &DeviceCard, root_public_key: &[u8; 32]) -> [&'static str; WORDS] {
    let shown = to_cbor(&(
        "sayso joining 1",
        card.share_id.as_str(),
        serde_bytes::Bytes::new(root_public_key),
        serde_bytes::Bytes::new(&card.verifying_key),
        card.recipient.as_str(),
        card.name.as_str(),
        card.role,
    ));
    let params = Params::new(LOG_COST, 8, 1, 32).expect("the cost is within scrypt's limits");
    let mut digest = [0; 9];
    scrypt::scrypt(&shown, card.share_id.as_str().as_bytes(), &params, &mut digest)
        .expect("nine bytes are a valid length");
    let list = Language::English.word_list();
    // Eleven bits a word, from the front; the last six bits of the nine bytes are left over.
    let bits = digest.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    std::array::from_fn(|word| list[(bits >> (72 - 11 * (word + 1))) as usize & 0x7ff])
}

/// Whether somebody typed these words: any case, spaces or hyphens between them.
pub fn typed_words_fit(typed: &str, words: &[&str; WORDS]) -> Result<(), SealError> {
    let typed: Vec<String> = typed
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if typed == words { Ok(()) } else { Err(SealError::NotWords) }
}
