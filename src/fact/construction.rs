//! The constructions of the binding: the ways in which a sentence says what a figure is about.
//!
//! In:  nothing. Out: [`constructions`], a table that pages show and that a test runs through the extraction.
//! Not here: the rules, one file a label (`subject.rs`, `part.rs`, `basis.rs`, `aspect.rs`, `compare.rs`, `time.rs`, `status.rs`).
//!
//! A rule gives a figure its label, and a reason; `tickmark explain` prints both. Each reason has a row here. The test
//! `every_row_proves_itself` holds the rows to the rules: the example must get the label, for the reason. Another one,
//! `every_reason_has_a_row`, asks for a row for each reason that the project's own texts reach.

use super::acted_metric::ACTED_ON;
use super::aspect::{ADDED, SPLIT};
use super::assumed_metric::{COMPANY_GROWS, GUIDED_PER_SHARE, ITEM_PER_SHARE, OF_BUSINESS, SIZE};
use super::behind_metric::{OF_EBITDA, PAID_FOR};
use super::carried_metric::IN_CAUSE;
use super::effect_form::LEFT_OUT;
use super::label::Confidence::{self, Assumed, Carried, Stated};
use super::multiple::TIMES_ANOTHER;
use super::part::BEFORE;
use super::plain_effect::WORTH;
use super::revision::{POSSIBLE, REPLACED};
use super::subject::{GROWS, HIT};
use super::time::OF_THE_CALL;
use super::verb_metric::{BY_VERB, EARNED};

/// One way in which a sentence gives a figure a label.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Construction {
    /// Column of the facts table; `lead` for what leads to a figure, which other labels read.
    pub label: &'static str,
    /// Its name among those of the label: `named-before`.
    pub name: &'static str,
    /// The reason that `tickmark explain` gives, `…` for words of the sentence; empty for a lead, which is no label.
    pub reason: &'static str,
    /// How a label is known that is found so.
    pub confidence: Confidence,
    /// What it means, in a sentence.
    pub meaning: &'static str,
    /// A text in which it is found; it is read as the words of a call on 2024-Q2.
    pub example: &'static str,
    /// The figure of the example that it labels.
    pub quote: &'static str,
    /// The label that the figure gets.
    pub expected: &'static str,
}

impl Construction {
    /// Label and name: `scope.respectively`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}.{}", self.label, self.name)
    }

    /// Is `because` its reason?
    #[must_use]
    pub fn gives(&self, because: &str) -> bool {
        match self.reason.split_once('…') {
            Some((start, _)) => because.starts_with(start),
            None => because == self.reason && !because.is_empty(),
        }
    }
}

/// The labels that constructions give, each with the question that it answers.
pub const LABELS: &[(&str, &str)] = &[
    ("lead", "what leads to a figure in its clause"),
    ("metric", "which metric a figure states"),
    ("scope", "which part of the company it is about"),
    ("basis", "on which accounting basis it stands"),
    ("aspect", "what it says of its metric"),
    ("compare", "what a change is measured against"),
    ("period", "which time it is about"),
    ("status", "whether it reports or looks ahead"),
];

/// All constructions, by label; within a label from what is said to what is assumed.
#[must_use]
pub fn constructions() -> &'static [Construction] {
    CONSTRUCTIONS
}

/// A row: label and name, confidence and reason, meaning, example, the figure in it and its label.
const fn row(
    (label, name): (&'static str, &'static str),
    (confidence, reason): (Confidence, &'static str),
    meaning: &'static str,
    example: &'static str,
    (quote, expected): (&'static str, &'static str),
) -> Construction {
    Construction { label, name, reason, confidence, meaning, example, quote, expected }
}

const PAIRED: &str = "two lists, paired in order (respectively)";
const REPEATED: &str = "the same range was given before";

const REPEAT: &str = "We expect Ferry revenue to grow 5% to 6%. Thank you. Our lines are now open. Please go ahead. \
                      The 5% to 6% that you gave us looks low.";

#[rustfmt::skip]
const CONSTRUCTIONS: &[Construction] = &[
    row(("lead", "level"), (Stated, ""), "A copula, a preposition or the metric's own name leads to the figure: it states how much.",
        "Lumber revenue was $5 million.", ("$5 million", "level")),
    row(("lead", "moved"), (Stated, ""), "A word of movement leads to the figure: it states by how much.",
        "Ferry revenue was up 12%.", ("12%", "change")),
    row(("lead", "moved-to"), (Stated, ""), "A movement ends at the figure.",
        "Revenue rose to $62 million.", ("$62 million", "level")),
    row(("lead", "from"), (Stated, ""), "A movement begins at the figure.",
        "Revenue rose to $62 million from $58 million.", ("$58 million", "level")),
    row(("lead", "versus"), (Stated, ""), "The figure is one to compare with.",
        "Net income was $14 million compared to $11 million a year ago.", ("$11 million", "level")),
    row(("lead", "effect"), (Stated, ""), "A cause adds the figure to something, or takes it away.",
        "Weather hurt revenue by $6 million.", ("$6 million", "impact")),
    row(("lead", "share"), (Stated, ""), "A verb makes the figure a part of a whole.",
        "Subscriptions represented 61% of revenue.", ("61%", "share")),
    row(("lead", "and"), (Stated, ""), "A list goes on: what was said of the figure before holds for this one.",
        "Pricing was up 6% in Europe and 2% in North America.", ("2%", "change")),
    row(("lead", "open"), (Stated, ""), "Nothing that is known leads to the figure: what follows it must say what it is.",
        "We now serve 305,000 customers.", ("305,000 customers", "level")),

    row(("metric", "respectively"), (Stated, PAIRED), "A list of metrics and a list of figures are paired in order.",
        "Revenue and operating income were $52 million and $8 million, respectively.", ("$8 million", "operating_income")),
    row(("metric", "named-before"), (Stated, "named before the figure"), "The metric's name stands before the figure in its clause.",
        "Gross margin fell to 38.5%.", ("38.5%", "gross_margin")),
    row(("metric", "named-behind"), (Stated, "named behind the figure"), "The metric's name follows the figure.",
        "We paid $9 million in dividends.", ("$9 million", "dividend")),
    row(("metric", "behind-preposition"), (Stated, "named behind the figure, after a preposition"), "The metric's name follows further behind, after a preposition.",
        "We paid $30 million in dividends and $75 million for share repurchases.", ("$75 million", "share_repurchases")),
    row(("metric", "spent-on"), (Stated, "named behind the figure, as what money is spent on"), "Behind a verb of spending, the metric is what the money went to.",
        "We spent $30 million on dividends and $75 million on share repurchases.", ("$30 million", "dividend")),
    row(("metric", "part-of-another"), (Stated, "named before the figure, which is a part of another"), "The figure is a part of one metric; what it states is the other one, which stands before it.",
        "Stock-based compensation was 13.6% of revenue.", ("13.6%", "stock_based_compensation_ratio")),
    row(("metric", "around-brackets"), (Stated, "named before what stands in brackets"), "The name stands before an insertion that has a figure of its own.",
        "Our tax rate, including a tax benefit of $3 million, was 19.4%.", ("19.4%", "effective_tax_rate")),
    row(("metric", "counted"), (Stated, "what is counted names it"), "The noun that is counted names the metric.",
        "We have 4,100 employees.", ("4,100 employees", "headcount")),
    row(("metric", "acted-on"), (Stated, HIT), "A cause acts on a metric that is named behind the verb, or behind the figure.",
        "A lawsuit took $3 million off operating income.", ("$3 million", "operating_income")),
    row(("metric", "left-over"), (Stated, "what is left of an authorization"), "What remains of an authorization to buy back shares.",
        "We have $90 million of share repurchase authorization remaining.", ("$90 million", "repurchase_remaining")),
    row(("metric", "returned"), (Stated, "what is returned in several ways"), "What shareholders got back, without a way or by several.",
        "We returned $380 million to shareholders through dividends and share repurchases.", ("$380 million", "capital_returned")),
    row(("metric", "bought-for"), (Stated, PAID_FOR), "The amount behind a purchase and \"for\" is its price.",
        "We acquired the orchard for $40 million.", ("$40 million", "acquisition_price")),
    row(("metric", "of-ebitda"), (Stated, OF_EBITDA), "A multiple of EBITDA, in a sentence that speaks of debt, is how high the debt is.",
        "Net debt was $640 million, or 1.7 times trailing EBITDA.", ("1.7 times", "leverage_ratio")),
    row(("metric", "told-of-a-part"), (Stated, "what a part of those that are counted does"), "Something is said of a part of those that are counted, and nothing of their number.",
        "About 40% of our customers pay by card.", ("40%", "other")),
    row(("metric", "named-later"), (Stated, "named later in the sentence"), "The sentence begins with the figure, and names the metric further on.",
        "At 61%, the gross margin reached a record.", ("61%", "gross_margin")),
    row(("metric", "named-cause"), (Carried, ACTED_ON), "The metric that is named is a cause; the figure is of what the cause moves, revenue where nothing is named.",
        "Acquisitions contributed 210 basis points of growth.", ("210 basis points", "revenue")),
    row(("metric", "in-cause"), (Carried, IN_CAUSE), "An amount without a metric of its own explains the figure before.",
        "Operating income of $64 million includes a $6 million gain from the sale of a warehouse.", ("$6 million", "operating_income")),
    row(("metric", "own-margin"), (Carried, "the margin of the metric before"), "A bare \"margin\" is the margin of the metric before.",
        "EBITDA was $402 million, a margin of 22%.", ("22%", "ebitda_margin")),
    row(("metric", "paid-for"), (Carried, "what was paid for what is counted before"), "What shares or dividends cost that were just counted.",
        "We bought back 300,000 shares at a total cost of $26 million.", ("$26 million", "share_repurchases")),
    row(("metric", "earned-per-share"), (Stated, EARNED), "What is earned for each share is earnings per share.",
        "Harbor is earning $2.10 per share.", ("$2.10 per share", "eps")),
    row(("metric", "told-by-verb"), (Assumed, BY_VERB), "No metric is named, but the verb stands for one: what is shipped is units.",
        "We shipped about 41,000 tractors.", ("41,000 tractors", "units")),
    row(("metric", "goes-on"), (Carried, "goes on about the metric of the figure before"), "No metric is named between the figure before and this one.",
        "Revenue was $48 million, up 7% year over year.", ("7%", "revenue")),
    row(("metric", "sentence-before"), (Carried, "carried on from the sentence before"), "The sentence speaks of what the one before spoke of.",
        "Bookings were $25 million. They grew 14%.", ("14%", "bookings")),
    row(("metric", "repeated"), (Carried, REPEATED), "A range that was given with its metric is said again without it.",
        REPEAT, ("5% to 6%", "revenue")),
    row(("metric", "item-per-share"), (Assumed, ITEM_PER_SHARE), "What something adds or takes per share, it adds to earnings or takes from them.",
        "Higher margins added $0.11 per share.", ("$0.11 per share", "eps")),
    row(("metric", "guided-per-share"), (Assumed, GUIDED_PER_SHARE), "Guidance that is given in cents, and names no metric, is for earnings per share.",
        "We give guidance in the range of $1.15 to $1.25.", ("$1.15 to $1.25", "eps")),
    row(("metric", "of-business"), (Assumed, OF_BUSINESS), "What a part of the company makes of a business, without a metric, is its part of the revenue.",
        "Ferry catering is now 6% of the segment.", ("6%", "revenue")),
    row(("metric", "size"), (Assumed, SIZE), "The size of a business that the company has is what it sells.",
        "We have momentum in our $300 million services business.", ("$300 million", "revenue")),
    row(("metric", "per-share-beside"), (Assumed, "an amount per share beside an amount of income"), "An amount per share without a name is one of earnings.",
        "Income before tax was $31 million or $0.78 per diluted share.", ("$0.78 per diluted share", "eps")),
    row(("metric", "part-grows"), (Assumed, GROWS), "A part of the company that grows is a part whose revenue grows.",
        "Our Harbor segment grew 11%.", ("11%", "revenue")),
    row(("metric", "company-grows"), (Assumed, COMPANY_GROWS), "A company that grows is one whose revenue grows.",
        "We expect organic growth for the year as a whole in the range of 5% to 6%.", ("5% to 6%", "revenue")),
    row(("metric", "none"), (Assumed, "no metric of the vocabulary is named"), "Nothing names a metric that the vocabulary has.",
        "Our volunteers planted 6,000 trees.", ("6,000 trees", "other")),

    row(("scope", "respectively"), (Stated, PAIRED), "A list of parts and a list of figures are paired in order.",
        "Gross margins for Bakery and Dairy were 41% and 29%, respectively.", ("29%", "Dairy")),
    row(("scope", "counted"), (Stated, "named in what is counted"), "The part is named in the noun that is counted.",
        "We serve 1.2 million electric customers and nearly 400,000 gas customers.", ("1.2 million electric customers", "electric")),
    row(("scope", "named-behind"), (Stated, "named behind the figure"), "The part's name follows the figure.",
        "Pricing was up 6% in Europe and 2% in North America.", ("2%", "North America")),
    row(("scope", "named-before"), (Stated, BEFORE), "The part's name stands at the beginning, with the metric or as the subject.",
        "Ferry revenue was up 12%.", ("12%", "Ferry")),
    row(("scope", "beside-the-metric"), (Stated, "named beside the metric"), "The part's name stands beside the metric, further into the sentence.",
        "U.S. sales grew 4%, while international sales declined 2%.", ("2%", "international")),
    row(("scope", "within-its-clause"), (Stated, "named before the figure, within its clause"), "The part was named last before the figure, in its clause.",
        "In Orthopedics, sales grew 7% organically, while Spine fell 2%.", ("2%", "Spine")),
    row(("scope", "inside-the-name"), (Stated, "named within the metric"), "The metric's own name begins with the part.",
        "Broadband ARPU rose 2.5% to $71.40.", ("2.5%", "Broadband")),
    row(("scope", "whole-by-name"), (Stated, "the metric's name is of the whole company"), "The metric's name says that it is of all parts.",
        "Consolidated revenue was $99 million.", ("$99 million", "total")),
    row(("scope", "subject-behind"), (Stated, "the subject of the sentence, behind the figure"), "The sentence opens with the figure, and names the part that has it behind a comma.",
        "With revenue of $96 million, our Sensors segment had its best quarter.", ("$96 million", "Sensors")),
    row(("scope", "inside-the-carried-name"), (Carried, "named within the metric that is carried on"), "The name of the metric that is carried on begins with the part.",
        "Consumer deposits were stable. They averaged $31 billion.", ("$31 billion", "Consumer")),
    row(("scope", "as-before"), (Carried, "as the figure before"), "No part is named between the figure before and this one.",
        "Broadband ARPU rose 2.5% to $71.40.", ("$71.40", "Broadband")),
    row(("scope", "mentioned-last"), (Carried, "the part of the company that was mentioned last"), "\"That business\" is the part that was mentioned last.",
        "We continue to invest behind our Robotics business. That business lost $16 million in the quarter.", ("$16 million", "Robotics")),
    row(("scope", "in-focus"), (Carried, "the part of the company that is being spoken of"), "The speaker has turned to a part, and has not left it.",
        "Turning to our Foundry segment. Revenue was $6 million.", ("$6 million", "Foundry")),
    row(("scope", "repeated"), (Carried, REPEATED), "A range that is said again is of the same part.",
        REPEAT, ("5% to 6%", "Ferry")),
    row(("scope", "none"), (Assumed, "no part of the company is named"), "Where no part is named, the figure is of the whole company.",
        "Revenue was $5 million.", ("$5 million", "total")),

    row(("basis", "respectively"), (Stated, PAIRED), "Two bases and two figures are paired in order.",
        "GAAP and adjusted earnings per share were $1.20 and $1.30, respectively.", ("$1.30", "non_gaap")),
    row(("basis", "said-behind"), (Stated, "said behind the figure"), "The basis follows the figure.",
        "Sales grew 4% organically.", ("4%", "organic")),
    row(("basis", "inside-the-name"), (Stated, "said in the metric's name"), "The basis stands inside the metric's name.",
        "Adjusted gross profit of $7 million and total adjusted operating income of $5 million set records.", ("$5 million", "non_gaap")),
    row(("basis", "said-before"), (Stated, "said before the figure"), "The basis stands before the figure, with its metric.",
        "Adjusted EPS was $0.85.", ("$0.85", "non_gaap")),
    row(("basis", "leaves-out"), (Stated, "leaves something out of earnings"), "Earnings that leave something out are adjusted.",
        "Excluding restructuring charges, operating income was $16 million.", ("$16 million", "non_gaap")),
    row(("basis", "opening"), (Carried, "said at the beginning of the sentence"), "A phrase that opens the sentence holds for all its figures.",
        "On a GAAP basis, gross margin was 40%, and operating margin was 12%.", ("12%", "gaap")),
    row(("basis", "as-before"), (Carried, "as the figure before"), "A figure that goes on about the metric before has its basis.",
        "Adjusted earnings were $1.42 per share, an 11% increase.", ("11%", "non_gaap")),
    row(("basis", "sentence-before"), (Carried, "as in the sentence before"), "A sentence that goes on about the metric before has its basis.",
        "Adjusted operating income was $96 million. It represented a margin of 16.2%.", ("16.2%", "non_gaap")),
    row(("basis", "growth-goes-on"), (Carried, "goes on about the growth before"), "The growth of a part that names no metric goes on about the growth before.",
        "Organic sales rose 5%. Our Harbor segment grew 7%.", ("7%", "organic")),
    row(("basis", "once-for-all"), (Carried, "said once for all figures of the call"), "A speaker says once on which basis all figures stand.",
        "Unless I say otherwise, my comments are on a non-GAAP basis. Gross margin was 40%.", ("40%", "non_gaap")),
    row(("basis", "none"), (Assumed, "not said"), "A basis is not guessed.",
        "Revenue was $5 million.", ("$5 million", "unspecified")),

    row(("aspect", "level"), (Stated, "stated as a level"), "The figure says how much it is.",
        "Revenue was $5 million.", ("$5 million", "level")),
    row(("aspect", "movement-ended"), (Stated, "where the movement ended"), "A movement to a figure leaves a level.",
        "Gross margin fell to 38.5%.", ("38.5%", "level")),
    row(("aspect", "points-ended"), (Stated, "where a movement by points ended"), "A rate that moved by points has arrived at a level.",
        "Gross margin increased 90 basis points, rising to 17.4%.", ("17.4%", "level")),
    row(("aspect", "reference"), (Stated, "a figure to compare with"), "What a level is compared with is a level, too.",
        "Revenue rose to $412 million from $388 million.", ("$388 million", "level")),
    row(("aspect", "ratio"), (Stated, "a ratio to another metric"), "A percentage of another metric is a level of the ratio.",
        "Stock-based compensation was 13.6% of revenue.", ("13.6%", "level")),
    row(("aspect", "in-points"), (Stated, "a rate stated in basis points"), "A rate that is commonly stated in basis points is a level.",
        "The net charge-off ratio was 41 basis points.", ("41 basis points", "level")),
    row(("aspect", "counted"), (Stated, "what is counted"), "Things that are counted are there: they have no effect on anything.",
        "The total includes 400 stores of the small kind.", ("400 stores", "level")),
    row(("aspect", "contributes"), (Stated, "what a part of the company contributes"), "What a part earns is no effect on the whole.",
        "Workflow contributed $79 million of operating income.", ("$79 million", "level")),
    row(("aspect", "item-per-share"), (Stated, "what an item is for one share"), "A charge or gain is said once more for one share.",
        "We recorded charges of $54 million or $0.06 per share.", ("$0.06 per share", "impact")),
    row(("aspect", "part-of-movement"), (Stated, "a part of the movement before it"), "Points explain a part of a movement by points, or set something off against it.",
        "Sales grew 9%, of which 2 points came from price.", ("2 points", "impact")),
    row(("aspect", "left-out"), (Stated, LEFT_OUT), "What a metric is said not to include is no level of it.",
        "Our backlog does not include 3,200 units.", ("3,200 units", "impact")),
    row(("aspect", "part-of-amount"), (Stated, "what a part of an amount is"), "What an amount that is spent or held includes, is a part of it.",
        "We spent $260 million on share repurchases, including $90 million since April.", ("$90 million", "level")),
    row(("aspect", "rate-of-deal"), (Stated, "a rate of what is told before it"), "The rate of a deal, or how far something has come.",
        "We issued $400 million of notes at 2.45%.", ("2.45%", "level")),
    row(("aspect", "raised"), (Stated, "an amount that was raised"), "To raise money is no movement of a figure.",
        "We raised $220 million in new capital.", ("$220 million", "level")),
    row(("aspect", "moved-before"), (Stated, "a movement is named before the figure"), "A word of movement stands before the figure.",
        "Revenue rose 2%.", ("2%", "change")),
    row(("aspect", "moved-behind"), (Stated, "a movement is named behind the figure"), "A word of movement follows the figure.",
        "We saw a 6% increase in revenue.", ("6%", "change")),
    row(("aspect", "moved-between"), (Stated, "a movement is named between the metric and the figure"), "A noun of movement stands between the metric and the figure.",
        "We are narrowing our full-year organic growth range to 5% to 6% from 4% to 6%.", ("5% to 6%", "change")),
    row(("aspect", "name-of-movement"), (Stated, "the metric's name is of its movement"), "The metric's name ends with its movement.",
        "Organic revenue growth was 10%.", ("10%", "change")),
    row(("aspect", "growth-moved"), (Stated, "growth that moved to this figure"), "An amount that moves to a percentage has grown by it.",
        "Growth in sales improved to 9%.", ("9%", "change")),
    row(("aspect", "growth-reference"), (Stated, "growth to compare with"), "What a growth is compared with is a growth, too.",
        "Loom revenue grew 9% versus the second quarter of 2019, 4% versus the second quarter of 2018.", ("4%", "change")),
    row(("aspect", "growth-of-an-amount"), (Stated, "a percentage of a metric that is an amount: its growth"), "An amount has no level in percent: a percentage of it is its growth.",
        "We raised the quarterly dividend 6%, to $0.35 per share.", ("6%", "change")),
    row(("aspect", "points"), (Stated, "points without a level are a change"), "Points measure what a rate moves by.",
        "Cost of sales was positive 30 basis points.", ("30 basis points", "change")),
    row(("aspect", "moved-part"), (Stated, "a part of a whole that moved"), "A part moves to another part of the same whole.",
        "The cloud mix rose to 63% of bookings.", ("63%", "share")),
    row(("aspect", "worth"), (Stated, WORTH), "A cause is measured by what it does, without a word of effect.",
        "The calendar shift was worth about 150 basis points to comps.", ("150 basis points", "impact")),
    row(("aspect", "times-another"), (Stated, TIMES_ANOTHER), "A multiple of another figure compares the two.",
        "Orders were three times the level of last year.", ("three times", "change")),
    row(("aspect", "added"), (Stated, ADDED), "An addition to an authorization is measured against nothing but itself.",
        "The board authorized an additional $1 billion for share repurchases.", ("$1 billion", "change")),
    row(("aspect", "moved-subject"), (Stated, "a movement in the metric is the subject"), "The clause speaks of a movement in a metric, and gives its size.",
        "A decrease in gross margin of 40 basis points followed.", ("40 basis points", "change")),
    row(("aspect", "coupon"), (Stated, "the rate that a security bears"), "The rate in the name of a security is a level.",
        "We issued $300 million of 4.5% senior notes.", ("4.5%", "level")),
    row(("aspect", "split"), (Stated, SPLIT), "Percentages that add up to a hundred are parts of one whole.",
        "The mix of sales was 71% pumps and 29% valves.", ("29%", "share")),
    row(("aspect", "share"), (Stated, "a part of a whole"), "The figure is a part of a whole that is named with it.",
        "Subscriptions represented 61% of revenue.", ("61%", "share")),
    row(("aspect", "effect-before"), (Stated, "an effect is named before the figure"), "A verb or noun of effect leads to the figure: it is what one cause adds or takes away.",
        "Weather hurt revenue by $6 million.", ("$6 million", "impact")),
    row(("aspect", "effect-behind"), (Stated, "an effect is named behind the figure"), "A noun of effect follows the figure.",
        "Tariffs were a 120 basis point headwind to gross margin.", ("120 basis point", "impact")),
    row(("aspect", "cause-subject"), (Stated, "the subject is a cause"), "Currency, weather and the like act on what the sentence speaks of.",
        "Currency reduced sales by 2%.", ("2%", "impact")),
    row(("aspect", "effect-subject"), (Stated, "an effect is the subject of the clause"), "The clause speaks of an effect, and gives its size.",
        "We expect currency headwinds, which will be 90 basis points.", ("90 basis points", "impact")),
    row(("aspect", "in-cause"), (Stated, IN_CAUSE), "An amount that explains another one is an effect on it.",
        "Net income was $30 million, due to $4 million of bonus expenses.", ("$4 million", "impact")),
    row(("aspect", "as-before"), (Stated, "as the figure before it in the list"), "The figures of a list say the same of their metrics.",
        "Pricing was up 6% in Europe and 2% in North America.", ("2%", "change")),
    row(("aspect", "repeated"), (Carried, REPEATED), "A range that is said again says the same.",
        REPEAT, ("5% to 6%", "change")),

    row(("compare", "said-behind"), (Stated, "said behind the figure"), "The comparison follows the figure.",
        "Revenue grew 8% sequentially.", ("8%", "qoq")),
    row(("compare", "said-before"), (Stated, "said before the figure"), "The comparison stands before the figure.",
        "On a two-year stack, comparable sales were up 9.5%.", ("9.5%", "other")),
    row(("compare", "surpassed"), (Stated, "against what it surpassed"), "The change is against a plan, or a guidance.",
        "Revenue exceeded our plan by $4 million.", ("$4 million", "other")),
    row(("compare", "currency"), (Assumed, "currency, which is measured against a year before"), "What currency adds is measured by the rates of a year before.",
        "Operating income was $9 million, including a $3 million tailwind from foreign exchange.", ("$3 million", "yoy")),
    row(("compare", "balance-within"), (Stated, "what a balance does within a time"), "A balance moves from the beginning of the time to its end.",
        "Inventory decreased $12 million during the quarter.", ("$12 million", "qoq")),
    row(("compare", "end-of-list"), (Stated, "said at the end of the list"), "The last figure of a list says it for all.",
        "Sales were up 4% in Spain and 7% in Italy sequentially.", ("4%", "qoq")),
    row(("compare", "opening"), (Stated, "said at the beginning of the sentence"), "A comparison that opens the sentence holds for all its changes.",
        "Compared to the first quarter, loans of $9 billion were flat, with deposits up 2%.", ("2%", "qoq")),
    row(("compare", "as-before"), (Carried, "as the figure before"), "A change behind a change is measured as it is.",
        "Volume grew 4% sequentially and price rose 2%.", ("2%", "qoq")),
    row(("compare", "reference"), (Carried, "against the figure that the sentence compares with"), "The sentence gives a figure to compare with, and dates it.",
        "Gross costs fell to $18 million from $20 million in the first quarter, a decline of 10%.", ("10%", "qoq")),
    row(("compare", "sentence-before"), (Carried, "as in the sentence before"), "A sequential comparison goes on in the next sentence.",
        "Revenue grew 4% sequentially. Operating income rose 6%.", ("6%", "qoq")),
    row(("compare", "repeated"), (Carried, REPEATED), "A range that is said again is measured against the same.",
        REPEAT, ("5% to 6%", "yoy")),
    row(("compare", "year-over-year"), (Assumed, "growth is year over year unless another comparison is named, once for all or here"), "The convention of calls: a growth rate without a comparison is against the year before.",
        "Revenue rose 2%.", ("2%", "yoy")),
    row(("compare", "part-of-growth"), (Assumed, "a part of a growth rate, which is year over year"), "Points of a growth rate are measured as the growth is.",
        "Acquisitions contributed 210 basis points of growth.", ("210 basis points", "yoy")),
    row(("compare", "none"), (Assumed, "not said"), "An amount that a cause adds or takes away is against nothing that is known.",
        "Weather hurt revenue by $6 million.", ("$6 million", "unspecified")),

    row(("period", "said-behind"), (Stated, "said behind the figure"), "The time follows the figure.",
        "Revenue rose from $4 million in 2022 to $9 million in 2023.", ("$9 million", "2023-FY")),
    row(("period", "said-before"), (Stated, "said before the figure"), "The time stands before the figure, in its metric's clause.",
        "Revenue in the first half was $39 million.", ("$39 million", "2024-H1")),
    row(("period", "part-of-it"), (Stated, "said behind a part of the figure before"), "The time of a part of an amount follows it.",
        "Severance was $38 million in the first half, with $12 million of that in the first quarter.", ("$12 million", "2024-Q1")),
    row(("period", "in-comparison"), (Stated, "said in the comparison"), "The time stands in the words that lead to a figure to compare with.",
        "The tax rate was 19%, up from last year's 17%.", ("17%", "2023-Q2")),
    row(("period", "behind-comparison"), (Stated, "said behind what is compared with"), "The time follows a figure to compare with.",
        "We ended June with net leverage of 1.8x, down from 2.2x at the end of the first quarter.", ("2.2x", "2024-Q1")),
    row(("period", "respectively"), (Stated, PAIRED), "A list of times and a list of figures are paired in order.",
        "Interest expense was $14 million and $12 million for the second quarters of 2024 and 2023, respectively.", ("$12 million", "2023-Q2")),
    row(("period", "respectively-again"), (Carried, "the times of the list before, in order (respectively)"), "A figure and what it is compared with come first; two figures behind have their times in order.",
        "Operating income was $8 million versus $1 million a year ago, and its combined ratios were 94% and 99%, respectively.", ("99%", "2023-Q2")),
    row(("period", "compared-with"), (Stated, "what the sentence compares with"), "The sentence compares year over year: the figure to compare with is of a year ago.",
        "Gross margin rose year over year to 68%, up from 66%.", ("66%", "2023-Q2")),
    row(("period", "opening"), (Carried, "said at the beginning of the sentence"), "Behind a figure to compare with, the time that opens the sentence holds again.",
        "In 2023, operating income improved from an operating loss of $4 million in 2022 to operating income of $9 million.", ("$9 million", "2023-FY")),
    row(("period", "later"), (Carried, "said later in the sentence"), "The only time of the sentence follows further on.",
        "Capital expenditures of $40 million are scheduled for the third quarter.", ("$40 million", "2024-Q3")),
    row(("period", "as-before"), (Carried, "the period of the figure before"), "No time is named between the figure before and this one.",
        "Revenue in the first half was $39 million, up 6%.", ("6%", "2024-H1")),
    row(("period", "guidance-met"), (Carried, "the guidance for the period of the figure before"), "What a reported figure is held against was guided for its period.",
        "Revenue of $40 million exceeded our guidance range of $36 million to $38 million.", ("$36 million to $38 million", "2024-Q2")),
    row(("period", "year-before"), (Assumed, "what is compared with is of a year before"), "What a figure is compared with, without a time, is of the same time a year before.",
        "Gross margin was 40%, which compares to 38%.", ("38%", "2023-Q2")),
    row(("period", "next-quarter"), (Assumed, "sequential growth that is expected: the next quarter"), "Growth over the quarter before that is expected is of the next quarter.",
        "We expect sequential revenue growth of 5%.", ("5%", "2024-Q3")),
    row(("period", "guidance-before"), (Carried, "the period of the guidance before"), "Guidance goes on about the time that was guided for.",
        "For fiscal 2025, we expect revenue of $90 million. We expect EBITDA of $9 million.", ("$9 million", "2025-FY")),
    row(("period", "sentence-before"), (Carried, "the period of the sentence before"), "\"They\" or \"this\" speaks of the sentence before, and of its time.",
        "Bookings in the first half were $25 million. They grew 14%.", ("14%", "2024-H1")),
    row(("period", "guided-year"), (Assumed, "guidance without a period: the year in progress"), "Guidance without a time is for the year.",
        "We expect revenue of $90 million.", ("$90 million", "2024-FY")),
    row(("period", "revised"), (Stated, "said of the guidance that is revised"), "A revision is about one time, which is said before the old range or behind the new one.",
        "We lower our revenue guidance for the full year from $80 million to $84 million to $77 million to $79 million.", ("$77 million to $79 million", "2024-FY")),
    row(("period", "of-the-call"), (Assumed, OF_THE_CALL), "A figure without a time is of the quarter that the call is about.",
        "Revenue rose 2%.", ("2%", "2024-Q2")),

    row(("status", "governed"), (Stated, "governed by …"), "A word of outlook governs the figure.",
        "We expect revenue of $90 million.", ("$90 million", "guidance")),
    row(("status", "replaced"), (Stated, REPLACED), "Guidance that the sentence sets new guidance against, or calls prior, is what held before.",
        "We are raising our revenue guidance to $84 million to $86 million from $80 million to $82 million.", ("$80 million to $82 million", "guidance")),
    row(("status", "possible"), (Stated, POSSIBLE), "What is within reach at a time to come is no promise.",
        "An operating margin of 12% is within reach in the third quarter.", ("12%", "guidance")),
    row(("status", "goes-on"), (Carried, "goes on about the guidance before"), "A sentence without a verb of its own goes on with the guidance before.",
        "We expect revenue of $90 million. Capital expenditures of about $12 million, mostly for the new yard.", ("$12 million", "guidance")),
    row(("status", "repeated"), (Carried, REPEATED), "A range that is said again is guidance again.",
        REPEAT, ("5% to 6%", "guidance")),
    row(("status", "to-come"), (Assumed, "its period is still to come"), "A figure of a time that is still to come is an outlook.",
        "Next year, revenue of $30 million.", ("$30 million", "guidance")),
    row(("status", "none"), (Assumed, "no word of outlook governs it"), "Where no word of outlook governs it, a figure reports.",
        "Revenue was $5 million.", ("$5 million", "actual")),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::super::frame::Frame;
    use super::super::lead::Lead;
    use super::super::mark::marks;
    use super::super::scope::Scopes;
    use super::super::testing::show;
    use super::super::word::{Sentence, words};
    use super::*;
    use crate::quantity::scan;

    /// The name of a lead: a new one finds no row, and the test that asks says so.
    fn name(lead: Lead) -> &'static str {
        match lead {
            Lead::Moved(_) => "moved",
            Lead::MovedTo(_) => "moved-to",
            Lead::Level => "level",
            Lead::From => "from",
            Lead::Versus => "versus",
            Lead::Effect(_) => "effect",
            Lead::Share => "share",
            Lead::And => "and",
            Lead::Open => "open",
        }
    }

    /// What leads to the figure of the example.
    fn lead(row: &Construction) -> &'static str {
        let quantities = scan(row.example).quantities;
        let words = words(row.example);
        let sentence = Sentence { text: row.example, words: &words };
        let scopes = Scopes::learn(None, std::iter::empty(), std::iter::once(sentence.words));
        let marks = scopes.mark(sentence, marks(sentence, &quantities));
        let frame = Frame::new(marks, &quantities);
        let figure =
            frame.figures.iter().rfind(|one| one.quantity.span.of(row.example) == row.quote);
        figure.map_or("no figure", |figure| name(figure.before.lead))
    }

    #[test]
    fn every_row_proves_itself() {
        let mut wrong = Vec::new();
        for row in constructions() {
            let facts = crate::extract("acme_q2_2024.txt", row.example.as_bytes()).unwrap().facts;
            let Some(fact) = facts.iter().rfind(|fact| fact.quote == row.quote) else {
                wrong.push(format!("{}: no fact {:?} in {:?}", row.id(), row.quote, row.example));
                continue;
            };
            let label = if row.label == "lead" { "aspect" } else { row.label };
            let shown = show(fact, label);
            if shown != row.expected {
                let expected = row.expected;
                wrong.push(format!("{}: {shown:?}, expected {expected:?}", row.id()));
            }
            if row.label == "lead" {
                if lead(row) != row.name {
                    wrong.push(format!("{}: led by {:?}", row.id(), lead(row)));
                }
                continue;
            }
            let why = fact.why.iter().find(|why| why.label == row.label).unwrap();
            if !row.gives(&why.because) || why.confidence != row.confidence {
                let confidence = why.confidence.as_str();
                wrong.push(format!("{}: {confidence}: {:?}", row.id(), why.because));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn each_name_and_each_reason_stands_once() {
        let (mut names, mut reasons) = (BTreeSet::new(), BTreeSet::new());
        for row in constructions() {
            assert!(LABELS.iter().any(|(label, _)| *label == row.label), "{}", row.id());
            assert!(names.insert(row.id()), "{} stands twice", row.id());
            let is_new = row.reason.is_empty() || reasons.insert((row.label, row.reason));
            assert!(is_new, "{}: its reason has another row", row.id());
        }
    }

    /// The texts of the project: the example calls, and the labelled sentences, each a call of its own.
    fn texts() -> Vec<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut texts = Vec::new();
        for (folder, ending) in [("examples", "txt"), ("tests/sentences", "tsv")] {
            for entry in fs::read_dir(root.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_none_or(|extension| extension != ending) {
                    continue;
                }
                let text = fs::read_to_string(&path).unwrap();
                if ending == "txt" {
                    texts.push(text);
                    continue;
                }
                for line in text.lines().skip(1) {
                    let said: Vec<&str> = line.split('\t').take(2).collect();
                    texts.push(said.join(" "));
                }
            }
        }
        texts
    }

    #[test]
    fn every_reason_has_a_row() {
        let mut missing = BTreeSet::new();
        for text in texts() {
            let Ok(extraction) = crate::extract("acme_q2_2024.txt", text.as_bytes()) else {
                continue;
            };
            for fact in &extraction.facts {
                for why in fact.why.iter().filter(|why| !why.because.is_empty()) {
                    let known = constructions()
                        .iter()
                        .any(|row| row.label == why.label && row.gives(&why.because));
                    if !known {
                        let because = &why.because;
                        missing.insert(format!("{}: {because}\n    {}", why.label, fact.quote));
                    }
                }
            }
        }
        let missing: Vec<String> = missing.into_iter().collect();
        assert!(missing.is_empty(), "no row for\n{}", missing.join("\n"));
    }
}
