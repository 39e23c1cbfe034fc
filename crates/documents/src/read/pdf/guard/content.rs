//! The content of a page: how much is drawn when every form in it is followed.

use std::collections::HashMap;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Page;

use super::syntax::content_depth;

/// Bytes of content a page may run, forms counted as often as they are drawn.
const RUN: u64 = 64 * 1024 * 1024;
/// Graphics states saved inside each other.
const SAVES: u32 = 20_000;
/// Characters set as a clip, whose outlines are all kept.
const CLIPPED: u64 = 50_000;
/// The library follows forms so deep.
const NESTED: u32 = 50;
/// Arrays inside arrays in content.
const DEPTH: u32 = 256;

/// Whether a page would take too long to draw, or too much memory.
pub(in super::super) fn costs_too_much(page: &Page<'_>) -> bool {
    let mut cost = Cost { known: HashMap::new() };
    let resources = page.raw().get::<Dict<'_>>("Resources").unwrap_or_default();
    let find = |name: &Name<'_>| page.resources().get_x_object(name).or_else(|| form(&resources, name));
    let own = page.page_stream().map_or(0, |content| cost.of(content, &find, 0));
    let annotations = page.raw().get::<Array<'_>>("Annots");
    let added = annotations.into_iter().flat_map(|array| array.iter::<Dict<'_>>().collect::<Vec<_>>());
    let added = added.filter_map(|annotation| annotation.get::<Dict<'_>>("AP")?.get::<Stream<'_>>("N"));
    added.fold(own, |sum, form| sum.saturating_add(cost.of_form(&form, 1))) > RUN
}

fn form<'a>(resources: &Dict<'a>, name: &Name<'_>) -> Option<Stream<'a>> {
    resources.get::<Dict<'_>>("XObject")?.get::<Stream<'_>>(name.as_ref())
}

/// What each form costs, by object.
struct Cost {
    known: HashMap<(i32, i32), u64>,
}

impl Cost {
    fn of_form(&mut self, stream: &Stream<'_>, level: u32) -> u64 {
        let is_form = stream.dict().get::<Name<'_>>("Subtype").is_none_or(|name| name.as_str() != "Image");
        if !is_form || level > NESTED {
            return 0;
        }
        let id = stream.obj_id();
        let key = (id.obj_number, id.gen_number);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        // A form inside itself is followed to the library's depth: at once, once a level; many times, without end.
        self.known.insert(key, RUN / 64);
        let Ok(content) = stream.decoded() else { return 0 };
        let resources = stream.dict().get::<Dict<'_>>("Resources").unwrap_or_default();
        let cost = self.of(&content, &|name: &Name<'_>| form(&resources, name), level);
        self.known.insert(key, cost);
        cost
    }

    fn of<'a>(&mut self, content: &[u8], find: &dyn Fn(&Name<'_>) -> Option<Stream<'a>>, level: u32) -> u64 {
        if content_depth(content) > DEPTH {
            return u64::MAX;
        }
        let mut cost = u64::try_from(content.len()).unwrap_or(u64::MAX);
        let (mut saved, mut clips, mut clipped) = (0_u32, false, 0_u64);
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
                    let form = find(name.0);
                    cost = cost.saturating_add(form.map_or(0, |form| self.of_form(&form, level + 1)));
                }
                _ => {}
            }
            if saved > SAVES || clipped > CLIPPED {
                return u64::MAX;
            }
        }
        cost
    }
}

fn count(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
