//! What each stage costs on fixed text: the example calls of the project.
//!
//! `cargo bench` runs it; `bench/run` measures the whole program on large corpora.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on stops")]

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tickmark::table::{Format, write};
use tickmark::transcript::Transcript;
use tickmark::{Extraction, check, extract, fact, quantity, transcript};

/// A call with its name and its bytes.
struct Example {
    name: String,
    bytes: Vec<u8>,
}

fn examples() -> Vec<Example> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths
        .into_iter()
        .map(|path| Example {
            name: path.file_name().unwrap().to_string_lossy().into_owned(),
            bytes: fs::read(path).unwrap(),
        })
        .collect()
}

fn stages(criterion: &mut Criterion) {
    let examples = examples();
    let transcripts: Vec<Transcript> =
        examples.iter().map(|one| transcript::read(&one.name, &one.bytes).unwrap()).collect();
    let extractions: Vec<Extraction> =
        examples.iter().map(|one| extract(&one.name, &one.bytes).unwrap()).collect();
    let run = check(extractions.clone());
    let out = std::env::temp_dir().join(format!("tickmark-bench-{}", std::process::id()));

    let mut group = criterion.benchmark_group("stage");
    group.throughput(Throughput::Bytes(examples.iter().map(|one| one.bytes.len() as u64).sum()));
    group.bench_function("transcript", |bench| {
        bench.iter(|| {
            for one in &examples {
                black_box(transcript::read(&one.name, black_box(&one.bytes)).unwrap());
            }
        });
    });
    group.bench_function("quantity", |bench| {
        bench.iter(|| {
            for one in &transcripts {
                for passage in &one.passages {
                    black_box(quantity::scan(black_box(one.passage_text(passage))));
                }
            }
        });
    });
    group.bench_function("fact", |bench| {
        bench.iter(|| transcripts.iter().for_each(|one| drop(black_box(fact::bind(one)))));
    });
    group.bench_function("check", |bench| {
        bench.iter_batched(
            || extractions.clone(),
            |extractions| check(black_box(extractions)),
            criterion::BatchSize::LargeInput,
        );
    });
    for format in Format::ALL {
        group.bench_with_input(
            BenchmarkId::new("table", format.as_str()),
            &format,
            |bench, one| {
                bench.iter(|| write(&run, &out, &[*one]).unwrap());
            },
        );
    }
    group.finish();
    fs::remove_dir_all(out).unwrap();
}

/// Text in which nothing is said in figures costs one scan of its bytes.
fn nothing_to_find(criterion: &mut Criterion) {
    let text =
        "We are grateful to our customers and to everyone who works with them. ".repeat(1000);
    let mut group = criterion.benchmark_group("nothing to find");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("quantity", |bench| bench.iter(|| quantity::scan(black_box(&text))));
    group.bench_function("call", |bench| {
        bench.iter(|| extract("quiet_q1_2024.txt", black_box(text.as_bytes())).unwrap());
    });
    group.finish();
}

criterion_group!(benches, stages, nothing_to_find);
criterion_main!(benches);
