//! The demonstration: a district of invented bodies, two years of their reports in different files.

use std::path::Path;

use gongkai_testkit::corpus;

use crate::Outcome;

/// How many bodies the demonstration district has.
const BODIES: u64 = 24;
/// The years reported about.
const YEARS: [i16; 2] = [2022, 2023];
/// What the figures follow from.
const SEED: u64 = 711;

/// Writes `DIR/2022/*` and `DIR/2023/*`.
pub(crate) fn write(folder: &Path) -> Outcome {
    for year in YEARS {
        let folder = folder.join(year.to_string());
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        for body in 0..BODIES {
            let member = corpus::member(SEED, body, year);
            std::fs::write(folder.join(&member.file_name), &member.bytes)?;
        }
    }
    Ok(())
}
