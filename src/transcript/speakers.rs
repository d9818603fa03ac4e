//! Which lines in the form of a header are headers: those that the rest of the text bears out.
//!
//! In:  lines and the page's zones. Out: the header of each line that is one. Not here: forms (`speaker_line`).

use std::collections::{HashMap, HashSet};

use super::company;
use super::draft::Person;
use super::header::{is_operator, is_role, same_person};
use super::line::Line;
use super::speaker_line::{
    Form, SpeakerLine, ends_sentence, is_hidden, speaker_line, without_letter,
};
use super::turn::SpeakerKind;
use super::vocabulary::{Cue, Opens};
use super::word::words;
use super::zone::{Page, Zone, is_prose};

/// The company is named in the first so many lines, or not.
const OPENING_LINES: usize = 60;

/// A title below a name is no longer, in bytes.
const LONGEST_TITLE: usize = 110;

/// Words that titles of people have not.
const SPOKEN: &[&str] =
    &["we", "you", "i", "our", "is", "are", "was", "were", "thank", "thanks", "hello", "hi"];

/// The header of each line, `None` for other lines; `None` altogether where they are too few to tell a layout.
pub(super) fn find<'a>(
    text: &'a str,
    lines: &[Line],
    page: &Page,
) -> Option<Vec<Option<SpeakerLine<'a>>>> {
    let candidates: Vec<Option<SpeakerLine<'a>>> =
        lines.iter().enumerate().map(|(at, _)| candidate(text, lines, &page.zones, at)).collect();
    let sure = sure(text, lines, &candidates, &page.roster);
    let headers: Vec<Option<SpeakerLine<'a>>> =
        candidates.into_iter().map(|it| it.filter(|it| sure.accepts(it))).collect();
    let names: HashSet<String> = headers.iter().flatten().map(|it| key(it.name)).collect();
    let titled = page.zones.iter().any(|zone| {
        matches!(
            zone,
            Zone::Title(
                Opens::Prepared
                    | Opens::Qa
                    | Opens::Executives
                    | Opens::Analysts
                    | Opens::Participants
            )
        )
    });
    let enough = names.len() >= 2 || titled && !names.is_empty();
    enough.then_some(headers)
}

/// A name for comparison.
pub(super) fn key(name: &str) -> String {
    name.to_lowercase()
}

/// The header that line `at` may be: in the call, and with something below it.
fn candidate<'a>(
    text: &'a str,
    lines: &[Line],
    zones: &[Zone],
    at: usize,
) -> Option<SpeakerLine<'a>> {
    if zones.get(at) != Some(&Zone::Call) {
        return None;
    }
    let line = lines.get(at)?.span.of(text);
    let found = speaker_line(line)?;
    match found.form {
        Form::Marked | Form::Inline => Some(found),
        Form::Titled | Form::Comma | Form::Bare => {
            let below = following(lines, zones, at)?.span.of(text);
            // A name with a name below it stands in a list.
            let listed = speaker_line(below).is_some_and(|next| next.said.is_empty());
            (!listed || is_prose(below)).then_some(found)
        }
    }
}

/// The next line of the call, across rules.
fn following<'a>(lines: &'a [Line], zones: &[Zone], at: usize) -> Option<&'a Line> {
    let next = (at + 1..lines.len()).find(|it| zones.get(*it) != Some(&Zone::Heading))?;
    (zones.get(next) == Some(&Zone::Call)).then(|| lines.get(next)).flatten()
}

/// A title on the line below a name, and who has it by a `Q` or an `A` behind it.
pub(super) fn title_below(line: &str) -> Option<(&str, SpeakerKind)> {
    let (title, kind) = without_letter(line);
    let spoken =
        title.split_whitespace().any(|word| SPOKEN.contains(&word.to_lowercase().as_str()));
    let form = title.starts_with(char::is_uppercase)
        && title.len() <= LONGEST_TITLE
        && !title.contains(['?', '!', ':'])
        && !ends_sentence(title)
        && !spoken;
    (form && is_role(title)).then_some((title, kind))
}

/// What is known of the text's headers.
struct Sure {
    names: HashSet<String>,
    /// Forms in which at least two people are sure.
    forms: HashSet<Form>,
    announced: Announced,
}

impl Sure {
    fn accepts(&self, it: &SpeakerLine<'_>) -> bool {
        let known = it.form == Form::Marked || self.names.contains(&key(it.name));
        // Who speaks once in a form that others have: somebody must announce them, or a firm stand beside them.
        let once = matches!(it.form, Form::Titled | Form::Comma) || self.announced.names(it.name);
        known || self.forms.contains(&it.form) && once
    }
}

fn sure(
    text: &str,
    lines: &[Line],
    candidates: &[Option<SpeakerLine<'_>>],
    roster: &[Person],
) -> Sure {
    let mut said: HashMap<String, usize> = HashMap::new();
    for it in candidates.iter().flatten() {
        *said.entry(key(it.name)).or_default() += 1;
    }
    // The company stands alone on a line in titles of pages.
    let company: HashSet<String> = lines
        .iter()
        .take(OPENING_LINES)
        .filter_map(|line| company::named(line.span.of(text)))
        .map(|name| key(&name))
        .collect();
    let announced = Announced::new(lines.iter().map(|line| line.span.of(text)));
    let mut names = HashSet::new();
    let mut of_form: HashMap<Form, HashSet<String>> = HashMap::new();
    let mut after_operator = false;
    for (at, it) in candidates.iter().enumerate() {
        let Some(it) = it.as_ref().filter(|it| !company.contains(&key(it.name))) else { continue };
        let below = lines.get(at + 1).map_or("", |next| next.span.of(text));
        // Segments stand before colons too, and more than once: people are announced, or answer the operator.
        let again = said.get(&key(it.name)).is_some_and(|times| *times > 1)
            && (after_operator || announced.names(it.name));
        let sure = it.form == Form::Marked
            || is_operator(it.name)
            || is_hidden(it.name)
            || it.kind != SpeakerKind::Unknown
            || again
            || roster.iter().any(|person| same_person(&person.name, it.name))
            || it.form != Form::Bare && it.role.is_some_and(is_role)
            || it.form == Form::Bare && title_below(below).is_some();
        if sure {
            names.insert(key(it.name));
            of_form.entry(it.form).or_default().insert(key(it.name));
        }
        after_operator = is_operator(it.name);
    }
    let forms =
        of_form.into_iter().filter(|(_, names)| names.len() > 1).map(|(form, _)| form).collect();
    Sure { names, forms, announced }
}

/// First and last names in lines that announce or introduce somebody.
struct Announced(HashSet<(String, String)>);

impl Announced {
    fn new<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let cues = [Cue::Question, Cue::Operator, Cue::CorporateTitle];
        let mut pairs = HashSet::new();
        let mut before = "";
        for line in lines {
            // A name may be cut by the end of the line.
            let cut = !before.is_empty() && !before.ends_with(['.', '?', '!', ':']);
            let both = if cut { format!("{before} {line}") } else { line.to_owned() };
            before = line;
            let found = words(&both);
            let calls = |phrase: &[&str]| {
                found
                    .windows(phrase.len())
                    .any(|it| it.iter().zip(phrase).all(|(word, it)| word.folded == *it))
            };
            let announces = calls(&["over", "to"])
                || calls(&["thank", "you"])
                || calls(&["thanks"])
                || cues.iter().any(|cue| cue.find(&found).is_some());
            if !announces {
                continue;
            }
            for (at, first) in found.iter().enumerate() {
                // Middle names and initials may stand between.
                for last in found.iter().skip(at + 1).take(3) {
                    pairs.insert((first.folded.to_string(), last.folded.to_string()));
                }
            }
        }
        Self(pairs)
    }

    fn names(&self, name: &str) -> bool {
        let found = words(name);
        match (found.first(), found.last()) {
            (Some(first), Some(last)) => {
                self.0.contains(&(first.folded.to_string(), last.folded.to_string()))
            }
            _ => false,
        }
    }
}
