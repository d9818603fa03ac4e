//! A page for people: headings, tables and lists, as text or as Markdown.
//!
//! In:  [`Page`]. Out: lines of text. Not here: what the pages say (`metrics.rs`, `grammar.rs`).

/// How a page is written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Form {
    /// Aligned columns, for a terminal.
    #[default]
    Text,
    /// For a wiki, or a file of documentation.
    Markdown,
    /// For programs: the data of the page, with no words around it.
    Json,
}

/// Columns of a terminal line that running text is broken at.
const WIDTH: usize = 110;

/// A part of a page.
pub(super) enum Block {
    Heading(String),
    Text(String),
    /// Rows of equal length under a head. Columns whose head begins with a backquote hold code.
    Table(Vec<&'static str>, Vec<Vec<String>>),
    /// Names, each with what it stands for.
    Fields(Vec<(&'static str, String)>),
    /// Things that stand for themselves, each on a line of its own.
    List(Vec<String>),
    /// Many short things in one paragraph.
    Words(Vec<String>),
}

/// Parts in order.
#[derive(Default)]
pub(super) struct Page {
    blocks: Vec<Block>,
}

impl Page {
    pub(super) fn add(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Names with what they stand for; those that stand for nothing are left out.
    pub(super) fn fields(&mut self, fields: Vec<(&'static str, String)>) {
        let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
        self.add(Block::Fields(fields.collect()));
    }

    /// A heading with a paragraph of `words` below it; nothing where there are none.
    pub(super) fn words(&mut self, heading: &str, words: Vec<String>) {
        self.section(heading, words, Block::Words);
    }

    /// A heading with a list below it; nothing where the list is empty.
    pub(super) fn list(&mut self, heading: &str, list: Vec<String>) {
        self.section(heading, list, Block::List);
    }

    fn section(&mut self, heading: &str, content: Vec<String>, block: fn(Vec<String>) -> Block) {
        if !content.is_empty() {
            self.add(Block::Heading(heading.to_owned()));
            self.add(block(content));
        }
    }

    /// The page as text, or as Markdown.
    pub(super) fn form(&self, form: Form) -> String {
        if form == Form::Markdown { self.markdown() } else { self.text() }
    }

    /// The page as text with aligned columns.
    fn text(&self) -> String {
        let mut lines = Vec::new();
        for (place, block) in self.blocks.iter().enumerate() {
            let below_heading = place
                .checked_sub(1)
                .is_some_and(|last| matches!(self.blocks.get(last), Some(Block::Heading(_))));
            if place > 0 && !below_heading {
                lines.push(String::new());
            }
            match block {
                Block::Heading(heading) => lines.push(heading.clone()),
                Block::Text(text) => lines.extend(wrapped(text.split(' '), "")),
                Block::Table(head, rows) => lines.extend(aligned(head, rows)),
                Block::Fields(fields) => {
                    let width = fields.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
                    for (name, value) in fields {
                        let mut rest = wrapped(value.split(' '), &" ".repeat(width + 4));
                        if let Some(first) = rest.first_mut() {
                            *first = format!("  {}  {}", padded(name, width), first.trim_start());
                        }
                        lines.extend(rest);
                    }
                }
                Block::List(list) => lines.extend(list.iter().map(|item| format!("  {item}"))),
                Block::Words(words) => {
                    let text = words.join(",\n");
                    lines.extend(wrapped(text.split('\n'), "  "));
                }
            }
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// The page as Markdown.
    fn markdown(&self) -> String {
        let mut lines = Vec::new();
        for (place, block) in self.blocks.iter().enumerate() {
            if place > 0 {
                lines.push(String::new());
            }
            match block {
                Block::Heading(heading) => {
                    let mark = if place == 0 { "#" } else { "##" };
                    lines.push(format!("{mark} {heading}"));
                }
                Block::Text(text) => lines.push(text.clone()),
                Block::Table(head, rows) => {
                    let names: Vec<&str> = head.iter().map(|name| name.trim_matches('`')).collect();
                    lines.push(format!("| {} |", names.join(" | ")));
                    lines.push(format!("|{}", " --- |".repeat(names.len())));
                    for row in rows {
                        let cells: Vec<String> = head
                            .iter()
                            .zip(row)
                            .map(|(name, cell)| cell_of(cell, name.starts_with('`')))
                            .collect();
                        lines.push(format!("| {} |", cells.join(" | ")));
                    }
                }
                Block::Fields(fields) => {
                    lines.extend(fields.iter().map(|(name, value)| format!("- {name}: {value}")));
                }
                Block::List(list) => lines.extend(list.iter().map(|item| format!("- `{item}`"))),
                Block::Words(words) => lines.push(format!("`{}`", words.join("`, `"))),
            }
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

/// A cell of a Markdown table; a bar inside would end it.
fn cell_of(cell: &str, is_code: bool) -> String {
    let cell = cell.replace('|', "\\|");
    if is_code && !cell.is_empty() { format!("`{cell}`") } else { cell }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(self::width(text))))
}

fn aligned(head: &[&str], rows: &[Vec<String>]) -> Vec<String> {
    let head: Vec<String> = head.iter().map(|name| name.trim_matches('`').to_owned()).collect();
    let mut widths: Vec<usize> = head.iter().map(|name| width(name)).collect();
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(width(cell));
        }
    }
    let line = |row: &Vec<String>| {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| padded(cell, *width)).collect();
        format!("  {}", cells.join("  ")).trim_end().to_owned()
    };
    std::iter::once(&head).chain(rows).map(line).collect()
}

/// The pieces in lines of at most [`WIDTH`] columns, each behind `indent`; no piece is broken.
fn wrapped<'p>(pieces: impl Iterator<Item = &'p str>, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in pieces {
        let full = width(indent) + width(&line) + 1 + width(word) > WIDTH;
        if full && !line.is_empty() {
            lines.push(format!("{indent}{line}"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(format!("{indent}{line}"));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        let mut page = Page::default();
        page.add(Block::Heading("Ratios".to_owned()));
        page.add(Block::Table(
            vec!["`id`", "shape"],
            vec![
                vec!["roe".to_owned(), "a | b".to_owned()],
                vec!["margin".to_owned(), String::new()],
            ],
        ));
        page.add(Block::Fields(vec![("said in", "percent".to_owned())]));
        page.words("Phrases", vec!["return on equity".to_owned(), "roe".to_owned()]);
        page.list("Rejects", Vec::new());
        page
    }

    #[test]
    fn as_text() {
        let expected = "Ratios\n  id      shape\n  roe     a | b\n  margin\n\n  said in  percent\n\n\
                        Phrases\n  return on equity, roe\n";
        assert_eq!(page().text(), expected);
    }

    #[test]
    fn as_markdown() {
        let expected = "# Ratios\n\n| id | shape |\n| --- | --- |\n| `roe` | a \\| b |\n| `margin` |  |\n\n\
                        - said in: percent\n\n## Phrases\n\n`return on equity`, `roe`\n";
        assert_eq!(page().markdown(), expected);
    }

    #[test]
    fn long_texts_are_broken_between_words() {
        let text = "word ".repeat(40);
        let lines = wrapped(text.trim().split(' '), "  ");
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.len() <= WIDTH && line.starts_with("  word")));
    }
}
