//! What declarations of a style say of text: hidden, struck out, raised, lowered, too small to be seen.

use std::borrow::Cow;

use super::traits::{Font, Shown, Size, Traits, size};
use crate::read::raised::Level;

/// The declarations of a style, parted once: every element asks its rules for them.
#[derive(Debug, Default)]
pub(super) struct Style<'a>(Vec<Declaration<'a>>);

#[derive(Debug)]
struct Declaration<'a> {
    property: Cow<'a, str>,
    value: Cow<'a, str>,
    importance: Importance,
}

/// How important a declaration is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Importance {
    Usual,
    /// Counts before all that are not, wherever they stand.
    Important,
}

/// What a declaration says that matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Nothing,
    /// How large an element is.
    Size,
    /// How its text is shown.
    Text,
}

impl<'a> Style<'a> {
    pub(super) fn of(style: &'a str) -> Self {
        let mut declarations: Vec<Declaration<'a>> = match without_comments(style) {
            Cow::Borrowed(style) => parts(style).map(|parts| Declaration::new(parts, Cow::Borrowed)).collect(),
            Cow::Owned(style) => {
                let owned = |text: &str| Cow::Owned(text.to_owned());
                parts(&style).map(|parts| Declaration::new(parts, owned)).collect()
            }
        };
        // What fades in is seen.
        if declarations.iter().any(Declaration::moves) {
            declarations.retain(|declaration| !declaration.property.eq_ignore_ascii_case("opacity"));
        }
        Self(declarations)
    }

    /// The same without what says nothing here; nothing where none says how text is shown.
    pub(super) fn narrowed(mut self) -> Option<Self> {
        let mut concerns = false;
        self.0.retain(|declaration| {
            let about = Traits::default().take_declaration(&declaration.property, &declaration.value);
            concerns |= about == About::Text;
            about != About::Nothing
        });
        concerns.then_some(self)
    }

    /// The values of a property.
    pub(super) fn values(&self, property: &str) -> impl Iterator<Item = &str> {
        let own = self.0.iter().filter(move |declaration| declaration.property.eq_ignore_ascii_case(property));
        own.map(|declaration| &*declaration.value)
    }
}

impl<'a> Declaration<'a> {
    fn new<'s>(
        (property, value, importance): (&'s str, &'s str, Importance),
        keep: impl Fn(&'s str) -> Cow<'a, str>,
    ) -> Self {
        Self { property: keep(property), value: keep(value), importance }
    }

    fn moves(&self) -> bool {
        let is_moved = self.property.to_ascii_lowercase().trim_start_matches("-webkit-").starts_with("animation");
        is_moved && !self.value.eq_ignore_ascii_case("none")
    }
}

impl Traits<'_> {
    /// Whether declarations take text out of sight or show it as something else than figures of the line.
    pub(super) fn take_away(style: &Style<'_>) -> bool {
        let mut traits = Traits::default();
        for importance in [Importance::Usual, Importance::Important] {
            traits.take_sheet(style, true, importance);
        }
        let is_seen = traits.shown == Shown::Yes && !traits.cut && !traits.struck;
        let is_pale = traits.pale == Some(true) && traits.ground != Some(true);
        !is_seen
            || is_pale
            || traits.level() != Level::Line
            || traits.tiny == Some(true)
            || traits.turned == (true, true)
            || traits.open
    }

    /// Whether declarations put something else than paper behind text.
    pub(super) fn set_ground(style: &Style<'_>) -> bool {
        let mut traits = Traits::default();
        traits.take_sheet(style, true, Importance::Usual);
        traits.take_sheet(style, true, Importance::Important);
        traits.ground == Some(true)
    }

    /// Takes declarations of a sheet, which say nothing of pictures here; whether they hide is asked for.
    pub(super) fn take_sheet(&mut self, style: &Style<'_>, hides: bool, importance: Importance) {
        let (size, shown, tiny) = (self.size, self.shown, self.tiny);
        let (clipped, cut) = (self.clipped, self.cut);
        self.take_style(style, importance);
        self.size = size;
        if !hides {
            (self.shown, self.tiny, self.clipped, self.cut) = (shown, tiny, clipped, cut);
        }
    }

    /// Takes the declarations of a style that are of this importance.
    pub(super) fn take_style(&mut self, style: &Style<'_>, importance: Importance) {
        for declaration in style.0.iter().filter(|declaration| declaration.importance == importance) {
            self.take_declaration(&declaration.property, &declaration.value);
        }
    }

    /// Takes a declaration; what it says.
    fn take_declaration(&mut self, property: &str, value: &str) -> About {
        let is = |known: &str| property.eq_ignore_ascii_case(known);
        let says = |known: &str| value.eq_ignore_ascii_case(known);
        if is("height") || is("max-height") || is("width") || is("max-width") {
            self.clipped.1 |= number(value) == Some(0.0);
            if is("height") {
                self.size = self.size.max(size(value));
            } else if is("width") {
                self.size = self.size.max(size(value).min(Size::Small));
            }
            return About::Size;
        } else if is("overflow") || is("overflow-x") || is("overflow-y") {
            self.clipped.0 = says("hidden") || says("clip");
        } else if is("color") {
            self.pale = is_pale(value).or(self.pale);
        } else if is("background") || is("background-color") || is("background-image") {
            self.ground = is_ground(value).or(self.ground);
        } else if is("text-shadow") || is("box-shadow") {
            self.ground = Some(true).filter(|_| !says("none")).or(self.ground);
        } else if is("unicode-bidi") {
            self.turned.0 = says("bidi-override") || says("isolate-override");
        } else if is("direction") {
            self.turned.1 = says("rtl");
        } else if (is("display") || is("visibility") || is("opacity")) && value.contains("var(") {
            self.open = true;
        } else if is("flex-direction") || is("flex-flow") {
            self.open = value.to_ascii_lowercase().contains("-reverse");
        } else if is("order") {
            self.open = number(value).is_some_and(|place| place != 0.0);
        } else if is("display") {
            self.shown = if says("none") { Shown::No } else { Shown::Yes };
        } else if is("mso-hide") {
            self.shown = if says("all") { Shown::No } else { self.shown };
        } else if is("text-decoration") || is("text-decoration-line") {
            self.struck = value.split_ascii_whitespace().any(|line| line.eq_ignore_ascii_case("line-through"));
        } else if is("vertical-align") || is("font-variant-position") {
            self.level = match value {
                _ if says("super") || says("text-top") => Level::Raised,
                _ if says("sub") || says("text-bottom") => Level::Lowered,
                length => level_of(length),
            };
        } else if is("mso-text-raise") {
            self.level = level_of(value);
        } else if is("font-size") {
            self.tiny = Some(is_tiny(value));
            self.font = font(value).or(self.font);
        } else if is("position") {
            self.moved.0 = says("relative");
        } else if is("bottom") {
            self.moved.1 = level_of(value);
        } else if is("top") {
            self.moved.1 = match level_of(value) {
                Level::Line | Level::Lifted => Level::Line,
                Level::Raised => Level::Lowered,
                Level::Lowered => Level::Raised,
            };
        } else if is("clip") || is("clip-path") {
            let shape = value.replace(' ', "").to_ascii_lowercase();
            self.cut = shape.starts_with("rect(0") || shape.starts_with("inset(50%");
        } else if leaves_unseen(property, value) {
            self.shown = if self.shown == Shown::Yes { Shown::Blank } else { self.shown };
        } else {
            return About::Nothing;
        }
        About::Text
    }

    /// Where its text stands beside the line.
    pub(super) fn level(&self) -> Level {
        match (self.level, self.moved) {
            (Level::Line, (true, moved)) => moved,
            (level, _) => level,
        }
    }
}

/// A style without the comments in it; one that does not end goes to its end.
fn without_comments(style: &str) -> Cow<'_, str> {
    if !style.contains("/*") {
        return Cow::Borrowed(style);
    }
    let mut parts = style.split("/*");
    let first = parts.next().unwrap_or_default();
    let rest = parts.filter_map(|part| part.split_once("*/")).map(|(_, rest)| rest);
    Cow::Owned(std::iter::once(first).chain(rest).collect::<Vec<_>>().join(" "))
}

/// The declarations of a style, with how important they are.
fn parts(style: &str) -> impl Iterator<Item = (&str, &str, Importance)> {
    style.split(';').filter_map(|declaration| {
        let (property, value) = declaration.split_once(':')?;
        let mut parts = value.split('!');
        let value = parts.next().unwrap_or_default();
        let is_important = parts.any(|word| word.trim().eq_ignore_ascii_case("important"));
        let importance = if is_important { Importance::Important } else { Importance::Usual };
        Some((property.trim(), value.trim(), importance))
    })
}

/// Whether a colour is as pale as paper; nothing for what is no colour of its own.
pub(super) fn is_pale(colour: &str) -> Option<bool> {
    let colour: String = colour.trim().chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    match colour.as_str() {
        "inherit" | "currentcolor" | "" => None,
        "white" | "transparent" | "snow" | "ivory" | "ghostwhite" | "floralwhite" | "whitesmoke" => Some(true),
        _ => Some(channels(&colour).is_some_and(|channels| channels.iter().all(|channel| *channel >= PALE))),
    }
}

/// Of 255 steps: text of this colour is not seen on paper.
const PALE: u32 = 0xF5;

/// Red, green and blue of a colour in figures.
fn channels(colour: &str) -> Option<[u32; 3]> {
    if let Some(inner) = colour.strip_prefix("rgb").and_then(|rest| rest.strip_prefix('(').or(rest.strip_prefix("a(")))
    {
        let mut parts = inner.trim_end_matches(')').split([',', '/']).map(|part| part.parse().ok());
        let [red, green, blue] = [parts.next()??, parts.next()??, parts.next()??];
        // What is fully transparent is seen nowhere.
        return if parts.next() == Some(Some(0)) { Some([255; 3]) } else { Some([red, green, blue]) };
    }
    let digits = colour.strip_prefix('#').unwrap_or(colour);
    let value = u32::from_str_radix(digits, 16).ok()?;
    match digits.len() {
        3 => Some([value >> 8, (value >> 4) & 15, value & 15].map(|channel| channel * 17)),
        6 => Some([value >> 16, (value >> 8) & 255, value & 255]),
        _ => None,
    }
}

/// Whether a background puts something else than paper behind text; nothing where it says nothing.
pub(super) fn is_ground(background: &str) -> Option<bool> {
    let background = background.trim();
    let says = |known: &str| background.eq_ignore_ascii_case(known);
    if says("none") || says("transparent") || says("inherit") || says("initial") || background.is_empty() {
        return None;
    }
    Some(is_pale(background) != Some(true))
}

/// Whether a declaration takes text out of sight and leaves its place.
fn leaves_unseen(property: &str, value: &str) -> bool {
    /// Pixels: what stands so far to the left is outside of every window.
    const OUTSIDE: f32 = -900.0;
    let is = |known: &str| property.eq_ignore_ascii_case(known);
    let says = |known: &[&str]| known.iter().any(|word| value.eq_ignore_ascii_case(word));
    let number = number(value);
    if is("visibility") {
        says(&["hidden", "collapse"])
    } else if is("opacity") {
        number.is_some_and(|number| number <= 0.0)
    } else {
        let is_moved = ["left", "margin-left", "text-indent", "margin-top"].into_iter().any(is);
        is_moved && number.is_some_and(|number| number <= OUTSIDE)
    }
}

/// A size of text that nobody sees.
fn is_tiny(size: &str) -> bool {
    /// Pixels or points.
    const TINY: f32 = 1.0;
    let is_of_screen = ["px", "pt"].iter().any(|unit| size.to_ascii_lowercase().ends_with(unit));
    number(size).is_some_and(|number| number <= 0.0 || (number <= TINY && is_of_screen))
}

/// The size a `font-size` gives.
fn font(size: &str) -> Option<Font> {
    const WORDS: [(&str, f64); 7] = [
        ("xx-small", 9.0),
        ("x-small", 10.0),
        ("small", 13.0),
        ("medium", 16.0),
        ("large", 18.0),
        ("x-large", 24.0),
        ("xx-large", 32.0),
    ];
    let size = size.to_ascii_lowercase();
    match size.as_str() {
        "smaller" => return Some(Font::SMALLER),
        "larger" => return Some(Font::Times(1.2)),
        _ => {}
    }
    if let Some((_, pixels)) = WORDS.iter().find(|(word, _)| *word == size) {
        return Some(Font::Pixels(*pixels));
    }
    let number = f64::from(number(&size).filter(|number| *number > 0.0)?);
    match size.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+')).trim() {
        "px" | "" => Some(Font::Pixels(number)),
        "pt" => Some(Font::Pixels(number * 4.0 / 3.0)),
        "rem" => Some(Font::Pixels(number * 16.0)),
        "em" => Some(Font::Times(number)),
        "%" => Some(Font::Times(number / 100.0)),
        "mm" => Some(Font::Pixels(number * 96.0 / 25.4)),
        _ => None,
    }
}

/// Where a length that counts upwards sets text.
fn level_of(length: &str) -> Level {
    match number(length) {
        Some(number) if number > 0.0 => Level::Raised,
        Some(number) if number < 0.0 => Level::Lowered,
        _ => Level::Line,
    }
}

/// The number a length begins with.
fn number(length: &str) -> Option<f32> {
    let end = length.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))).unwrap_or(length.len());
    length.get(..end)?.parse().ok()
}
