//! The demonstration: 示例区, an invented district whose bodies reported about three years in different files, some late,
//! some faulty. `gongkai serve --demo DIR` loads it through the use cases of the office.

mod bodies;
mod own;
mod people;
mod reports;

use std::path::Path;

use serde_json::json;

use crate::Outcome;

/// What everybody of the demonstration signs in with.
const PASSWORD: &str = "gongkai-Demo-1";
/// Changes when another demonstration is written; one of another version is written anew.
const VERSION: i64 = 3;

/// Writes the demonstration; does nothing when it is there.
pub(crate) fn write(folder: &Path, last: Option<&str>) -> Outcome {
    let last = match last {
        Some(year) => year.parse()?,
        None => last_year()?,
    };
    let place = folder.join("demonstration.json");
    if is_there(&place, last) {
        return Ok(());
    }
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("bodies.csv"), bodies::table())?;
    let years = [last - 2, last - 1, last];
    let mut written = Vec::new();
    for year in years {
        written.push(reports::write(folder, year, last)?);
    }
    let demonstration = json!({
        "schema": "gongkai.demonstration/1",
        "version": VERSION,
        "last": last,
        "root": {"name": bodies::ROOT, "kind": "government", "level": "county", "profile": bodies::root_profile()},
        "bodies": "bodies.csv",
        "password": PASSWORD,
        "people": people::all(),
        "years": written,
    });
    // Last, so that one that was interrupted is written anew.
    std::fs::write(place, serde_json::to_string_pretty(&demonstration)?)?;
    Ok(())
}

fn is_there(place: &Path, last: i16) -> bool {
    let text = std::fs::read_to_string(place).unwrap_or_default();
    let known: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    known.get("version").is_some_and(|version| *version == VERSION)
        && known.get("last").is_some_and(|year| *year == last)
}

/// The last year bodies have reported about.
#[expect(clippy::disallowed_methods, reason = "a chore that asks which year it is")]
fn last_year() -> Result<i16, Box<dyn std::error::Error>> {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_secs();
    let today = jiff::Timestamp::from_second(i64::try_from(seconds)?)?.to_zoned(jiff::tz::TimeZone::UTC);
    Ok(today.year() - 1)
}
