//! Tells what Discord has signed from what others send: Ed25519 over the timestamp and the raw body.

use ed25519_dalek::ed25519::signature::MultipartVerifier as _;
use ed25519_dalek::{Signature, VerifyingKey};

/// Stands in for a signature that is none, so that all are refused after the same work. Discord never made it.
const NO_SIGNATURE: [u8; 64] = [1; 64];

/// The order of the curve's group, lowest byte first: the second half of a signature is below it.
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

/// The key with which Discord's signatures for one application are verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Reads it as the developer portal shows it: 32 bytes in hex. `None` for what is no key, or one that vouches for
    /// anything.
    pub fn read(text: &str) -> Option<Self> {
        let key = VerifyingKey::from_bytes(&bytes_of(text)?).ok()?;
        (!key.is_weak()).then_some(Self(key))
    }

    /// Whether this is the key that a text shows.
    pub fn is(&self, text: &str) -> bool {
        bytes_of(text) == Some(self.0.to_bytes())
    }

    /// Whether it vouches for a request: its two headers as they came, and its body byte by byte.
    ///
    /// The time in the request is part of what is signed and says nothing else: nobody's clock is asked.
    pub fn has_signed(&self, signature: Option<&[u8]>, timestamp: Option<&[u8]>, body: &[u8]) -> bool {
        let given = signature.and_then(|hex| std::str::from_utf8(hex).ok()).and_then(bytes_of::<64>);
        let given = given.filter(has_order).filter(|_| timestamp.is_some());
        let signature = Signature::from_bytes(given.as_ref().unwrap_or(&NO_SIGNATURE));
        let fits = self.0.multipart_verify(&[timestamp.unwrap_or_default(), body], &signature).is_ok();
        fits && given.is_some()
    }
}

/// Whether the second half is as a signature has it; another one would be refused before the work.
fn has_order(signature: &[u8; 64]) -> bool {
    signature[32..].iter().rev().lt(ORDER.iter().rev())
}

/// So many bytes in hex, and nothing else.
fn bytes_of<const N: usize>(hex: &str) -> Option<[u8; N]> {
    let digits = hex.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    // The second test of RFC 8032: one byte is signed.
    const KEY: &str = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    const SIGNATURE: &str = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    #[test]
    fn what_the_standard_signs_is_signed_and_nothing_near_it() {
        let key = PublicKey::read(KEY).unwrap();
        let signed = |signature: &str, timestamp: &[u8], body: &[u8]| {
            key.has_signed(Some(signature.as_bytes()), Some(timestamp), body)
        };
        assert!(signed(SIGNATURE, b"", b"\x72"));
        assert!(signed(&SIGNATURE.to_uppercase(), b"\x72", b""), "where the time ends is Discord's business");
        assert!(!signed(SIGNATURE, b"", b"\x73"));
        assert!(!signed(SIGNATURE, b"1", b"\x72"));
        assert!(!key.has_signed(Some(SIGNATURE.as_bytes()), None, b"\x72"));
        assert!(!key.has_signed(None, Some(b""), b"\x72"));
        for odd in ["", "zz", &SIGNATURE[2..], &format!("{SIGNATURE}00"), &"f".repeat(128), &"é".repeat(64)] {
            assert!(!signed(odd, b"", b"\x72"), "{odd}");
        }
    }

    #[test]
    fn what_is_no_key_is_none() {
        assert!(PublicKey::read(KEY).is_some_and(|key| key.is(&KEY.to_uppercase()) && !key.is(SIGNATURE)));
        let weak = format!("01{}", "00".repeat(31));
        for odd in ["", "sesame", &KEY[2..], &format!("{KEY}0a"), &"zz".repeat(32), &weak] {
            assert_eq!(PublicKey::read(odd), None, "{odd}");
        }
    }
}
