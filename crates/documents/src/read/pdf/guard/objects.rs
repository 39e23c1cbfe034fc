//! The objects of an opened file: streams that inflate beyond the limit, fonts of absurd size.

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, Stream};
use std::io::Read;

use super::too_large;
use crate::read::{Limits, ReadError};

/// More objects than any document of readable length has.
const OBJECTS: usize = 1_000_000;
/// Width entries of all fonts together; the library unfolds ranges one by one.
const WIDTHS: u64 = 4_000_000;
/// The highest character code there can be.
const HIGHEST_CODE: f64 = 65_536.0;
/// Objects written out inside others are followed so deep.
const DEPTH: u32 = 24;
/// The most a byte of data can become by inflating, and by each of the other codings.
const DEFLATE_RATIO: u64 = 1_032;
const LZW_RATIO: u64 = 2_731;
const RUN_LENGTH_RATIO: u64 = 64;

/// Looks at every object.
///
/// # Errors
/// [`ReadError::TooLarge`] where using them would cost too much.
pub(in super::super) fn check_objects(pdf: &Pdf, limits: &Limits) -> Result<(), ReadError> {
    if pdf.len() > OBJECTS {
        return Err(too_large("objects"));
    }
    let mut sum = Sum { widths: 0, bytes: 0, deflated: Vec::new() };
    for object in pdf.objects() {
        sum.add(&object, 0)?;
    }
    let possible: u64 = sum.deflated.iter().map(|stream| possible_bytes(stream)).fold(sum.bytes, u64::saturating_add);
    if possible <= limits.inflated_bytes { Ok(()) } else { measure(&sum, limits) }
}

struct Sum<'a> {
    widths: u64,
    bytes: u64,
    /// Streams whose inflated size can be measured if need be.
    deflated: Vec<Stream<'a>>,
}

impl<'a> Sum<'a> {
    fn add(&mut self, object: &Object<'a>, depth: u32) -> Result<(), ReadError> {
        if depth > DEPTH {
            return Err(too_large("depth"));
        }
        match object {
            Object::Dict(dict) => self.add_dict(dict, depth),
            Object::Stream(stream) => {
                self.add_stream(stream);
                self.add_dict(stream.dict(), depth)
            }
            Object::Array(array) => {
                for item in array.raw_iter() {
                    if let MaybeRef::NotRef(item @ (Object::Dict(_) | Object::Array(_))) = item {
                        self.add(&item, depth + 1)?;
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn add_dict(&mut self, dict: &Dict<'a>, depth: u32) -> Result<(), ReadError> {
        for key in ["FirstChar", "LastChar"] {
            if let Some(Object::Number(code)) = dict.get::<Object<'_>>(key)
                && code.as_f64() > HIGHEST_CODE
            {
                return Err(too_large("widths"));
            }
        }
        for (key, others) in [("W", 1), ("W2", 3)] {
            if let Some(widths) = dict.get::<Array<'_>>(key) {
                self.add_widths(&widths, others)?;
            }
        }
        for (_, value) in dict.entries() {
            if let MaybeRef::NotRef(value @ (Object::Dict(_) | Object::Array(_))) = value {
                self.add(&value, depth + 1)?;
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
