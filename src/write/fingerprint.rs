//! All that outputs are made from, in one value.

use std::hash::{Hash, Hasher};

use sha2::{Digest, Sha256};

/// Names everything that outputs are made of, the program among it: those with one fingerprint are the same outputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildFingerprint(String);

impl BuildFingerprint {
    /// The fingerprint of what this program makes of `inputs`; none where the program can't be told from another.
    ///
    /// Another build of the program is another one, even of the same version: its file has another size or time.
    pub fn of(inputs: &impl Hash) -> Option<Self> {
        let program = std::env::current_exe().and_then(std::fs::metadata).ok()?;
        let mut hash = Sha(Sha256::new());
        (env!("CARGO_PKG_VERSION"), program.len(), program.modified().ok()?).hash(&mut hash);
        inputs.hash(&mut hash);
        Some(Self(hash.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// One that was kept, from its text.
    pub fn parse(text: &str) -> Option<Self> {
        let is_hex = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex.then(|| Self(text.to_owned()))
    }

    /// Its text, as it is kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// SHA-256 for what is derived as [`Hash`].
struct Sha(Sha256);

impl Hasher for Sha {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.clone().finalize().iter().take(8).fold(0, |short, byte| short << 8 | u64::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_input_counts() {
        let of = |inputs: &[&str]| BuildFingerprint::of(&inputs).expect("a program");
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        for other in [&["a"][..], &["ab"], &["b", "a"], &["a", "b", ""]] {
            assert_ne!(of(&["a", "b"]), of(other), "{other:?}");
        }
    }
}
