//! The arguments of the command, as `--help` shows them.
//!
//! In:  the words of the command line. Out: [`Arguments`]. Not here: what they do.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use tickmark::check::Severity;
use tickmark::report::Form;
use tickmark::table::{Dialect, Format, Partition};

use super::call_arguments::{CallArguments, VocabularyArguments};

/// Earnings-call transcripts to typed, traced, cross-checked financial facts.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Without a command, the example calls in examples/ go to tables in data-out/.\n\
                  A file tickmark.toml in the current folder holds defaults for the options of extract, check and report, by their names: \
                  out = \"tables\", format = [\"csv\"], inputs = [\"calls/\"].\n\
                  Example: tickmark extract calls/ --out tables --format csv"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read transcripts and write their facts, numerals and findings as tables
    #[command(
        after_help = "Example: tickmark extract calls/ acme-q3.txt --out tables --format csv\n         \
                            tickmark extract 'calls/*_2024.txt' --quiet\n         \
                            tickmark extract --json - --name acme_q3_2024.txt < call.txt\n         \
                            tickmark extract call.txt --company \"Acme Robotics\" --period 2024-Q3 --fiscal-year-end june\n         \
                            tickmark extract calls/ --grammar own/ --checks more_checks.toml\n\n\
                            Exit status: 0 done, whatever the findings say; 1 done, but some inputs could not be \
                            read, or a workbook cannot hold the tables; 2 nothing was written."
    )]
    Extract(ExtractArguments),
    /// Tie the numbers of calls to each other, and show what does not agree
    #[command(after_help = "Example: tickmark check calls/ --fail-on error\n         \
                            tickmark check calls/ --json > findings.json\n         \
                            tickmark check --explain growth_yoy\n\n\
                            Exit status: 0 done; 1 done, but some inputs could not be read; 2 nothing could be checked; \
                            3 a finding is as bad as --fail-on says.")]
    Check(CheckArguments),
    /// Write one page that shows each number in its place, and what does not agree
    #[command(after_help = "Example: tickmark report calls/ --out report.html\n\n\
                            Exit status: 0 done, whatever the findings say; 1 done, but some inputs could not be \
                            read; 2 nothing was written.")]
    Report(ReportArguments),
    /// Show what changed between the tables of two runs, fact by fact
    #[command(
        after_help = "Example: tickmark extract calls/ --out now --format csv && tickmark diff golden/ now/\n         \
                            tickmark diff golden/ now/ --accept\n\n\
                            A fact is the same when it stands at the same bytes of a file of the same name, or, where the \
                            text above was edited, has the same quote and the nearest meaning. Facts that only moved are counted, \
                            and are no change.\n\n\
                            Exit status: 0 no change, or accepted; 1 something changed; 2 a table could not be read or written."
    )]
    Diff(DiffArguments),
    /// Say what each number of a sentence means, and why
    #[command(
        after_help = "Example: tickmark explain \"Revenue grew 12% to $1.05 billion in the third quarter.\"\n         \
                            tickmark explain \"We had 400 pod visits.\" --grammar own/"
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
    /// Print what completes the command in a shell
    #[command(
        after_help = "Example: tickmark completions bash > ~/.local/share/bash-completion/completions/tickmark"
    )]
    Completions(CompletionsArguments),
    /// Print the manual page, or that of one command
    #[command(after_help = "Example: tickmark man extract | man -l -")]
    Man(ManArguments),
}

#[derive(Args, Debug)]
pub(crate) struct ExtractArguments {
    #[command(flatten)]
    pub(crate) calls: CallArguments,
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
    #[command(flatten)]
    pub(crate) vocabulary: VocabularyArguments,
    /// Print no summary and no progress
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Print the summary as one JSON object
    #[arg(long, conflicts_with = "quiet")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    pub(crate) calls: CallArguments,
    /// Say what a check compares, instead of checking anything: its id stands in brackets in each finding
    #[arg(long, value_name = "CODE")]
    pub(crate) explain: Option<String>,
    /// The mildest finding that is shown
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    pub(crate) least: SeverityArgument,
    /// Exit with 3 when there is a finding this bad, or worse
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<SeverityArgument>,
    /// Print the findings as one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    /// Show no progress
    #[arg(long, short)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) vocabulary: VocabularyArguments,
}

#[derive(Args, Debug)]
pub(crate) struct DiffArguments {
    /// Folder with the CSV tables of a run, the golden ones
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// Folder with those of another run
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// How the changes are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: DiffFormat,
    /// Put the tables of NEW over those of OLD, together; where OLD has none, all of them
    #[arg(long)]
    pub(crate) accept: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DiffFormat {
    Text,
    Json,
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
    #[command(flatten)]
    pub(crate) calls: CallArguments,
    /// The page, an HTML file that needs nothing beside itself
    #[arg(long, value_name = "FILE", default_value = "report.html")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) vocabulary: VocabularyArguments,
    /// Print no line about the file and no progress
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArguments {
    /// A sentence, in quotation marks
    pub(crate) sentence: String,
    /// Metrics of your own: a folder with a metrics.toml
    #[arg(long, value_name = "DIR")]
    pub(crate) grammar: Option<PathBuf>,
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
pub(crate) struct CompletionsArguments {
    /// The shell
    pub(crate) shell: Shell,
}

#[derive(Args, Debug)]
pub(crate) struct ManArguments {
    /// The command; none: tickmark itself
    #[arg(value_name = "COMMAND")]
    pub(crate) page: Option<String>,
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
