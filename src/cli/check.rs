//! `tickmark check`: what does not agree, shown in the sentences that say it.
//!
//! In:  paths. Out: a page on stdout, an exit status. Not here: the page itself (`report/`).

use std::io::{self, IsTerminal, Write};

use anyhow::Result;
use tickmark::check::Severity;
use tickmark::report::{self, Show};

use super::arguments::CheckArguments;
use super::calls::{Checked, checked};
use super::command::{Outcome, complain};
use super::vocabulary::own_checks;

/// Columns where no terminal tells its own.
const WIDTH: usize = 140;

pub(crate) fn check(arguments: &CheckArguments, out: &mut impl Write) -> Result<Outcome> {
    let Some(checks) = own_checks(&arguments.vocabulary) else { return Ok(Outcome::Nothing) };
    if let Some(code) = &arguments.explain {
        let Some(text) = checks.explain(code) else {
            let known: Vec<&str> = checks.ids().collect();
            complain(format_args!("{code}: no such check; there are {}", known.join(", ")));
            return Ok(Outcome::Nothing);
        };
        out.write_all(text.as_bytes())?;
        return Ok(Outcome::Done);
    }
    let Some(Checked { run, all_read }) = checked(&arguments.calls, &checks, arguments.quiet)
    else {
        return Ok(Outcome::Nothing);
    };
    let terminal = io::stdout().is_terminal();
    let show = Show {
        least: arguments.least.into(),
        styled: terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        width: terminal_size::terminal_size()
            .filter(|_| terminal)
            .map_or(WIDTH, |(width, _)| usize::from(width.0)),
    };
    let page = if arguments.json {
        report::findings_json(&run, show.least)
    } else {
        report::diagnostics(&run, &checks, show)
    };
    out.write_all(page.as_bytes())?;
    let fatal = |limit: Severity| run.findings.iter().any(|finding| finding.severity <= limit);
    Ok(match arguments.fail_on {
        Some(limit) if fatal(limit.into()) => Outcome::Failed,
        _ if all_read => Outcome::Done,
        _ => Outcome::SomeUnread,
    })
}
