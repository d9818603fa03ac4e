//! Any bytes under a name of any ending: a transcript whose passages are pieces of its text, or an error that names the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tickmark::transcript;

/// The first byte says what the file is called, as the ending decides how it is read.
const NAMES: [&str; 6] =
    ["acme_q2_2024.txt", "acme.html", "acme.json", "acme.jsonl", "acme.csv", "../Acme -- \u{202e}q2"];

fuzz_target!(|data: &[u8]| {
    let Some((choice, bytes)) = data.split_first() else { return };
    let Some(name) = NAMES.get(usize::from(*choice) % NAMES.len()) else { return };
    match transcript::read(name, bytes) {
        Ok(read) => {
            let mut end = 0;
            for passage in &read.passages {
                assert!(passage.span.start >= end, "passages overlap");
                end = passage.span.end;
                let _ = read.text.text().get(passage.span.start..passage.span.end).unwrap();
            }
        }
        Err(error) => assert!(error.to_string().contains(name), "{error}"),
    }
});
