//! Rows of two tables that are each other's.
//!
//! In:  rows with keys, and how far two of them are from each other. Out: pairs. Not here: what a key is (`spoken.rs`, `keyed.rs`).

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// The largest group in which each row is held against each; the rows of a larger one are paired in order.
const LARGEST: usize = 250_000;

/// Pairs of rows, and the rows that are in none.
#[derive(Debug, Default)]
pub(super) struct Twins {
    /// Old row and new row.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Old rows without a twin, in order.
    pub(super) old: Vec<usize>,
    /// New rows without a twin, in order.
    pub(super) new: Vec<usize>,
}

impl Twins {
    /// All rows, in no pair yet.
    pub(super) fn apart(old: Vec<usize>, new: Vec<usize>) -> Self {
        Self { pairs: Vec::new(), old, new }
    }

    /// Pairs rows with equal keys, the nearest first; rows without a key, and rows whose distance is `None`, stay apart.
    pub(super) fn pair<K: Eq + Hash, D: Ord>(
        &mut self,
        old_key: impl Fn(usize) -> Option<K>,
        new_key: impl Fn(usize) -> Option<K>,
        distance: impl Fn(usize, usize) -> Option<D>,
    ) {
        let mut groups: HashMap<K, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for row in &self.old {
            if let Some(key) = old_key(*row) {
                groups.entry(key).or_default().0.push(*row);
            }
        }
        for row in &self.new {
            if let Some(key) = new_key(*row) {
                groups.entry(key).or_default().1.push(*row);
            }
        }
        let (mut gone, mut come) = (HashSet::new(), HashSet::new());
        for (old, new) in groups.into_values() {
            for (one, other) in nearest(&old, &new, &distance) {
                gone.insert(one);
                come.insert(other);
                self.pairs.push((one, other));
            }
        }
        self.old.retain(|row| !gone.contains(row));
        self.new.retain(|row| !come.contains(row));
        self.pairs.sort_unstable();
    }
}

fn nearest<D: Ord>(
    old: &[usize],
    new: &[usize],
    distance: impl Fn(usize, usize) -> Option<D>,
) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > LARGEST {
        let pairs = old.iter().copied().zip(new.iter().copied());
        return pairs.filter(|(one, other)| distance(*one, *other).is_some()).collect();
    }
    let mut candidates: Vec<(D, usize, usize)> = Vec::new();
    for one in old {
        candidates
            .extend(new.iter().filter_map(|other| Some((distance(*one, *other)?, *one, *other))));
    }
    candidates.sort_unstable();
    let (mut gone, mut come) = (HashSet::new(), HashSet::new());
    let mut pairs = Vec::new();
    for (_, one, other) in candidates {
        if !gone.contains(&one) && !come.contains(&other) {
            gone.insert(one);
            come.insert(other);
            pairs.push((one, other));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rustfmt::skip]
    const TABLE: &[(&[&str], &[&str], &str)] = &[
        // old: key and number     new                       pairs, rest
        (&["a1", "b1"],            &["b1", "a1"],            "0=1 1=0 | | "),
        (&["a1", "a9"],            &["a8", "a2"],            "0=1 1=0 | | "),
        (&["a1"],                  &["a5", "a1"],            "0=1 |  | 0"),
        (&["a1", "a2"],            &["a2"],                  "1=0 | 0 | "),
        (&["a1"],                  &["b1"],                  " | 0 | 0"),
        // Further than 20 is nothing.
        (&["a1"],                  &["a40"],                 " | 0 | 0"),
        (&[],                      &[],                      " |  | "),
    ];

    #[test]
    fn table() {
        for (old, new, expected) in TABLE {
            let number = |row: &str| row.trim_start_matches(['a', 'b']).parse::<u32>().unwrap();
            let mut twins = Twins::apart((0..old.len()).collect(), (0..new.len()).collect());
            twins.pair(
                |row| old[row].chars().next(),
                |row| new[row].chars().next(),
                |one, other| {
                    Some(number(old[one]).abs_diff(number(new[other]))).filter(|far| *far < 20)
                },
            );
            let pairs: Vec<String> =
                twins.pairs.iter().map(|(one, other)| format!("{one}={other}")).collect();
            let rest =
                |rows: &[usize]| rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            let shown =
                format!("{} | {} | {}", pairs.join(" "), rest(&twins.old), rest(&twins.new));
            let blanks = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(blanks(&shown), blanks(expected), "given: {old:?} {new:?}");
        }
    }
}
