//! The arguments that say which calls a command reads, and what is known of them.
//!
//! In:  words of the command line. Out: [`CallArguments`]. Not here: reading the calls (`calls.rs`).

use std::path::PathBuf;

use clap::Args;
use tickmark::Given;
use tickmark::transcript::FiscalPeriod;

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct CallArguments {
    /// Transcripts, folders of them (every .txt in them, and each .html, .json, .jsonl and .csv that is a
    /// call; hidden ones excepted), patterns ('calls/*_q3_*.txt'), or - for
    /// standard input; none: examples/
    #[arg(value_name = "FILE-OR-FOLDER")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Name of the transcript on standard input, as the tables will have it
    #[arg(long, value_name = "FILE")]
    pub(crate) name: Option<String>,
    /// Company of all calls of the run, whatever the texts say
    #[arg(long, value_name = "NAME", value_parser = Given::company_in)]
    pub(crate) company: Option<String>,
    /// Fiscal period that all calls of the run report on, whatever the texts say: 2024-Q1, 2024-H2, 2024-FY
    #[arg(long, value_name = "PERIOD", value_parser = Given::period_in)]
    pub(crate) period: Option<FiscalPeriod>,
    /// Month in which the fiscal year of all calls ends, whatever the texts say: 1 to 12, or its name
    #[arg(long, value_name = "MONTH", value_parser = Given::month_in)]
    pub(crate) fiscal_year_end: Option<u32>,
}

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct VocabularyArguments {
    /// Checks of your own, in the form of grammar/checks.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) checks: Vec<PathBuf>,
    /// Words and checks of your own: a folder with a metrics.toml, a checks.toml or both, in the form of those of
    /// grammar/; a row with a known id takes its place
    #[arg(long, value_name = "DIR")]
    pub(crate) grammar: Option<PathBuf>,
}

impl CallArguments {
    /// What is known of each call.
    pub(crate) fn given(&self) -> Given {
        Given {
            company: self.company.clone(),
            period: self.period,
            fiscal_year_end: self.fiscal_year_end,
        }
    }
}
