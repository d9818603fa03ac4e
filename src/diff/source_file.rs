//! Which file of one run is which file of the other, though the folders differ.
//!
//! In:  the paths of two runs. Out: pairs of paths. Not here: rows (`twins.rs`).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The pairs of paths, each path in one pair at most: equal base names, and where a name stands for more files
/// than one, the longest common ends of the paths first.
pub(super) fn paired<'t>(
    old: &BTreeSet<&'t str>,
    new: &BTreeSet<&'t str>,
) -> BTreeMap<&'t str, &'t str> {
    let mut named: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for path in new {
        named.entry(parts(path).next().unwrap_or_default()).or_default().push(path);
    }
    let mut candidates: Vec<(Reverse<usize>, &str, &str)> = Vec::new();
    for path in old {
        let same = named.get(parts(path).next().unwrap_or_default()).into_iter().flatten();
        candidates.extend(same.map(|other| (Reverse(common(path, other)), *path, *other)));
    }
    candidates.sort_unstable();
    let mut taken = BTreeSet::new();
    let mut pairs = BTreeMap::new();
    for (_, path, other) in candidates {
        if !pairs.contains_key(path) && taken.insert(other) {
            pairs.insert(path, other);
        }
    }
    pairs
}

/// How many names two paths end in together.
fn common(path: &str, other: &str) -> usize {
    parts(path).zip(parts(other)).take_while(|(one, two)| one == two).count()
}

/// The names of a path, the last one first; of either system, because goldens travel.
fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.rsplit(['/', '\\'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&[&str], &[&str], &str)] = &[
        // old                       new                           pairs
        (&["calls/q1.txt"],          &["/tmp/x/q1.txt"],           "calls/q1.txt=/tmp/x/q1.txt"),
        (&["calls\\q1.txt"],         &["q1.txt"],                  "calls\\q1.txt=q1.txt"),
        (&["a/q1.txt", "b/q1.txt"],  &["/c/b/q1.txt", "/c/a/q1.txt"], "a/q1.txt=/c/a/q1.txt b/q1.txt=/c/b/q1.txt"),
        (&["a/q1.txt", "b/q1.txt"],  &["b/q1.txt"],                "b/q1.txt=b/q1.txt"),
        (&["q1.txt"],                &["q2.txt"],                  ""),
        (&["q1.txt"],                &["old_q1.txt"],              ""),
        (&[],                        &["q1.txt"],                  ""),
    ];

    #[test]
    fn table() {
        for (old, new, expected) in TABLE {
            let pairs = paired(&old.iter().copied().collect(), &new.iter().copied().collect());
            let shown: Vec<String> =
                pairs.iter().map(|(old, new)| format!("{old}={new}")).collect();
            assert_eq!(shown.join(" "), *expected, "given: {old:?} {new:?}");
        }
    }
}
