//! Places in a text as JavaScript counts them.
//!
//! In:  byte offsets. Out: offsets in UTF-16 units. Not here: what stands there.

/// A place in a text, moved from one asked-for offset to the next.
pub(super) struct Offsets<'a> {
    text: &'a str,
    byte: usize,
    units: usize,
}

impl<'a> Offsets<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, byte: 0, units: 0 }
    }

    /// The units before `byte`. Costs as much as the way from the last one asked for, so that a long text is not counted again for each of its figures.
    pub(super) fn units(&mut self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let between = |from: usize, to: usize| {
            self.text.get(from..to).map_or(0, |text| text.encode_utf16().count())
        };
        self.units = if byte < self.byte {
            self.units.saturating_sub(between(byte, self.byte))
        } else {
            self.units.saturating_add(between(self.byte, byte))
        };
        self.byte = byte;
        self.units
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forwards_and_backwards() {
        let text = "a億𝄞b";
        let mut offsets = Offsets::new(text);
        #[rustfmt::skip]
        let table = [
            // byte  units
            (0,      0),
            (4,      2),
            (8,      4),
            (1,      1),
            (99,     5),
            (4,      2),
        ];
        for (byte, units) in table {
            assert_eq!(offsets.units(byte), units, "given: {byte}");
        }
    }
}
