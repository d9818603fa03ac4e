//! All that is not as it was.
//!
//! In:  the tables of two runs. Out: [`compare`], [`Difference`]. Not here: how it is shown (`report/`).

use std::collections::{BTreeSet, HashMap};

use super::change::{Change, Counts};
use super::keyed;
use super::source_file::paired;
use super::spoken::{Spoken, spoken};
use super::tables::{CALLS, FACTS, FINDINGS, KPIS, NUMERALS, Shape, Tables};

/// Two runs against each other.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Difference {
    /// What changed, by file and line.
    pub changes: Vec<Change>,
    /// How many rows of each table that was compared are what.
    pub counts: Vec<Counts>,
    /// What could not be compared, one sentence each: tables and columns that only one of the runs has.
    pub notes: Vec<String>,
}

impl Difference {
    /// Is anything not as it was? A row that only stands elsewhere is.
    #[must_use]
    pub fn any(&self) -> bool {
        !self.changes.is_empty() || self.counts.iter().any(|counts| counts.quiet > 0)
    }
}

/// Compares the tables that both runs have, in the columns that both have.
#[must_use]
pub fn compare(old: &Tables, new: &Tables) -> Difference {
    let (old_files, new_files) = (files_of(old), files_of(new));
    let files = paired(&old_files, &new_files);
    let mut difference = Difference::default();
    let mut twins = HashMap::new();
    if let Some(calls) = keyed::calls((old, new), &files) {
        difference.take(calls.changes, calls.counts, calls.notes);
    }
    for shape in [&FACTS, &NUMERALS] {
        let Some(compared) = spoken(shape, (old, new), &files) else { continue };
        if shape.name == FACTS.name {
            twins = ids(&compared, old, new);
        }
        difference.take(compared.changes, compared.counts, compared.notes);
    }
    let rest = [keyed::kpis((old, new), &files), keyed::findings((old, new), &files, &twins)];
    for compared in rest.into_iter().flatten() {
        difference.take(compared.changes, compared.counts, compared.notes);
    }
    for shape in [&CALLS, &NUMERALS, &KPIS, &FINDINGS] {
        difference.notes.extend(one_sided(shape, old, new));
    }
    // Within a line the order of the tables stays.
    difference.changes.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
    difference
}

impl Difference {
    fn take(&mut self, changes: Vec<Change>, counts: Counts, notes: Vec<String>) {
        self.changes.extend(changes);
        self.counts.push(counts);
        self.notes.extend(notes);
    }
}

/// The files that the rows of a run come from.
fn files_of(tables: &Tables) -> BTreeSet<&str> {
    let grids = [&CALLS, &FACTS, &NUMERALS].into_iter().filter_map(|shape| tables.grid(shape));
    grids.flat_map(|grid| (0..grid.len()).map(move |row| grid.cell(row, "source_file"))).collect()
}

/// From the id of an old fact to that of its twin.
fn ids<'t>(facts: &Spoken, old: &'t Tables, new: &'t Tables) -> HashMap<&'t str, &'t str> {
    let (Some(old), Some(new)) = (old.grid(&FACTS), new.grid(&FACTS)) else {
        return HashMap::new();
    };
    let id =
        |(one, other): &(usize, usize)| (old.cell(*one, "fact_id"), new.cell(*other, "fact_id"));
    facts.twins.pairs.iter().map(id).collect()
}

fn one_sided(shape: &Shape, old: &Tables, new: &Tables) -> Option<String> {
    let which = match (old.grid(shape), new.grid(shape)) {
        (Some(_), None) => "OLD",
        (None, Some(_)) => "NEW",
        _ => return None,
    };
    Some(format!("{}: only {which} has the table; not compared", shape.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACTS_HEADER: &str =
        "fact_id,call_id,source_file,line,byte_start,byte_end,quote,value_low,metric,period";
    const NUMERALS_HEADER: &str =
        "call_id,source_file,line,byte_start,byte_end,quote,fact_ids,reason";
    const FINDINGS_HEADER: &str = "call_id,check,severity,fact_ids,message";
    const KPIS_HEADER: &str = "company_key,metric,period,value_low,line,fact_id";
    const CALLS_HEADER: &str = "call_id,source_file,company,facts";

    /// The changes and counts that two lists of rows give; the column `fact_id` is filled in.
    fn shown(table: &str, header: &str, old: &[&str], new: &[&str]) -> String {
        let csv = |rows: &[&str]| {
            let rows = rows.iter().enumerate().map(|(place, row)| match table {
                "facts" => format!("f{place},{row}\n"),
                _ => format!("{row}\n"),
            });
            format!("{header}\n{}", rows.collect::<String>())
        };
        let read = |rows| Tables::default().with(table, table, csv(rows).as_bytes()).unwrap();
        show(&compare(&read(old), &read(new)))
    }

    fn show(difference: &Difference) -> String {
        let change = |change: &Change| {
            let edits = change.edits.iter();
            let edits: Vec<String> =
                edits.map(|edit| format!("{} {}>{}", edit.column, edit.old, edit.new)).collect();
            let what = if edits.is_empty() { change.about.clone() } else { edits.join(" ") };
            format!("{}:{} {} {what}", change.file, change.line, change.sort.as_str())
        };
        let mut shown: Vec<String> = difference.changes.iter().map(change).collect();
        for counts in &difference.counts {
            shown.push(format!(
                "same {} moved {} quiet {}",
                counts.same, counts.moved, counts.quiet
            ));
        }
        shown.join("; ")
    }

    #[rustfmt::skip]
    const FACTS_TABLE: &[(&[&str], &[&str], &str)] = &[
        // Nothing changed; the folder did.
        (&["c,a/c.txt,1,10,13,12%,12,revenue,Q1"], &["c,/b/c.txt,1,10,13,12%,12,revenue,Q1"], "same 1 moved 0 quiet 0"),
        // A line more above: only the place.
        (&["c,c.txt,1,10,13,12%,12,revenue,Q1"], &["c,c.txt,2,40,43,12%,12,revenue,Q1"], "same 1 moved 1 quiet 0"),
        // A label and a number read otherwise.
        (&["c,c.txt,1,10,13,12%,12,revenue,Q1"], &["c,c.txt,1,10,13,12%,12,eps,Q1"], "c.txt:1 relabelled metric revenue>eps; same 0 moved 0 quiet 0"),
        (&["c,c.txt,1,10,13,12%,12,revenue,Q1"], &["c,c.txt,1,10,13,12%,-12,revenue,Q1"], "c.txt:1 value changed value_low 12>-12; same 0 moved 0 quiet 0"),
        // Another number in the source, and one that is read longer.
        (&["c,c.txt,1,10,13,12%,12,revenue,Q1"], &["c,c.txt,1,10,13,14%,14,revenue,Q1"], "c.txt:1 value changed quote 12%>14% value_low 12>14; same 0 moved 0 quiet 0"),
        (&["c,c.txt,1,10,13,$12,12,revenue,Q1"], &["c,c.txt,1,10,21,$12 million,12000000,revenue,Q1"], "c.txt:1 value changed quote $12>$12 million value_low 12>12000000; same 0 moved 0 quiet 0"),
        // Equal quotes: the one of the same meaning is the same one, the other is new.
        (&["c,c.txt,5,90,93,10%,10,revenue,Q1"], &["c,c.txt,4,80,83,10%,10,eps,Q1", "c,c.txt,9,190,193,10%,10,revenue,Q1"], "c.txt:4 added eps, Q1; same 1 moved 1 quiet 0"),
        // The text above was edited and the number, too: at the same distance from the mention before.
        (&["c,c.txt,1,10,13,12%,12,revenue,Q1", "c,c.txt,1,20,23,13%,13,eps,Q1"], &["c,c.txt,3,50,53,12%,12,revenue,Q1", "c,c.txt,3,60,63,15%,15,units,Q1"], "c.txt:3 value changed quote 13%>15% value_low 13>15 metric eps>units; same 1 moved 1 quiet 0"),
        // Elsewhere in its sentence and another number, of the same meaning.
        (&["c,c.txt,1,10,13,12%,12,revenue,Q1"], &["c,c.txt,1,70,73,14%,14,revenue,Q1"], "c.txt:1 value changed quote 12%>14% value_low 12>14; same 0 moved 0 quiet 0"),
        // Another number about something else: one lost, one added.
        (&["c,c.txt,1,10,13,12%,12,revenue,Q1"], &["c,c.txt,1,70,73,14%,14,eps,Q1"], "c.txt:1 lost revenue, Q1; c.txt:1 added eps, Q1; same 0 moved 0 quiet 0"),
        (&["c,c.txt,1,10,13,12%,12,revenue,Q1"], &[], "c.txt:0 lost all 1 facts of the file; same 0 moved 0 quiet 0"),
        // Quotes of another file are not the same.
        (&["c,c.txt,1,10,13,12%,12,revenue,Q1"], &["d,d.txt,1,10,13,12%,12,revenue,Q1"], "c.txt:0 lost all 1 facts of the file; d.txt:0 added all 1 facts of the file; same 0 moved 0 quiet 0"),
        (&[], &[], "same 0 moved 0 quiet 0"),
    ];

    /// Table, header, old rows, new rows, expected.
    type Row = (
        &'static str,
        &'static str,
        &'static [&'static str],
        &'static [&'static str],
        &'static str,
    );

    #[rustfmt::skip]
    const OTHERS: &[Row] = &[
        // A numeral is no fact any more, or has another reason; inside facts it is told by them.
        ("numerals", NUMERALS_HEADER, &["c,c.txt,1,5,9,2024,f1,"], &["c,c.txt,1,5,9,2024,,year"], "c.txt:1 relabelled reason >year; same 0 moved 0 quiet 0"),
        ("numerals", NUMERALS_HEADER, &["c,c.txt,1,5,9,12,f1,"], &["c,c.txt,1,5,9,13,f1,"], "same 0 moved 0 quiet 0"),
        ("numerals", NUMERALS_HEADER, &["c,c.txt,1,5,9,12,f1,"], &["c,c.txt,1,5,9,12,f2,"], "same 1 moved 0 quiet 0"),
        ("kpis", KPIS_HEADER, &["acme,eps,Q1,2,7,f1"], &["acme,eps,Q1,2,9,f3"], "same 1 moved 0 quiet 0"),
        ("kpis", KPIS_HEADER, &["acme,eps,Q1,2,7,f1"], &["acme,eps,Q1,3,7,f1"], ":7 value changed value_low 2>3; same 0 moved 0 quiet 0"),
        ("kpis", KPIS_HEADER, &["acme,eps,Q1,2,7,f1"], &["acme,eps,Q2,2,7,f1"], ":7 lost acme, eps, Q1; :7 added acme, eps, Q2; same 0 moved 0 quiet 0"),
        ("calls", CALLS_HEADER, &["acme-q1,a/c.txt,Acme,5"], &["acne-q1,b/c.txt,Acne,6"], "b/c.txt:0 relabelled call_id acme-q1>acne-q1 company Acme>Acne; same 0 moved 0 quiet 0"),
        ("findings", FINDINGS_HEADER, &["c,sum,error,f1;f2,line 1"], &["c,sum,error,f2;f1,line 3"], "same 1 moved 0 quiet 0"),
        ("findings", FINDINGS_HEADER, &["c,sum,pass,f1,ok"], &["c,sum,error,f1,no"], ":0 relabelled severity pass>error; same 0 moved 0 quiet 0"),
        ("findings", FINDINGS_HEADER, &["c,sum,pass,f1,ok"], &["c,sum,not_evaluated,f1,?"], "same 0 moved 0 quiet 1"),
        ("findings", FINDINGS_HEADER, &["c,sum,error,f1,no"], &["c,sum,pass,f7,ok"], ":0 lost sum: no; same 0 moved 0 quiet 1"),
    ];

    #[test]
    fn table() {
        for (old, new, expected) in FACTS_TABLE {
            assert_eq!(shown("facts", FACTS_HEADER, old, new), *expected, "given: {old:?} {new:?}");
        }
        for (table, header, old, new, expected) in OTHERS {
            assert_eq!(shown(table, header, old, new), *expected, "given: {old:?} {new:?}");
        }
    }

    #[test]
    fn a_finding_follows_its_facts_to_their_new_ids() {
        let run = |facts: &str, findings: &str| {
            let facts = format!("{FACTS_HEADER}\n{facts}\n");
            let findings = format!("{FINDINGS_HEADER}\n{findings}\n");
            let tables = Tables::default().with("facts", "facts.csv", facts.as_bytes()).unwrap();
            tables.with("findings", "findings.csv", findings.as_bytes()).unwrap()
        };
        let old = run("c-1,c,c.txt,3,10,13,12%,12,eps,Q1", "c,unit,error,c-1,no");
        let new = run(
            "c-1,c,c.txt,1,1,3,5%,5,eps,Q1\nc-2,c,c.txt,4,20,23,12%,12,eps,Q1",
            "c,unit,error,c-2,no\nc,unit,error,c-1,neither",
        );
        assert_eq!(
            show(&compare(&old, &new)),
            "c.txt:1 added eps, Q1; c.txt:1 added unit: neither; same 1 moved 1 quiet 0; same 1 moved 0 quiet 0"
        );
    }

    #[test]
    fn a_call_of_one_run_only_is_a_line_for_each_table() {
        let run = |file: &str| {
            let facts = format!("{FACTS_HEADER}\nf0,c,{file},1,10,13,12%,12,eps,Q1\n");
            let kpis = format!(
                "{KPIS_HEADER},source_file\nacme,eps,{file},2,7,f0,{file}\nacme,arr,{file},2,7,f0,{file}\n"
            );
            let tables = Tables::default().with("facts", "facts.csv", facts.as_bytes()).unwrap();
            tables.with("kpis", "kpis.csv", kpis.as_bytes()).unwrap()
        };
        assert_eq!(
            show(&compare(&run("c.txt"), &run("d.txt"))),
            "c.txt:0 lost all 1 facts of the file; c.txt:0 lost all 2 kpis of the file; \
             d.txt:0 added all 1 facts of the file; d.txt:0 added all 2 kpis of the file; \
             same 0 moved 0 quiet 0; same 0 moved 0 quiet 0"
        );
    }

    #[test]
    fn tables_that_say_no_meaning_are_matched_by_place_only() {
        let run = |row: &str| {
            let facts =
                format!("fact_id,call_id,source_file,line,byte_start,byte_end,quote\n{row}\n");
            Tables::default().with("facts", "facts.csv", facts.as_bytes()).unwrap()
        };
        let old = run("f0,c,c.txt,1,10,13,12%");
        assert_eq!(
            show(&compare(&old, &run("f0,c,c.txt,1,70,73,14%"))),
            "c.txt:1 lost ; c.txt:1 added ; same 0 moved 0 quiet 0"
        );
        assert_eq!(
            show(&compare(&old, &run("f0,c,c.txt,1,10,13,14%"))),
            "c.txt:1 value changed quote 12%>14%; same 0 moved 0 quiet 0"
        );
    }

    #[test]
    fn columns_and_tables_of_one_run_only_are_said() {
        let tables = |header: &str, row: &str| {
            Tables::default().with("facts", "facts.csv", format!("{header}\n{row}\n").as_bytes())
        };
        let old = tables(FACTS_HEADER, "f0,c,c.txt,1,10,13,12%,12,revenue,Q1").unwrap();
        let header = FACTS_HEADER.replace("period", "colour");
        let new = tables(&header, "f0,c,c.txt,1,10,13,12%,12,revenue,red").unwrap();
        let new = new.with("kpis", "kpis.csv", format!("{KPIS_HEADER}\n").as_bytes()).unwrap();
        let difference = compare(&old, &new);
        assert!(!difference.any());
        assert_eq!(
            difference.notes,
            [
                "facts: only NEW has the columns colour; not compared",
                "facts: only OLD has the columns period; not compared",
                "kpis: only NEW has the table; not compared",
            ]
        );
    }
}
