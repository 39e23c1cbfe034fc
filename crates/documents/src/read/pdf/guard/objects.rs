//! The objects of an opened file: streams that inflate beyond the limit, fonts of absurd size.

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Number, Object, ObjectIdentifier, Stream};
use std::collections::HashSet;
use std::io::Read;

use super::{too_large, type1};
use crate::read::{Limits, ReadError};

/// More objects than any document of readable length has.
const OBJECTS: usize = 1_000_000;
/// Width entries of all fonts together; the library unfolds ranges one by one.
const WIDTHS: u64 = 4_000_000;
/// The highest character code there can be.
const HIGHEST_CODE: f64 = 65_536.0;
/// Objects written out inside others are followed so deep.
const DEPTH: u32 = 24;
/// Braces inside each other in a function.
const FUNCTION_DEPTH: u32 = 64;
/// The most a byte of data can become by inflating, and by each of the other codings.
const DEFLATE_RATIO: u64 = 1_032;
const LZW_RATIO: u64 = 2_731;
const RUN_LENGTH_RATIO: u64 = 64;

/// Whether the font programs of a file can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Fonts {
    Sound,
    Broken,
}

/// Looks at every object.
///
/// # Errors
/// [`ReadError::TooLarge`] where using them would cost too much.
pub(in super::super) fn check_objects(pdf: &Pdf, limits: &Limits) -> Result<Fonts, ReadError> {
    if pdf.len() > OBJECTS {
        return Err(too_large("objects"));
    }
    let mut sum = Sum::default();
    for object in pdf.objects() {
        sum.add(&object)?;
    }
    let possible: u64 = sum.deflated.iter().map(|stream| possible_bytes(stream)).fold(sum.bytes, u64::saturating_add);
    if possible > limits.inflated_bytes {
        measure(&sum, limits)?;
    }
    // Only now may anything be inflated whole.
    if sum.functions.iter().any(|function| decoded(function, nests_deeply)) {
        return Err(too_large("depth"));
    }
    let is_trap = |program: &Stream<'_>| begins_as_type1(program) && decoded(program, type1::is_trap);
    Ok(if sum.programs.iter().any(is_trap) { Fonts::Broken } else { Fonts::Sound })
}

fn decoded(stream: &Stream<'_>, check: fn(&[u8]) -> bool) -> bool {
    stream.decoded().is_ok_and(|data| check(&data))
}

/// Whether a font program may be of Type 1, told from its first bytes where that is cheap.
fn begins_as_type1(program: &Stream<'_>) -> bool {
    if program.filters().as_slice() != [Filter::FlateDecode] {
        return true;
    }
    let data = program.raw_data();
    let mut head = [0_u8; 1];
    // What the sound decoder refuses, the library tries in other ways.
    ZlibDecoder::new(data.as_ref()).read_exact(&mut head).is_err() || matches!(head, [b'%' | 0x80])
}

/// Whether braces nest beyond what functions have.
fn nests_deeply(program: &[u8]) -> bool {
    let mut depth = 0_u32;
    program.iter().any(|byte| {
        depth = match byte {
            b'{' => depth + 1,
            b'}' => depth.saturating_sub(1),
            _ => depth,
        };
        depth > FUNCTION_DEPTH
    })
}

#[derive(Default)]
struct Sum<'a> {
    widths: u64,
    bytes: u64,
    /// Streams whose inflated size can be measured if need be.
    deflated: Vec<Stream<'a>>,
    /// Font programs, each once.
    fonts: HashSet<ObjectIdentifier>,
    programs: Vec<Stream<'a>>,
    /// Functions written as programs.
    functions: Vec<Stream<'a>>,
}

impl<'a> Sum<'a> {
    fn add(&mut self, object: &Object<'a>) -> Result<(), ReadError> {
        match object {
            Object::Dict(dict) => self.add_dict(dict, 0),
            Object::Stream(stream) => {
                self.add_stream(stream);
                self.add_dict(stream.dict(), 0)
            }
            _ => Ok(()),
        }
    }

    /// Adds a dictionary and those written out inside it. Only accessors that shrug off broken values are used.
    fn add_dict(&mut self, dict: &Dict<'a>, depth: u32) -> Result<(), ReadError> {
        if depth > DEPTH {
            return Err(too_large("depth"));
        }
        for key in dict.keys() {
            if let Some(MaybeRef::NotRef(inner)) = dict.get_raw::<Dict<'_>>(key.as_ref()) {
                self.add_dict(&inner, depth + 1)?;
            }
        }
        for key in ["FirstChar", "LastChar"] {
            if dict.get::<Number>(key).is_some_and(|code| code.as_f64() > HIGHEST_CODE) {
                return Err(too_large("widths"));
            }
        }
        for (key, others) in [("W", 1), ("W2", 3)] {
            if let Some(widths) = dict.get::<Array<'_>>(key) {
                self.add_widths(&widths, others)?;
            }
        }
        for key in ["FontFile", "FontFile2", "FontFile3"] {
            if let Some(font) = dict.get::<Stream<'_>>(key)
                && self.fonts.insert(font.obj_id())
            {
                self.programs.push(font);
            }
        }
        if let Some(fonts) = dict.get::<Array<'_>>("DescendantFonts") {
            for font in fonts.iter::<Dict<'_>>().take(1) {
                self.add_dict(&font, depth + 1)?;
            }
        }
        Ok(())
    }

    /// Adds the entries a list of widths unfolds to: a code and an array, or a range and as many numbers as `others`.
    fn add_widths(&mut self, widths: &Array<'_>, others: usize) -> Result<(), ReadError> {
        let mut numbers = Vec::new();
        for item in widths.iter::<Object<'_>>() {
            match item {
                Object::Number(number) => numbers.push(number.as_f64()),
                _ => numbers.clear(),
            }
            if let [first, last, ..] = numbers.as_slice()
                && numbers.len() == 2 + others
            {
                if *last > HIGHEST_CODE {
                    return Err(too_large("widths"));
                }
                let length = (last - first).clamp(0.0, HIGHEST_CODE);
                self.widths += whole(length);
                numbers.clear();
            }
        }
        if self.widths > WIDTHS { Err(too_large("widths")) } else { Ok(()) }
    }

    fn add_stream(&mut self, stream: &Stream<'a>) {
        let is_image = stream.dict().get::<Name<'_>>("Subtype").is_some_and(|name| name.as_str() == "Image");
        // Pictures are not decoded; object and cross-reference streams were looked at before.
        if is_image {
            return;
        }
        if stream.dict().get::<Number>("FunctionType").is_some() {
            self.functions.push(stream.clone());
        }
        let filters = stream.filters();
        if filters.as_slice() == [Filter::FlateDecode] {
            self.deflated.push(stream.clone());
            return;
        }
        let ratio = filters.iter().fold(1_u64, |ratio, filter| {
            ratio.saturating_mul(match filter {
                Filter::FlateDecode => DEFLATE_RATIO,
                Filter::LzwDecode => LZW_RATIO,
                Filter::RunLengthDecode => RUN_LENGTH_RATIO,
                _ => 1,
            })
        });
        self.bytes = self.bytes.saturating_add(length(stream).saturating_mul(ratio));
    }
}

/// A length as a whole number.
fn whole(length: f64) -> u64 {
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0–65536 by the caller; `as` saturates"
    )]
    let whole = length as u64;
    whole
}

fn length(stream: &Stream<'_>) -> u64 {
    u64::try_from(stream.raw_data().len()).unwrap_or(u64::MAX)
}

fn possible_bytes(stream: &Stream<'_>) -> u64 {
    length(stream).saturating_mul(DEFLATE_RATIO)
}

/// Inflates the streams one after another without keeping anything.
fn measure(sum: &Sum<'_>, limits: &Limits) -> Result<(), ReadError> {
    let exceeded = || too_large("inflated_bytes");
    let mut left = limits.inflated_bytes.checked_sub(sum.bytes).ok_or_else(exceeded)?;
    let mut chunk = vec![0_u8; 64 * 1024];
    for stream in &sum.deflated {
        let data = stream.raw_data();
        let mut decoder = ZlibDecoder::new(data.as_ref());
        while let Ok(count @ 1..) = decoder.read(&mut chunk) {
            let count = u64::try_from(count).unwrap_or(u64::MAX);
            left = left.checked_sub(count).ok_or_else(exceeded)?;
        }
    }
    Ok(())
}
