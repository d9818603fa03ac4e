//! The vocabulary files of `grammar/`, as the build script (`build.rs`) left them.
//!
//! In:  the name of a file. Out: its rows. Not here: what the rows mean (their owners), files of a user (`fact/own_metrics.rs`, `check/rows.rs`).

/// The contents of `grammar/NAME.toml`, as JSON.
macro_rules! built_in {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $name, ".json"))
    };
}

/// The vocabulary of `grammar/NAME.toml`, made ready.
macro_rules! made_ready {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".ready"))
    };
}

pub(crate) use {built_in, made_ready};

/// The rows of a file that is [`built_in`].
#[expect(clippy::expect_used, reason = "each file is built in, and read by the tests of its owner")]
pub(crate) fn rows<T: serde::de::DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).expect("a file of grammar/ has the form that its owner reads")
}

/// A vocabulary that was [`made_ready`].
#[expect(clippy::expect_used, reason = "each is built in, and read by the tests of its owner")]
pub(crate) fn ready<'v, T: serde::Deserialize<'v>>(bytes: &'v [u8]) -> T {
    postcard::from_bytes(bytes).expect("the build script writes what is read here")
}
