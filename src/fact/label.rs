//! The closed vocabularies of a fact's labels, with their words in the tables (`facts.md`).

use serde::{Deserialize, Serialize};

/// A closed label set: the enum, its words, and reading them back.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// The word in the tables.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

words! {
    /// Accounting basis of a figure.
    Basis {
        /// Under generally accepted accounting principles.
        Gaap = "gaap",
        /// Adjusted, non-GAAP, core, recurring.
        NonGaap = "non_gaap",
        /// Without acquisitions, divestitures (and currency, as the company says).
        Organic = "organic",
        /// As reported, said in contrast to organic or constant currency.
        Reported = "reported",
        /// At constant exchange rates.
        ConstantCurrency = "constant_currency",
        /// Not said.
        Unspecified = "unspecified",
    }
}

words! {
    /// What the value says of its metric.
    Aspect {
        /// How much it is.
        Level = "level",
        /// How much it moved against another period.
        Change = "change",
        /// Part of a total.
        Share = "share",
        /// What one cause adds or takes away.
        Impact = "impact",
    }
}

words! {
    /// What a change or an impact is measured against.
    Compare {
        /// Neither a change nor an impact: empty in the tables.
        None = "",
        /// The same period a year before.
        Yoy = "yoy",
        /// The quarter before.
        Qoq = "qoq",
        /// Since the beginning of the year.
        Ytd = "ytd",
        /// Something else (2019, guidance, the market).
        Other = "other",
        /// Not said.
        Unspecified = "unspecified",
    }
}

words! {
    /// Does the value report or look ahead?
    Status {
        /// Reported.
        Actual = "actual",
        /// Any outlook: guidance, target, long-term goal.
        Guidance = "guidance",
    }
}

words! {
    /// How a label is known.
    Confidence {
        /// Its words stand in the clause.
        Stated = "stated",
        /// Carried on from a clause, sentence or paragraph before.
        Carried = "carried",
        /// A convention or default.
        Assumed = "assumed",
    }
}
