//! Many generated reports in a folder.

use std::path::Path;

use gongkai_testkit::corpus;

use crate::Outcome;

/// What the figures follow from.
const SEED: u64 = 20_190_515;
/// Files a folder, so that no folder grows too large to list.
const PER_FOLDER: usize = 1_000;

/// Writes `count` reports into folders of a thousand.
pub(crate) fn write(folder: &Path, count: &str) -> Outcome {
    let count: u64 = count.parse()?;
    let mut own = folder.to_path_buf();
    for (number, member) in corpus::members(SEED, count).enumerate() {
        if number.is_multiple_of(PER_FOLDER) {
            own = folder.join(format!("{:03}", number / PER_FOLDER));
            std::fs::create_dir_all(&own)?;
        }
        std::fs::write(own.join(&member.file_name), &member.bytes)?;
    }
    Ok(())
}
