//! One invented call, turn by turn, and what a reading of it must say.

use tickmark::transcript::{PassageKind, Section, SpeakerKind, Transcript};

pub(crate) struct Said {
    pub(crate) name: &'static str,
    /// Title of management, firm of an analyst.
    pub(crate) role: &'static str,
    pub(crate) kind: SpeakerKind,
    pub(crate) text: &'static str,
}

const fn said(
    name: &'static str,
    role: &'static str,
    kind: SpeakerKind,
    text: &'static str,
) -> Said {
    Said { name, role, kind, text }
}

pub(crate) use SpeakerKind::{Analyst, Executive, Operator};

/// The turn with which the questions begin.
pub(crate) const FIRST_QUESTION: usize = 4;

pub(crate) const CALL: &[Said] = &[
    said(
        "Operator",
        "",
        Operator,
        "Good morning, and welcome to the Harlow Castings second quarter 2024 earnings conference call. All participants are in a listen-only mode. I would now like to turn the conference over to Marta Quillen. Please go ahead.",
    ),
    said(
        "Marta Quillen",
        "Vice President of Investor Relations",
        Executive,
        "Thank you, operator. With me are Desmond Achterberg and Ilse Fontanella. Our remarks contain forward-looking statements, and our 10-K lists what can turn out otherwise.",
    ),
    said(
        "Desmond Achterberg",
        "Chief Executive Officer",
        Executive,
        "Thank you, Marta. Revenue was $412 million, up 7% from a year ago. Note: that includes two foundries that we bought in May. As Ilse Fontanella told you in March: \"We will not chase volume.\" I turn it over to Ilse.",
    ),
    said(
        "Ilse Fontanella",
        "Chief Financial Officer",
        Executive,
        "Gross margin was 31.4%, 60 basis points better than last year. We expect revenue of $1.62 billion to $1.66 billion for the year, and capital spending of about $90 million.",
    ),
    said(
        "Operator",
        "",
        Operator,
        "We will now begin the question-and-answer session. Our first question comes from Pavel Lindqvist with Corran Securities. Please go ahead.",
    ),
    said(
        "Pavel Lindqvist",
        "Corran Securities",
        Analyst,
        "Good morning. Question: how much of the 7% was price? And is the second half any different from the first half?",
    ),
    said(
        "Desmond Achterberg",
        "Chief Executive Officer",
        Executive,
        "About 3 points of it were price. The second half will have less of it, because surcharges fall with scrap.",
    ),
    said("Pavel Lindqvist", "Corran Securities", Analyst, "Thank you. That helps."),
    said(
        "Operator",
        "",
        Operator,
        "The next question comes from Yusra Belmont with Tarn Bank. Please go ahead.",
    ),
    said(
        "Yusra Belmont",
        "Tarn Bank",
        Analyst,
        "Two things: what did the strike cost, and where does debt end the year?",
    ),
    said(
        "Ilse Fontanella",
        "Chief Financial Officer",
        Executive,
        "The strike cost $4 million in the quarter. Net debt ends the year at about 1.5 times EBITDA.",
    ),
    said(
        "Operator",
        "",
        Operator,
        "This concludes our question-and-answer session. You may now disconnect.",
    ),
];

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is wrong with the call as read, in one line; `None` when nothing is.
pub(crate) fn wrong(call: &Transcript, titled: bool) -> Option<String> {
    let shown: Vec<String> =
        call.turns.iter().map(|it| it.speaker.clone().unwrap_or_default()).collect();
    if call.turns.len() != CALL.len() {
        return Some(format!("{:?}: {} turns: {shown:?}", call.layout, call.turns.len()));
    }
    if call.period.map(|it| it.to_string()).as_deref() != Some("2024-Q2")
        || call.company.as_deref() != Some("Harlow Castings")
    {
        return Some(format!("company {:?}, period {:?}", call.company, call.period));
    }
    for (at, (turn, it)) in call.turns.iter().zip(CALL).enumerate() {
        let section = if at < FIRST_QUESTION { Section::Prepared } else { Section::Qa };
        let speech: Vec<&str> = call
            .passages
            .iter()
            .filter(|it| it.turn == Some(at) && it.kind == PassageKind::Speech)
            .map(|it| call.passage_text(it))
            .collect();
        let speaker = turn.speaker.clone().unwrap_or_default();
        if !speaker.eq_ignore_ascii_case(it.name) || turn.kind != it.kind || turn.section != section
        {
            return Some(format!(
                "turn {at}: {speaker} {:?} {:?}, expected {} {:?} {section:?}",
                turn.kind, turn.section, it.name, it.kind
            ));
        }
        let role = turn.role.clone().unwrap_or_default();
        if titled && !role.contains(it.role) {
            return Some(format!("turn {at}: role {role:?} of {speaker}, expected {:?}", it.role));
        }
        if words(&speech.join(" ")) != words(it.text) {
            return Some(format!("turn {at}: {:?}, expected {:?}", speech, it.text));
        }
    }
    None
}
