//! Any text: quantities whose spans are pieces of it, in order, and which read the same again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tickmark::quantity::scan;

fuzz_target!(|text: &str| {
    let found = scan(text);
    let mut end = 0;
    for quantity in &found.quantities {
        assert!(quantity.span.start >= end && !quantity.span.is_empty(), "{:?}", quantity.span);
        end = quantity.span.end;
        assert!(text.get(quantity.span.start..end).is_some(), "cuts a character");
        assert!(quantity.low <= quantity.high, "{quantity:?}");
        assert!(quantity.resolution >= Default::default(), "{quantity:?}");
    }
    for skipped in &found.skipped {
        assert!(text.get(skipped.span.start..skipped.span.end).is_some_and(|it| !it.is_empty()));
    }
});
