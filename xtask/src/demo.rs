//! The demonstration: a district of invented bodies, two years of their reports in different files.

use std::path::Path;

use gongkai_testkit::corpus;

use crate::Outcome;

/// How many bodies of the demonstration district report without and with defects about the last year.
const SOUND: usize = 18;
const FAULTY: usize = 6;
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
        for body in bodies() {
            let member = corpus::member(SEED, body, year);
            std::fs::write(folder.join(&member.file_name), &member.bytes)?;
        }
    }
    Ok(())
}

/// The first bodies of the corpus that make up the district, in order.
fn bodies() -> Vec<u64> {
    let (mut sound, mut faulty) = (Vec::new(), Vec::new());
    let [_, last] = YEARS;
    for body in 0.. {
        let (_, defects) = corpus::report(SEED, body, last);
        let kind = if defects.is_empty() { (&mut sound, SOUND) } else { (&mut faulty, FAULTY) };
        if kind.0.len() < kind.1 {
            kind.0.push(body);
        } else if sound.len() >= SOUND && faulty.len() >= FAULTY {
            break;
        }
    }
    sound.extend(faulty);
    sound.sort_unstable();
    sound
}
