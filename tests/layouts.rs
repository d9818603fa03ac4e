//! Reads an invented call in each layout: who speaks, as what, in which part, and what every other line is.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write;
use std::path::Path;

use tickmark::transcript::{PassageKind, Transcript, read};

fn call(file: &str) -> Transcript {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layouts").join(file);
    read(file, &std::fs::read(path).unwrap()).unwrap()
}

/// `line letter` of each passage: `H` names a speaker, `S` speech, `h` heading, `s` summary, `n` notice.
fn passages(call: &Transcript) -> String {
    let letter = |kind| match kind {
        PassageKind::Speech => 'S',
        PassageKind::Translation(_) => 'T',
        PassageKind::SpeakerHeader => 'H',
        PassageKind::Heading => 'h',
        PassageKind::Summary => 's',
        PassageKind::Notice => 'n',
    };
    let shown: Vec<String> =
        call.passages.iter().map(|it| format!("{}{}", it.line, letter(it.kind))).collect();
    shown.join(" ")
}

fn show(call: &Transcript) -> String {
    let or_none = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
    let period = call.period.map_or("-".to_owned(), |period| period.to_string());
    let mut shown = format!(
        "{:?}: {} ({}) {period}\n",
        call.layout,
        or_none(&call.company),
        or_none(&call.ticker)
    );
    for (index, turn) in call.turns.iter().enumerate() {
        let line = call.passages.iter().find(|it| it.turn == Some(index)).map_or(0, |it| it.line);
        let (kind, section) = (turn.kind.as_str(), turn.section.as_str());
        let (speaker, role) = (or_none(&turn.speaker), or_none(&turn.role));
        writeln!(shown, "{line} {speaker} | {role} | {kind} | {section}").unwrap();
    }
    shown + &passages(call)
}

#[rustfmt::skip]
const EXPECTED: &[(&str, &str)] = &[
    (
        "letters.txt",
        "
Headed: Mistlewood Energy (MWE) 2023-Q4
15 Operator | - | operator | prepared
18 Gideon Hartnell | Chief Executive Officer | executive | prepared
26 Sunniva Aldridge | Chief Financial Officer | executive | prepared
31 Operator | - | operator | qa
34 Casimir Boateng | Analyst | analyst | qa
37 Sunniva Aldridge | Chief Financial Officer | executive | qa
40 Casimir Boateng | Analyst | analyst | qa
1h 2h 3h 4h 6h 7h 8h 10h 11h 13h 15H 16S 18H 19S 21h 22h 23h 24h 26H 27S 29h 31H 32S 34H 35S 37H 38S 40H 41S
",
    ),
    (
        "name_only.txt",
        "
Headed: Sallowfield Instruments (SLWF) 2017-Q3
13 Operator | - | operator | prepared
17 Cordelia Vance | Investor Relations | executive | prepared
21 Ambrose Tillotson | Chief Executive Officer | executive | prepared
27 Operator | - | operator | qa
31 Bettina Kowalczyk | Ridgeway Research | analyst | qa
35 Ambrose Tillotson | Chief Executive Officer | executive | qa
39 Operator | - | operator | qa
43 Fergus Adeyemi | Harbor & Lane | analyst | qa
47 Ambrose Tillotson | Chief Executive Officer | executive | qa
51 Operator | - | operator | qa
1h 3h 5h 6h 8h 10h 11h 13H 15S 17H 19S 21H 23S 25h 27H 29S 31H 33S 35H 37S 39H 41S 43H 45S 47H 49S 51H 53S
",
    ),
    (
        "no_names.txt",
        "
Plain: Dunmore Paper (-) 2021-Q2
1 - | - | unknown | prepared
10 - | - | unknown | qa
1S 2S 3S 4S 5S 6S 7S 8S 9S 10S 11S 12S 13S 14S 15S 16S
",
    ),
    (
        "rules.txt",
        "
Headed: Wexcombe Rail (-) 2024-Q1
24 Operator | - | operator | prepared
28 Osric Bellweather | Wexcombe Rail PLC - CEO & Director | executive | prepared
35 Operator | - | operator | qa
39 Nadia Ferrante | Alder Research - Analyst | analyst | qa
43 Philippa Stroud | Wexcombe Rail PLC - CFO | executive | qa
1h 2h 4h 5h 7h 8h 9h 10h 11h 12h 13h 15h 16h 17h 18h 19h 21h 22h 23h 24H 25h 26S 27h 28H 29h 30S 32h 33h 34h 35H 36h 37S 38h 39H 40h 41S 42h 43H 44h 45S 47h 48h 49h 50n
",
    ),
    (
        "site_dashes.txt",
        "
Headed: Quillfeather Foods (QLF) 2020-Q2
13 Operator | - | operator | prepared
17 Harriet Osei-Bonsu | Chief Executive Officer | executive | prepared
25 Operator | - | operator | qa
29 Leander Pryce | Kestrel Bank -- Managing Director | analyst | qa
33 Harriet Osei-Bonsu | Chief Executive Officer | executive | qa
37 Wendeline Achebe | Senior Vice President, Supply | executive | qa
41 Operator | - | operator | qa
1h 2h 3h 5h 7h 8h 9h 11h 13H 15S 17H 19S 21S 23h 25H 27S 29H 31S 33H 35S 37H 39S 41H 43S 45h 47h 49h 51h 53h 55h 57h
",
    ),
    (
        "site_summary.txt",
        "
Headed: Brackenridge Optics (-) 2025-Q3
31 Operator | - | operator | prepared
33 Marguerite Olander | Chief Executive Officer | executive | prepared
39 Tobias Fennimore | Chief Financial Officer | executive | prepared
41 Operator | - | operator | qa
43 Priscilla Haverkamp | - | analyst | qa
45 Tobias Fennimore | Chief Financial Officer | executive | qa
47 Operator | - | operator | qa
1h 3h 5h 7h 9h 10h 12h 14h 16s 17s 19h 21s 23s 25h 27s 29h 31S 33S 35S 37S 39S 41S 43S 45S 47S 49h 51h 53n
",
    ),
    (
        "timed.txt",
        "
Headed: Pellworm Software (-) 2024-Q2
1 Operator | - | operator | prepared
4 Rosalind Eke | - | executive | prepared
7 Theo | - | executive | prepared
10 Operator | - | operator | qa
13 Ines Marchetti | - | analyst | qa
16 Rosalind Eke | - | executive | qa
19 Ines Marchetti | - | analyst | qa
22 - | - | executive | qa
25 Operator | - | operator | qa
1H 2S 4H 5S 7H 8S 10H 11S 13H 14S 16H 17S 19H 20S 22H 23S 25H 26S
",
    ),
    (
        "two_line.txt",
        "
Headed: Thornquist Marine (THQ) 2024-Q3
18 Operator | - | operator | prepared
20 Ingeborg Salter | Chief Financial Officer, Thornquist Marine Corp. | executive | prepared
32 Operator | - | operator | qa
34 Rufus Delacroix | Analyst, Pembury Securities LLC | analyst | qa
38 Ingeborg Salter | Chief Financial Officer, Thornquist Marine Corp. | executive | qa
1h 2h 3h 4h 5h 6h 7h 9h 10h 11h 13h 14h 15h 17h 18S 19h 20H 21H 22S 24h 25h 26h 27S 30h 31h 32S 33h 34H 35H 36S 37h 38H 39H 40S
",
    ),
];

#[test]
fn every_layout() {
    for (file, expected) in EXPECTED {
        assert_eq!(show(&call(file)), expected.trim(), "given: {file}");
    }
}
