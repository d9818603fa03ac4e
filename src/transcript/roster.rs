//! Lists of those who take part in the call.
//!
//! In:  a line of such a list and its title. Out: [`Person`]s. Not here: who speaks when (`headed`).

use super::draft::Person;
use super::header::{dashed, is_role};
use super::speaker_line::{is_speaker, name_and_role};
use super::turn::SpeakerKind;
use super::vocabulary::{Cue, Opens};

/// Adds what a line of the list says; a line without a name is the title of whom the line before named.
pub(super) fn add(line: &str, list: Opens, roster: &mut Vec<Person>) {
    let bare = line.trim_matches('*').trim();
    if let Some((name, role)) = entry(bare) {
        let role = role.map(str::to_owned);
        roster.push(Person { name: name.to_owned(), kind: kind(list, role.as_deref()), role });
    } else if let Some(last) = roster.last_mut()
        && last.role.is_none()
        && bare.starts_with(char::is_uppercase)
    {
        last.kind = kind(list, Some(bare));
        last.role = Some(bare.to_owned());
    }
}

/// `Jane Roe - CFO`, `Jane Roe, CFO`, and `Chief Financial Officer \u{2014} Jane Roe`.
fn entry(line: &str) -> Option<(&str, Option<&str>)> {
    let header = dashed(line);
    if let Some(name) = header.role.filter(|name| is_role(header.name) && is_speaker(name)) {
        return Some((name, Some(header.name)));
    }
    name_and_role(line)
}

/// What the list tells, else the title.
fn kind(list: Opens, role: Option<&str>) -> SpeakerKind {
    let role = role.unwrap_or_default();
    match list {
        Opens::Executives => SpeakerKind::Executive,
        Opens::Analysts => SpeakerKind::Analyst,
        _ if Cue::AnalystTitle.is_in(role) => SpeakerKind::Analyst,
        // `Larch Securities -- Managing Director` may ask.
        _ if Cue::CorporateTitle.is_in(role) && dashed(role).role.is_none() => {
            SpeakerKind::Executive
        }
        _ => SpeakerKind::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&str, Opens, &str)] = &[
        // lines                                          list                  expected
        ("Jane Roe - CFO|John Doe - CEO",                 Opens::Executives,    "Jane Roe/CFO/executive John Doe/CEO/executive"),
        ("Jane Roe \u{2013} Larch Securities",            Opens::Analysts,      "Jane Roe/Larch Securities/analyst"),
        ("Jane Roe|Acme Corp - CFO|John Doe",             Opens::Executives,    "Jane Roe/Acme Corp - CFO/executive John Doe/-/executive"),
        ("Jane Roe, Chief Financial Officer",             Opens::Executives,    "Jane Roe/Chief Financial Officer/executive"),
        ("Chief Financial Officer \u{2014} Jane Roe",     Opens::Participants,  "Jane Roe/Chief Financial Officer/executive"),
        ("Jane Roe -- Larch -- Analyst",                  Opens::Participants,  "Jane Roe/Larch -- Analyst/analyst"),
        ("More analysis|All transcripts",                 Opens::Participants,  ""),
    ];

    #[test]
    fn table() {
        for (given, list, expected) in TABLE {
            let mut roster = Vec::new();
            for line in given.split('|') {
                add(line, *list, &mut roster);
            }
            let shown: Vec<String> = roster
                .iter()
                .map(|it| {
                    format!(
                        "{}/{}/{}",
                        it.name,
                        it.role.as_deref().unwrap_or("-"),
                        it.kind.as_str()
                    )
                })
                .collect();
            assert_eq!(shown.join(" "), *expected, "given: {given}");
        }
    }
}
