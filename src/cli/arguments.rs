//! The arguments of the command, as `--help` shows them.
//!
//! In:  the words of the command line. Out: [`Arguments`]. Not here: what they do.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use tickmark::check::Severity;
use tickmark::report::Form;
use tickmark::table::{Dialect, Format, Partition};

/// Earnings-call transcripts to typed, traced, cross-checked financial facts.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Without a command, the example calls in examples/ go to tables in data-out/.\n\
                  Example: tickmark extract calls/ --out tables --format csv"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read transcripts and write their facts, numerals and findings as tables
    #[command(
        after_help = "Example: tickmark extract calls/ acme-q3.txt --out tables --format csv\n\n\
                            Exit status: 0 done, whatever the findings say; 1 done, but some inputs could not be \
                            read, or a workbook cannot hold the tables; 2 nothing was written."
    )]
    Extract(ExtractArguments),
    /// Tie the numbers of calls to each other, and show what does not agree
    #[command(after_help = "Example: tickmark check calls/ --fail-on error\n         \
                            tickmark check --explain growth_yoy\n\n\
                            Exit status: 0 done; 1 done, but some inputs could not be read; 2 nothing could be checked; \
                            3 a finding is as bad as --fail-on says.")]
    Check(CheckArguments),
    /// Write one page that shows each number in its place, and what does not agree
    #[command(after_help = "Example: tickmark report calls/ --out report.html\n\n\
                            Exit status: 0 done, whatever the findings say; 1 done, but some inputs could not be \
                            read; 2 nothing was written.")]
    Report(ReportArguments),
    /// Say what each number of a sentence means, and why
    #[command(
        after_help = "Example: tickmark explain \"Revenue grew 12% to $1.05 billion in the third quarter.\""
    )]
    Explain(ExplainArguments),
    /// List the metrics that are known, or show one with its phrases and examples
    #[command(after_help = "Example: tickmark metrics gross_margin\n\n\
                            A word that is no id names a sector, or is looked for in the names: tickmark metrics bank.")]
    Metrics(MetricsArguments),
    /// Show how numbers are read, and how a sentence says what they are about, each rule with an example
    #[command(after_help = "Example: tickmark grammar scope.respectively\n\n\
                            A reason that tickmark explain gives may be asked for, too: tickmark grammar \"not said\".")]
    Grammar(GrammarArguments),
    /// List the tables with their columns, types and meanings
    #[command(after_help = "Example: tickmark schema facts\n         \
                            tickmark schema --format sql --dialect postgres | psql")]
    Schema(SchemaArguments),
}

#[derive(Args, Debug)]
pub(crate) struct ExtractArguments {
    /// Transcripts, or folders of them (every .txt in them, hidden ones excepted); none: examples/
    #[arg(value_name = "FILE-OR-FOLDER")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Folder for the tables, made where it is missing
    #[arg(long, value_name = "DIR", default_value = "data-out")]
    pub(crate) out: PathBuf,
    /// Formats of the tables
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "csv,parquet")]
    pub(crate) format: Vec<FormatArgument>,
    /// Write Parquet as a dataset: a file for each call, in folders like company=acme/fiscal_year=2024; calls that are
    /// in it already are replaced
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    pub(crate) partition: Vec<PartitionArgument>,
    /// Checks of your own, in the form of grammar/checks.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) checks: Vec<PathBuf>,
    /// Print no summary
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

impl Default for ExtractArguments {
    fn default() -> Self {
        let format = vec![FormatArgument::Csv, FormatArgument::Parquet];
        Self {
            inputs: Vec::new(),
            out: PathBuf::from("data-out"),
            format,
            partition: Vec::new(),
            checks: Vec::new(),
            quiet: false,
        }
    }
}

#[derive(Args, Debug)]
pub(crate) struct CheckArguments {
    /// Transcripts, or folders of them (every .txt in them, hidden ones excepted); none: examples/
    #[arg(value_name = "FILE-OR-FOLDER")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Say what a check compares, instead of checking anything: its id stands in brackets in each finding
    #[arg(long, value_name = "CODE")]
    pub(crate) explain: Option<String>,
    /// The mildest finding that is shown
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    pub(crate) least: SeverityArgument,
    /// Exit with 3 when there is a finding this bad, or worse
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<SeverityArgument>,
    /// Checks of your own, in the form of grammar/checks.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) checks: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SeverityArgument {
    Error,
    Warning,
    Note,
}

impl From<SeverityArgument> for Severity {
    fn from(argument: SeverityArgument) -> Self {
        match argument {
            SeverityArgument::Error => Self::Error,
            SeverityArgument::Warning => Self::Warning,
            SeverityArgument::Note => Self::Note,
        }
    }
}

#[derive(Args, Debug)]
pub(crate) struct ReportArguments {
    /// Transcripts, or folders of them (every .txt in them, hidden ones excepted); none: examples/
    #[arg(value_name = "FILE-OR-FOLDER")]
    pub(crate) inputs: Vec<PathBuf>,
    /// The page, an HTML file that needs nothing beside itself
    #[arg(long, value_name = "FILE", default_value = "report.html")]
    pub(crate) out: PathBuf,
    /// Checks of your own, in the form of grammar/checks.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) checks: Vec<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArguments {
    /// A sentence, in quotation marks
    pub(crate) sentence: String,
}

#[derive(Args, Debug)]
pub(crate) struct MetricsArguments {
    /// An id (gross_margin), a sector (bank), or a word of a name; none: all metrics, by sector
    #[arg(value_name = "ID|WORD")]
    pub(crate) asked: Option<String>,
    /// How the page is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: PageArgument,
}

#[derive(Args, Debug)]
pub(crate) struct GrammarArguments {
    /// A production (range), a construction (scope.respectively), a label (scope), or words of a reason; none: all rules
    #[arg(value_name = "RULE")]
    pub(crate) asked: Option<String>,
    /// How the page is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: PageArgument,
}

#[derive(Args, Debug)]
pub(crate) struct SchemaArguments {
    /// Only these tables
    pub(crate) tables: Vec<String>,
    /// How the listing is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: SchemaFormat,
    /// Whose SQL, with --format sql
    #[arg(long, value_name = "DATABASE", default_value = "duckdb")]
    pub(crate) dialect: DialectArgument,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SchemaFormat {
    Table,
    Json,
    Sql,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DialectArgument {
    Duckdb,
    Postgres,
}

impl From<DialectArgument> for Dialect {
    fn from(argument: DialectArgument) -> Self {
        match argument {
            DialectArgument::Duckdb => Self::DuckDb,
            DialectArgument::Postgres => Self::Postgres,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PartitionArgument {
    #[value(
        help = "what ties the calls of one company together, as company_key in the table calls"
    )]
    Company,
    #[value(name = "fiscal_year", help = "fiscal year that the call reports on")]
    FiscalYear,
}

impl From<PartitionArgument> for Partition {
    fn from(argument: PartitionArgument) -> Self {
        match argument {
            PartitionArgument::Company => Self::Company,
            PartitionArgument::FiscalYear => Self::FiscalYear,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FormatArgument {
    /// Comma-separated values
    Csv,
    /// Apache Parquet
    Parquet,
    /// One workbook, tickmark.xlsx: key figures with their periods across, facts, findings, calls
    Xlsx,
    /// JSON Lines, an object a row
    Jsonl,
}

impl From<FormatArgument> for Format {
    fn from(argument: FormatArgument) -> Self {
        match argument {
            FormatArgument::Csv => Self::Csv,
            FormatArgument::Parquet => Self::Parquet,
            FormatArgument::Xlsx => Self::Xlsx,
            FormatArgument::Jsonl => Self::JsonLines,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PageArgument {
    Text,
    Markdown,
    Json,
}

impl From<PageArgument> for Form {
    fn from(argument: PageArgument) -> Self {
        match argument {
            PageArgument::Text => Self::Text,
            PageArgument::Markdown => Self::Markdown,
            PageArgument::Json => Self::Json,
        }
    }
}
