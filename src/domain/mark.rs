//! A nameless mark: says that somebody answered a round and then had their data deleted, but not who it was.

use rand::Rng;
use sha2::{Digest as _, Sha256};

use super::ids::MemberId;

/// What the marks of one round are made with; without it a mark says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkKey([u8; 32]);

impl MarkKey {
    /// Draws the key of a round.
    pub fn draw(rng: &mut impl Rng) -> Self {
        let mut key = [0; 32];
        rng.fill_bytes(&mut key);
        Self(key)
    }

    /// The key that was stored.
    pub fn stored(key: [u8; 32]) -> Self {
        Self(key)
    }

    /// What is stored.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The mark of a member in the key's round.
    pub fn mark(&self, member: MemberId) -> [u8; 32] {
        Sha256::new().chain_update(self.0).chain_update(member.0.to_be_bytes()).finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng as _;

    #[test]
    fn a_mark_belongs_to_one_member_and_one_key() {
        let mut rng = rand::rngs::StdRng::seed_from_u64(7);
        let (one, other) = (MarkKey::draw(&mut rng), MarkKey::draw(&mut rng));

        assert_eq!(one.mark(MemberId(7)), MarkKey::stored(*one.bytes()).mark(MemberId(7)));
        assert_ne!(one.mark(MemberId(7)), one.mark(MemberId(8)));
        assert_ne!(one.mark(MemberId(7)), other.mark(MemberId(7)));
    }
}
