//! Sizes of files as people read them; the script of the upload page writes them alike.

/// Bytes in the unit that fits, of which each is 1024 of the one before.
pub(crate) fn size(bytes: impl TryInto<u64>) -> String {
    let bytes: u64 = bytes.try_into().unwrap_or_default();
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    if bytes < 1024 * 1024 {
        return format!("{} KB", rounded(bytes, 1024));
    }
    let mut one: u64 = 1024 * 1024;
    let mut unit = "MB";
    for next in ["GB", "TB"] {
        if bytes / one < 1024 {
            break;
        }
        one = one.saturating_mul(1024);
        unit = next;
    }
    let tenths = rounded(u128::from(bytes).saturating_mul(10), one);
    let (whole, rest) = (tenths / 10, tenths % 10);
    if rest == 0 { format!("{whole} {unit}") } else { format!("{whole}.{rest} {unit}") }
}

fn rounded(count: impl Into<u128>, one: u64) -> u128 {
    count.into().saturating_add(u128::from(one) / 2) / u128::from(one)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_told_in_the_unit_that_fits() {
        let sizes = [0, 1023, 1024, 4600, 4700, 1_048_575, 1_048_576, 1_600_000, 50 << 20, 3_i64 << 30].map(size);
        let told = ["0 B", "1023 B", "1 KB", "4 KB", "5 KB", "1024 KB", "1 MB", "1.5 MB", "50 MB", "3 GB"];
        assert_eq!(sizes, told);
        assert_eq!(size(u64::MAX), "16777216 TB");
        assert_eq!(size(-1), "0 B");
    }
}
