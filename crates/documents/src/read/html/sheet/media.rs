//! For which media a sheet is.

/// Whether a list of media has every screen in it; an empty one has all.
pub(super) fn is_for_screens(media: &str) -> bool {
    let mut media = media.split(',').map(str::trim);
    media.any(|medium| medium.to_ascii_lowercase().split(" and ").map(str::trim).all(is_of_a_desk))
}

/// Whether a medium, or what it asks for, is that of a window on a desk.
fn is_of_a_desk(asked: &str) -> bool {
    /// Pixels: how wide such a window is.
    const WINDOW: f32 = 1280.0;
    let width = |of: &str| {
        let width =
            asked.strip_prefix('(')?.strip_suffix(')')?.trim().strip_prefix(of)?.trim_start().strip_prefix(':')?.trim();
        let (number, unit) = width.split_at(width.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(width.len()));
        let pixels = match unit {
            "em" | "rem" => 16.0,
            _ => 1.0,
        };
        Some(number.trim().parse::<f32>().ok()? * pixels)
    };
    ["", "all", "screen", "only screen"].contains(&asked)
        || width("min-width").is_some_and(|least| least <= WINDOW)
        || width("max-width").is_some_and(|most| most >= WINDOW)
}
