//! Parts of the page, by the titles above them: the call, lists of names, the site's own words.
//!
//! In:  lines. Out: a [`Zone`] for each, and the people of the lists. Not here: who speaks when (`headed`).

use super::draft::Person;
use super::furniture::is_furniture;
use super::header::is_operator;
use super::line::Line;
use super::roster;
use super::speaker_line::{Form, ends_sentence, speaker_line};
use super::vocabulary::Opens;

/// A line longer than so many bytes is prose, whatever ends it.
const LONG: usize = 100;

/// A line of a paragraph has so many words, or more.
const FEWEST_RUNNING: usize = 7;

/// Which part of the page a line is in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Zone {
    /// The call, or what stands above it without a title.
    Call,
    /// The title of a part.
    Title(Opens),
    /// A list of those who take part.
    Roster,
    /// The site's own summary.
    Summary,
    /// A notice of the site.
    Notice,
    /// Contents, dates, page furniture.
    Heading,
}

/// The page line by line.
pub(super) struct Page {
    /// The zone of each line.
    pub(super) zones: Vec<Zone>,
    /// Everybody in the lists.
    pub(super) roster: Vec<Person>,
}

/// Divides the page at its titles; a list or a summary also ends where somebody begins to speak.
pub(super) fn divide(text: &str, lines: &[Line]) -> Page {
    let mut page = Page { zones: Vec::new(), roster: Vec::new() };
    let mut now = Zone::Call;
    let mut list = Opens::Participants;
    let mut begun = false;
    for (at, line) in lines.iter().enumerate() {
        let it = line.span.of(text);
        let next = lines.get(at + 1).map_or("", |next| next.span.of(text));
        if let Some(opens) = title(it) {
            page.zones.push(Zone::Title(opens));
            begun |= opens == Opens::Prepared;
            (now, list) = (below(opens), opens);
            continue;
        }
        if is_furniture(it) {
            page.zones.push(Zone::Heading);
            // The length of the call stands behind it.
            if begun && it.to_lowercase().starts_with("duration:") {
                now = Zone::Heading;
            }
            continue;
        }
        if !begun && speaks(it, next, now) {
            (now, begun) = (Zone::Call, true);
        }
        // Behind the call, what stands apart in the list is no title of anybody.
        let apart = begun && line.after_blank && speaker_line(it).is_none();
        if now == Zone::Roster && !apart {
            roster::add(it, list, &mut page.roster);
        }
        page.zones.push(now);
    }
    page
}

/// What the title of a part opens; notices may go on behind their first words.
fn title(line: &str) -> Option<Opens> {
    let notice = ["Should you invest", "Read Next", "Where to invest $"];
    Opens::by_title(line)
        .or_else(|| notice.iter().any(|start| line.starts_with(start)).then_some(Opens::Notice))
}

fn below(title: Opens) -> Zone {
    match title {
        Opens::Prepared | Opens::Qa => Zone::Call,
        Opens::Executives | Opens::Analysts | Opens::Participants => Zone::Roster,
        Opens::Summary => Zone::Summary,
        Opens::Heading => Zone::Heading,
        Opens::Notice => Zone::Notice,
    }
}

/// Does somebody begin to speak with this line?
fn speaks(line: &str, next: &str, now: Zone) -> bool {
    let Some(found) = speaker_line(line) else { return false };
    // Names in lists stand in the same forms; in summaries the operator alone tells the call.
    let plain = match now {
        Zone::Call | Zone::Roster => true,
        _ => found.form == Form::Marked || is_operator(found.name),
    };
    let said = if found.said.is_empty() { next } else { found.said };
    plain && (is_prose(said) || is_running(said))
}

/// Is this a line of a paragraph that goes on below: many words, at least half of them small?
fn is_running(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let small = line.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
    words >= FEWEST_RUNNING && small.saturating_mul(2) >= words
}

/// Is this a sentence, or more?
pub(super) fn is_prose(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let ended = ends_sentence(line) || line.ends_with(['?', '!', '\u{2026}', '"', '\u{201d}']);
    ended && words > 1 || line.len() > LONG
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // lines                                                                       expected
        ("Acme|Contents:|Prepared Remarks|Call Participants|Prepared Remarks:|Operator|Hello there.", "CTTTTCC"),
        ("Executives|Jane Roe - CFO|Operator|Good day, everyone.",                      "TRCC"),
        ("Executives|Jane Roe|Chief Financial Officer, Acme Inc.|Operator|Good day.",    "TRRCC"),
        ("Takeaways|Sales rose 5%.|Operator: Good day, everyone.",                      "TSC"),
        ("Takeaways|Net Sales: They rose.|Jane Roe: They rose.",                        "TSS"),
        ("Prepared Remarks:|Operator|Hello there.|Duration: 5 minutes|Call participants:|Jane Roe -- CFO|More", "TCCHTRR"),
        ("Executives|Jane Roe - CFO|Operator|Good day to all of you, and welcome to|our call.", "TRCCC"),
        ("Executives|Jane Roe|Senior Vice President of Sales and Head of the Larch Group|John Doe", "TRRR"),
        ("Read Next|Buy more of us.",                                                   "TN"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            let text = given.replace('|', "\n");
            let shown: String = divide(&text, &lines(&text))
                .zones
                .iter()
                .map(|zone| match zone {
                    Zone::Call => 'C',
                    Zone::Title(_) => 'T',
                    Zone::Roster => 'R',
                    Zone::Summary => 'S',
                    Zone::Notice => 'N',
                    Zone::Heading => 'H',
                })
                .collect();
            assert_eq!(shown, *expected, "given: {given}");
        }
    }
}
