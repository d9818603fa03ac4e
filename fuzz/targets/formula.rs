//! Any checks file of a user: checks, or an error that names the file; with them a call is checked without a fall.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tickmark::check::Checks;

const CALL: &str = "Revenue was $120 million, cost of revenue $70 million and gross profit $50 million, a gross margin of 41.7%. Segment A had revenue of $80 million, Segment B $40 million.";

fuzz_target!(|text: &str| {
    // A formula alone is most of what can be wrong in a file.
    let row = format!(
        "[[identity]]\nid = \"own\"\nfamily = \"ratio\"\nexamples = []\nformula = '''{}'''\n",
        text.replace("'''", "")
    );
    for file in [text, &row] {
        match Checks::built_in().with("own.toml", file) {
            Ok(checks) => {
                if let Ok(one) = tickmark::extract("orrin_q2_2024.txt", CALL.as_bytes()) {
                    drop(tickmark::check_with(vec![one], &checks));
                }
            }
            Err(error) => assert!(error.to_string().contains("own.toml"), "{error}"),
        }
    }
});
