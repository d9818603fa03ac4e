//! What the phrases that tie figures to their sentences can do there.
//!
//! In:  nothing. Out: [`Sense`]. Not here: the phrases (`phrase_rows.rs`), finding them (`phrase_book.rs`).
//!
//! The build script reads it too.

use serde::{Deserialize, Serialize};

use super::label::{Basis, Compare};

/// What a phrase does in a sentence. One phrase can do several things.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub(crate) enum Sense {
    Basis(Basis),
    Compare(Compare),
    /// A figure moved.
    Move(Direction, Form),
    /// One cause acts on a figure.
    Effect(Effect, Form),
    Outlook(Outlook),
    /// `represented`: a part of a total follows.
    ShareVerb,
    /// `compared to`: a figure to compare with follows.
    Versus,
    /// `from`, `over`: where a movement began.
    From,
    /// `driven by`: what follows explains the figure before.
    Cause,
    /// `while`: another clause follows.
    Break,
    /// `was`, `of`: the figure of the subject follows.
    Copula,
    /// `this`, `it`: the subject is what was spoken of before.
    Pronoun,
    /// `respectively`: two lists are paired in order.
    Respectively,
}

/// Which way a figure moved.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub(crate) enum Direction {
    Up,
    Down,
    /// The metric's polarity decides.
    Better,
    /// The metric's polarity decides.
    Worse,
}

/// What a cause does to a figure.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub(crate) enum Effect {
    Tailwind,
    Headwind,
    /// Said without its direction.
    Impact,
    /// `which included`: an item inside the figure.
    Includes,
}

/// How a phrase stands to its figure.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Form {
    /// Before it: `grew 5%`.
    Verb,
    /// After it, or before it with `of`: `a 5% increase`, `growth of 5%`.
    Noun,
    /// After it: `5% higher`.
    Adjective,
}

/// How a phrase of outlook governs.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub(crate) enum Outlook {
    /// The figures after it in its clause.
    Verb,
    /// A figure that is tied to it.
    Noun,
    /// Nothing: what it stands in is a report (`as expected`).
    Report,
}
