//! Bilingual layout: doubled header lines; English paragraphs, each followed by its Chinese translation.
//!
//! In:  lines. Out: a [`Draft`] with translation pairs. Not here: whether a translation is right (`check/`).

use std::collections::HashSet;

use super::draft::Draft;
use super::header::{dashed, is_name, is_operator, is_role};
use super::line::Line;
use super::passage::PassageKind;
use super::reading::Layout;
use super::script::is_chinese;
use super::vocabulary::Opens;

/// A translated header is no longer than so many characters.
const LONGEST_NAME: usize = 40;

/// Reads the layout; `None` unless Chinese lines follow a quarter of the English ones.
pub(super) fn read(text: &str, lines: &[Line]) -> Option<Draft> {
    let chinese: Vec<bool> = lines.iter().map(|line| is_chinese(line.span.of(text))).collect();
    let pairs = chinese.windows(2).filter(|pair| matches!(pair, [false, true])).count();
    let english = chinese.iter().filter(|is| !**is).count();
    if pairs == 0 || pairs * 4 < english {
        return None;
    }
    let mut reader = Reader {
        text,
        headers: doubled_headers(text, lines),
        draft: Draft::new(Layout::Bilingual),
        english: Vec::new(),
        translated: Vec::new(),
    };
    reader.read(lines, &chinese);
    Some(reader.draft)
}

/// Lines that stand twice in a row and have the form of a name.
fn doubled_headers<'a>(text: &'a str, lines: &[Line]) -> HashSet<&'a str> {
    lines
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if a.span.of(text) == b.span.of(text) => Some(a.span.of(text)),
            _ => None,
        })
        .filter(|line| is_header_form(line))
        .collect()
}

fn is_header_form(line: &str) -> bool {
    let header = dashed(line);
    is_name(header.name) && header.role.is_none_or(|role| !role.ends_with(['.', '?', '!']))
}

struct Reader<'a> {
    text: &'a str,
    /// Header lines, by what is doubled anywhere in the text.
    headers: HashSet<&'a str>,
    draft: Draft,
    /// Passages of the run of English paragraphs that wait for a translation.
    english: Vec<usize>,
    /// Passages of the run of Chinese paragraphs behind them.
    translated: Vec<usize>,
}

impl Reader<'_> {
    fn read(&mut self, lines: &[Line], chinese: &[bool]) {
        let first_speech = self.first_speech(lines, chinese);
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let text = line.span.of(self.text);
            let is_chinese_line = |at: usize| chinese.get(at).copied().unwrap_or(false);
            let next = lines.get(at + 1).map(|next| next.span.of(self.text));
            if at < first_speech {
                self.draft.push(line, furniture(text, is_chinese_line(at)));
            } else if is_chinese_line(at) {
                self.chinese(line, text);
            } else if self.is_header(text, next, is_chinese_line(at + 1)) {
                self.pair();
                let header = dashed(text);
                self.draft.begin(header.name, Some(header.name), header.role);
                self.draft.push(line, PassageKind::SpeakerHeader);
                if next == Some(text) || self.is_translated_name(next, is_chinese_line(at + 1)) {
                    at += 1;
                    if let Some(second) = lines.get(at) {
                        self.draft.push(second, PassageKind::SpeakerHeader);
                    }
                }
            } else {
                self.english(line, text);
            }
            at += 1;
        }
        self.pair();
    }

    /// Where the call begins: at its first header, or its first English paragraph with a translation.
    fn first_speech(&self, lines: &[Line], chinese: &[bool]) -> usize {
        let header = lines.iter().position(|line| {
            let text = line.span.of(self.text);
            self.headers.contains(text) || is_operator(text)
        });
        let paragraph = chinese.windows(2).enumerate().find_map(|(at, pair)| {
            let line = lines.get(at)?.span.of(self.text);
            let second = lines.get(at + 1)?.span.of(self.text);
            let said =
                line.ends_with(['.', '?', '!']) && furniture(second, true) == PassageKind::Summary;
            (matches!(pair, [false, true]) && said && Opens::by_title(line).is_none()).then_some(at)
        });
        match (header, paragraph) {
            (Some(header), Some(paragraph)) => header.min(paragraph),
            (header, paragraph) => header.or(paragraph).unwrap_or(0),
        }
    }

    fn is_header(&self, text: &str, next: Option<&str>, chinese_next: bool) -> bool {
        if self.headers.contains(text) || is_operator(text) {
            return true;
        }
        if !is_header_form(text) || next.is_none() {
            return false;
        }
        // A header that stands once: its role tells, or the name of somebody who has a header elsewhere.
        let header = dashed(text);
        let known = self.headers.iter().any(|known| dashed(known).name == header.name);
        let titled = header.role.is_some_and(is_role);
        (known || titled) && (!chinese_next || self.is_translated_name(next, chinese_next))
    }

    /// A Chinese line without the end of a sentence, short enough for a name.
    fn is_translated_name(&self, line: Option<&str>, chinese: bool) -> bool {
        chinese
            && line.is_some_and(|line| {
                !line.contains(['。', '?', '!', ',', '?', '.'])
                    && line.chars().count() <= LONGEST_NAME
            })
    }

    fn english(&mut self, line: &Line, text: &str) {
        if !self.translated.is_empty() {
            self.pair();
        }
        // A translation that was left in English stands as the same line again.
        let repeated = self
            .english
            .last()
            .and_then(|at| self.draft.passages.get(*at))
            .is_some_and(|last| last.span.of(self.text) == text);
        self.draft.push(line, PassageKind::Speech);
        let index = self.draft.passages.len() - 1;
        if repeated {
            self.translated.push(index);
            self.pair();
        } else {
            self.english.push(index);
        }
    }

    fn chinese(&mut self, line: &Line, text: &str) {
        let notice = furniture(text, true) == PassageKind::Notice;
        if notice && (self.english.is_empty() || text.starts_with("使用警")) {
            self.draft.push(line, PassageKind::Notice);
            return;
        }
        self.draft.push(line, PassageKind::Speech);
        self.translated.push(self.draft.passages.len() - 1);
    }

    /// Pairs the waiting paragraphs with the translations behind them.
    ///
    /// Where translations are missing, the last paragraphs have them: they stand nearest. A translation too many
    /// belongs to the last paragraph; without any English paragraph in the turn it is speech.
    fn pair(&mut self) {
        let missing = self.english.len().saturating_sub(self.translated.len());
        let last = self.english.last().copied();
        let mut originals = self.english.iter().skip(missing).copied();
        for translated in &self.translated {
            if let Some(original) = originals.next().or(last)
                && let Some(passage) = self.draft.passages.get_mut(*translated)
            {
                passage.kind = PassageKind::Translation(original);
            }
        }
        self.english.clear();
        self.translated.clear();
    }
}

/// What a line before the call is.
fn furniture(line: &str, chinese: bool) -> PassageKind {
    if ["使用警", "警語", "警语", "免責聲明", "免责声明"]
        .iter()
        .any(|notice| line.starts_with(notice))
    {
        return PassageKind::Notice;
    }
    let title = Opens::by_title(line).is_some()
        || ["逐字稿", "法說會", "法说会"].iter().any(|title| line.ends_with(title));
    if title || !chinese { PassageKind::Heading } else { PassageKind::Summary }
}

#[cfg(test)]
mod tests {
    use super::super::reading::read;
    use super::*;

    /// Header, paragraph and pair of each line: `H`, `S`, `T<line>`, `h` heading, `s` summary, `n` notice.
    fn show(text: &str) -> String {
        let call = read("call.txt", text.as_bytes()).unwrap();
        assert_eq!(call.layout, Layout::Bilingual, "given: {text}");
        let line = |at: usize| call.passages.get(at).unwrap().line;
        let shown: Vec<String> = call
            .passages
            .iter()
            .map(|passage| match passage.kind {
                PassageKind::Speech => "S".to_owned(),
                PassageKind::Translation(of) => format!("T{}", line(of)),
                PassageKind::SpeakerHeader => "H".to_owned(),
                PassageKind::Heading => "h".to_owned(),
                PassageKind::Summary => "s".to_owned(),
                PassageKind::Notice => "n".to_owned(),
            })
            .collect();
        shown.join(" ")
    }

    #[rustfmt::skip]
    const TABLE: &[(&str, &str)] = &[
        // given                                                                                       expected
        ("Operator\nOperator\nWelcome.\n歡迎。\nThank you.\n謝謝。",                                      "H H S T3 S T5"),
        ("Acme Inc (ACM) 2024 Q3 法說會逐字稿\n內容摘要\n營收成長。\n完整原文\n使用警語:僅供參考\nOperator\nOperator\nHello.\n您好。",
                                                                                                        "h h s h n H H S T8"),
        ("  • Jane Roe - CFO\n\n    Jane Roe - CFO\n\n  • Sales rose.\n\n    銷售成長。",                  "H H S T5"),
        // A missing translation, then one.
        ("Operator\nOperator\nWelcome.\nGood day.\n你好。",                                              "H H S S T4"),
        // A paragraph without translation before the next header.
        ("Operator\nOperator\nWelcome.\n欢迎。\nGo ahead.\nJane Roe\nJane Roe\nThanks.\n谢谢。",          "H H S T3 S H H S T8"),
        // A header that stands once.
        ("Operator\nWelcome.\n歡迎。\nJane Roe - CFO\nThanks.\n謝謝。",                                   "H S T2 H S T5"),
        // A header whose second line is translated.
        ("Operator\n操作員\nWelcome.\n歡迎。\nGood day.\n日安。",                                          "H H S T3 S T5"),
        // A translation that was left in English.
        ("Operator\nOperator\nHello.\n您好。\nOkay.\nOkay.\nBye.\n再見。",                                "H H S T3 S T5 S T7"),
        // Two paragraphs, then their two translations.
        ("Operator\nOperator\nOne.\nTwo.\n一。\n二。",                                                   "H H S S T3 T4"),
    ];

    #[test]
    fn table() {
        for (given, expected) in TABLE {
            assert_eq!(show(given), *expected, "given: {given}");
        }
    }
}
