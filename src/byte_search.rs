//! The first byte of a kind, looked for in many bytes at a time.
//!
//! In:  bytes, and which ones are wanted. Out: a place. Not here: words and phrases (`transcript/any_of.rs`).
//!
//! For up to three bytes there is `memchr`; this is for kinds of more.

/// Bytes that are looked at together: no one of them ends the look at the others, so that the machine takes them side by side.
const TOGETHER: usize = 64;

/// Where the first byte stands that is wanted.
pub(crate) fn first_byte(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let mut before = 0;
    for block in bytes.chunks(TOGETHER) {
        if block.iter().fold(false, |any, byte| any | wanted(*byte)) {
            let place = block.iter().position(|byte| wanted(*byte))?;
            return Some(before + place);
        }
        before += block.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_one_is_found_wherever_it_stands() {
        let digit = |byte: u8| byte.is_ascii_digit();
        for length in [0, 1, 63, 64, 65, 200] {
            let mut bytes = vec![b'x'; length];
            assert_eq!(first_byte(&bytes, digit), None);
            for place in (0..length).rev() {
                bytes[place] = b'7';
                assert_eq!(first_byte(&bytes, digit), Some(place), "of {length}");
            }
        }
    }
}
