//! Stage 6: facts and findings to pages for people.
//!
//! In:  the results of a run. Out: the summary that the command prints. Not here: any rule about what a number means.
