//! What a disk takes to keep a page.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a page takes to be kept at the end of a file, in the middle of 200 times.
pub(crate) fn sync_time(folder: &Path) -> Duration {
    let mut file = File::create(folder.join("sync")).expect("a file");
    let mut times: Vec<Duration> = (0..200)
        .map(|_| {
            let begun = Instant::now();
            file.write_all(&[7; 4_096]).expect("a write");
            file.sync_all().expect("a sync");
            begun.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}
