//! The content of a page: how much is drawn when every form in it is followed.

use std::cell::Cell;
use std::collections::HashMap;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::Page;

use super::syntax::content_depth;

/// Bytes of content a page may run, forms counted as often as they are drawn.
const RUN: u64 = 64 * 1024 * 1024;
/// What drawing a form costs beside its content, in bytes of content.
const FORM: u64 = 2_048;
/// Graphics states saved inside each other.
const SAVES: u32 = 20_000;
/// Characters set as a clip, whose outlines are all kept.
const CLIPPED: u64 = 50_000;
/// The library follows forms so deep.
const NESTED: u32 = 50;
/// Forms looked at on a page, each level anew.
const VISITS: u32 = 2_000;
/// Arrays inside arrays in content.
const DEPTH: u32 = 256;

/// Whether a page would take too long to draw, or too much memory.
pub(in super::super) fn costs_too_much(page: &Page<'_>) -> bool {
    let mut cost = Cost { known: HashMap::new(), visits: 0 };
    let find = |name: &Name<'_>| page.resources().get_x_object(name);
    let own = page.page_stream().map_or(0, |content| cost.of(content, &find, 0));
    let annotations = page.raw().get::<Array<'_>>("Annots");
    let added = annotations.into_iter().flat_map(|array| array.iter::<Dict<'_>>().collect::<Vec<_>>());
    let added = added.filter_map(|annotation| annotation.get::<Dict<'_>>("AP")?.get::<Stream<'_>>("N"));
    added.fold(own, |sum, form| sum.saturating_add(cost.of_form(&form, &find, 1))) > RUN
}

/// Finds a form by its name, where content stands.
type Find<'f, 'a> = &'f dyn Fn(&Name<'_>) -> Option<Stream<'a>>;

/// What each form costs.
struct Cost {
    /// By object and the level it is drawn at.
    known: HashMap<(ObjectIdentifier, u32), u64>,
    visits: u32,
}

impl Cost {
    fn of_form<'a>(&mut self, stream: &Stream<'a>, outside: Find<'_, 'a>, level: u32) -> u64 {
        let is_form = stream.dict().get::<Name<'_>>("Subtype").is_none_or(|name| name.as_str() != "Image");
        if !is_form || level > NESTED {
            return 0;
        }
        let key = (stream.obj_id(), level);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        self.visits += 1;
        if self.visits > VISITS {
            return u64::MAX;
        }
        let Ok(content) = stream.decoded() else { return 0 };
        let resources = stream.dict().get::<Dict<'_>>("Resources").unwrap_or_default();
        let own = resources.get::<Dict<'_>>("XObject").unwrap_or_default();
        let escaped = Cell::new(false);
        let find = |name: &Name<'_>| {
            own.get::<Stream<'_>>(name.as_ref()).or_else(|| {
                escaped.set(true);
                outside(name)
            })
        };
        let cost = self.of(&content, &find, level).saturating_add(FORM);
        // A name found outside may mean another form where this one is drawn elsewhere.
        if !escaped.get() {
            self.known.insert(key, cost);
        }
        cost
    }

    fn of(&mut self, content: &[u8], find: Find<'_, '_>, level: u32) -> u64 {
        if content_depth(content) > DEPTH {
            return u64::MAX;
        }
        let mut cost = u64::try_from(content.len()).unwrap_or(u64::MAX);
        let (mut saved, mut clips, mut clipped) = (0_u32, false, 0_u64);
        let mut named: HashMap<Vec<u8>, u64> = HashMap::new();
        let mut operations = TypedIter::new(content);
        while let Some(operation) = operations.next() {
            match operation {
                TypedInstruction::SaveState(_) => saved += 1,
                TypedInstruction::RestoreState(_) => saved = saved.saturating_sub(1),
                TypedInstruction::TextRenderingMode(mode) => clips |= mode.0.as_f64() >= 4.0,
                TypedInstruction::ShowText(text) if clips => clipped += count(text.0.as_bytes()),
                TypedInstruction::ShowTexts(texts) if clips => {
                    for text in texts.0.iter::<Object<'_>>() {
                        clipped += text.into_string().map_or(0, |text| count(text.as_bytes()));
                    }
                }
                TypedInstruction::XObject(name) => {
                    let known = named.get(name.0.as_ref()).copied();
                    let once =
                        known.unwrap_or_else(|| find(name.0).map_or(0, |form| self.of_form(&form, find, level + 1)));
                    named.insert(name.0.as_ref().to_vec(), once);
                    cost = cost.saturating_add(once);
                }
                _ => {}
            }
            if cost > RUN || saved > SAVES || clipped > CLIPPED {
                return u64::MAX;
            }
        }
        cost
    }
}

fn count(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
