//! Stage 5: facts and findings to tables.
//!
//! In:  the results of a run. Out: CSV and Parquet files. Not here: any rule about what a number means.
