//! What is looked at before the library is let loose on a file.
//!
//! The library follows nested arrays by recursion, page trees along every path, widths and graphics states one by one,
//! and inflates without a bound, and looks ahead in fonts: a few hundred bytes can cost all memory, all time or the stack. So the bytes are
//! looked over before it opens them ([`check_bytes`]), the objects before they are used ([`check_objects`]), and the
//! content of each page before it is drawn ([`costs_too_much`]). Not covered: object streams of files an owner's
//! password encrypts, which only the library can decrypt.

mod content;
mod objects;
mod syntax;
mod tree;
mod type1;

pub(super) use content::costs_too_much;
pub(super) use objects::{Fonts, check_objects};

use flate2::read::ZlibDecoder;
use std::io::Read;

use super::damaged;
use crate::model::Format;
use crate::read::{Limits, ReadError};
use syntax::{Coding, Object, Reading, Role};
use tree::Tree;

/// Bytes looked at may be this many times the bytes of the file, since objects are tried wherever one may begin.
const EFFORT: usize = 64;
/// Sum of the squares of the lengths of object streams: the library counts through them for every object.
const CROWD: u64 = 200_000_000;

fn too_large(limit: &'static str) -> ReadError {
    ReadError::TooLarge { format: Format::Pdf, limit }
}

/// Looks the bytes of a file over: nesting of its objects, growth of its page tree, size of its object streams.
///
/// # Errors
/// [`ReadError::TooLarge`] where it would cost too much, [`ReadError::Damaged`] where that cannot be told.
pub(super) fn check_bytes(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let mut look = Look {
        limits,
        effort: bytes.len().saturating_mul(EFFORT).saturating_add(1 << 20),
        inflated: limits.inflated_bytes,
        crowd: 0,
        tree: Tree::default(),
    };
    for (start, number) in syntax::starts(bytes) {
        look.try_object(bytes, start, number)?;
    }
    if look.tree.is_too_large(limits) { Err(too_large("pages")) } else { Ok(()) }
}

struct Look<'l> {
    limits: &'l Limits,
    effort: usize,
    inflated: u64,
    crowd: u64,
    tree: Tree,
}

impl Look<'_> {
    fn try_object(&mut self, bytes: &[u8], start: usize, number: Option<u32>) -> Result<(), ReadError> {
        let object = self.read(bytes, start)?;
        if let Some(number) = number {
            self.tree.add(number, &object.kids);
        }
        let Some(data) = object.stream else { return Ok(()) };
        let Some(data) = bytes.get(data..) else { return Ok(()) };
        if object.role == Role::CrossReference && object.coding != Coding::Plain {
            self.inflate(data)?;
        }
        if object.role == Role::Objects {
            if object.coding == Coding::Odd || object.is_predicted {
                return Err(damaged("an object stream is coded in an unusual way"));
            }
            self.crowd = self.crowd.saturating_add(object.count.saturating_mul(object.count));
            if self.crowd > CROWD {
                return Err(too_large("objects"));
            }
            let inflated = if object.coding == Coding::Deflated { self.inflate(data)? } else { data.to_vec() };
            self.look_inside(&inflated)?;
        }
        Ok(())
    }

    /// Looks at the objects of an object stream.
    fn look_inside(&mut self, data: &[u8]) -> Result<(), ReadError> {
        let mut reading = Reading::new(data, 0);
        let mut offsets = Vec::new();
        while let (Some(number), Some(offset)) = (reading.integer(), reading.integer()) {
            offsets.push((u32::try_from(number).ok(), offset));
        }
        // Offsets count from after the last pair, wherever the stream says that is: white space does not matter.
        let first = reading.position();
        for (number, offset) in offsets {
            let start = usize::try_from(offset).ok().and_then(|offset| first.checked_add(offset));
            let Some(start) = start.filter(|start| *start < data.len()) else { continue };
            let object = self.read(data, start)?;
            if let Some(number) = number {
                self.tree.add(number, &object.kids);
            }
        }
        for (start, _) in syntax::starts(data) {
            self.read(data, start)?;
        }
        Ok(())
    }

    fn read(&mut self, bytes: &[u8], start: usize) -> Result<Object, ReadError> {
        let object = syntax::read_object(bytes, start, self.effort);
        self.effort = self.effort.saturating_sub(object.length);
        if object.depth > self.limits.depth {
            return Err(too_large("depth"));
        }
        if self.effort == 0 {
            return Err(too_large("objects"));
        }
        Ok(object)
    }

    /// What deflated data inflates to, as far as it is sound.
    fn inflate(&mut self, data: &[u8]) -> Result<Vec<u8>, ReadError> {
        let mut inflated = Vec::new();
        // An error ends the data; what came before it counts.
        let _ = ZlibDecoder::new(data).take(self.inflated.saturating_add(1)).read_to_end(&mut inflated);
        let length = u64::try_from(inflated.len()).unwrap_or(u64::MAX);
        self.inflated = self.inflated.checked_sub(length).ok_or_else(|| too_large("inflated_bytes"))?;
        Ok(inflated)
    }
}
