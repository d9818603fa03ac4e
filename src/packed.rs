//! A call with its facts as bytes that leave the process, so that its checks can be run elsewhere.
//!
//! In:  an [`Extraction`]. Out: bytes, and from them what checks and key figures need of it. Not here: bytes that stay within a run (`spill/`).
//!
//! The bytes begin with the version that packed them, and only that version reads them: which reasons and labels there are
//! changes with the rules, so calls of two versions are not checked against each other in silence.

use crate::spill::{Reasons, call, packed_call};
use crate::{Error, Extraction};

const MARK: &[u8] = concat!("tickmark ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();

impl Extraction {
    /// The call and its facts as bytes.
    ///
    /// ```
    /// use tickmark::Extraction;
    ///
    /// let call = tickmark::extract("acme.txt", b"Revenue was $12 million.")?;
    /// let elsewhere = Extraction::from_packed(&call.packed()?)?;
    /// assert_eq!((&elsewhere.call, &elsewhere.facts), (&call.call, &call.facts));
    /// # Ok::<(), tickmark::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Packed`] when the call is too large: more than 4 GB of facts.
    pub fn packed(&self) -> Result<Vec<u8>, Error> {
        let packed = packed_call(self).map_err(|error| Error::Packed { source: error })?;
        Ok([MARK, &packed].concat())
    }

    /// The call and its facts out of [`packed`](Self::packed) bytes; text, numerals and translations are not in them.
    ///
    /// # Errors
    /// [`Error::Packed`] when the bytes are none of this version.
    pub fn from_packed(bytes: &[u8]) -> Result<Self, Error> {
        let of = concat!("not packed by tickmark ", env!("CARGO_PKG_VERSION"));
        let packed = bytes.strip_prefix(MARK).ok_or_else(|| std::io::Error::other(of));
        packed
            .and_then(|bytes| call(bytes, &mut Reasons::default()))
            .map_err(|error| Error::Packed { source: error })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bytes_of_this_version_are_read() {
        let one = crate::extract("acme.txt", b"Revenue was $12 million, up 4%.").unwrap();
        let packed = one.packed().unwrap();
        assert_eq!(Extraction::from_packed(&packed).unwrap().facts, one.facts);
        let other = [b"tickmark 0.0.1\n", &packed[MARK.len()..]].concat();
        for (given, expected) in [
            (&b""[..], "not packed by"),
            (&other, "not packed by"),
            (&packed[..packed.len() - 1], ""),
            (&packed[..MARK.len() + 2], ""),
        ] {
            let error = Extraction::from_packed(given).unwrap_err().to_string();
            assert!(error.contains(expected), "given: {given:?}: {error}");
        }
    }
}
