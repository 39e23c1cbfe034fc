//! What a report says about whose it is.

use super::Roll;
use super::name::{Name, folded, is_place, places_before};
use crate::check::BodyKind;
use crate::model::Report;

/// A name that was met, and whose it can be.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// The words that name.
    pub(super) words: String,
    /// The name without its areas, in one form.
    pub(super) core: String,
    /// Bodies of the roll called so, in the area said if one is said.
    pub(super) bodies: Vec<usize>,
    /// Bodies called so, but in another area than the one said.
    pub(super) elsewhere: Vec<(usize, String)>,
}

/// Everything that names a body.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// What the title names, when it names something.
    pub(super) title: Option<Named>,
    /// What the text calls the report's own body (某街道2020年政府信息公开工作年度报告).
    pub(super) stated: Option<Named>,
    /// Named where a report introduces its body: at the opening, with the contact, with 编制.
    pub(super) opening: Vec<usize>,
    /// Named anywhere else.
    pub(super) mentioned: Vec<usize>,
    /// Named in the text with one of its areas before the name.
    pub(super) placed_in_text: Vec<usize>,
    /// Named in the file's name.
    pub(super) file: Vec<usize>,
    /// Named in the file's name with one of its areas.
    pub(super) placed_in_file: Vec<usize>,
    /// The file's name.
    pub(super) file_name: String,
    /// What the text calls its body: 我街道, 我镇.
    pub(super) self_called: Vec<(&'static str, BodyKind)>,
}

/// What a body calls itself, and what that makes it. 我区 and the like may be the upper level.
const SELF: [(&str, BodyKind); 7] = [
    ("我街道", BodyKind::Street),
    ("本街道", BodyKind::Street),
    ("我镇", BodyKind::Township),
    ("本镇", BodyKind::Township),
    ("我乡", BodyKind::Township),
    ("我局", BodyKind::Department),
    ("我委", BodyKind::Department),
];
/// Words near which a report introduces its body.
const INTRODUCING: [&str; 5] = ["编制", "联系", "地址", "电话", "邮编"];
/// Lines at the beginning of section one that introduce.
const OPENING_LINES: usize = 2;
/// What makes a name the beginning of a longer one.
const PARTS: [&str; 7] = ["分局", "支队", "大队", "派出所", "管理所", "服务中心", "社区"];

impl Evidence {
    pub(super) fn of(roll: &Roll, report: &Report, file_name: Option<&str>) -> Self {
        let mut evidence = Self { file_name: file_name.unwrap_or_default().to_owned(), ..Self::default() };
        let title = report.title.as_ref().map(|title| folded(&title.text)).unwrap_or_default();
        if let Some(body) = &report.body {
            let named = named(roll, body);
            let in_title = !title.is_empty() && title.contains(&folded(body));
            *(if in_title { &mut evidence.title } else { &mut evidence.stated }) = Some(named);
        }
        if evidence.title.is_none() {
            evidence.title = found_in_title(roll, &title);
        }
        evidence.read_text(roll, report);
        for met in met(roll, &folded(&evidence.file_name)) {
            add(&mut evidence.file, met.index);
            if met.placed {
                add(&mut evidence.placed_in_file, met.index);
            }
        }
        evidence
    }

    fn read_text(&mut self, roll: &Roll, report: &Report) {
        for section in &report.sections {
            for (number, line) in section.lines.iter().enumerate() {
                let text = folded(&line.text);
                let opens = section.number == 1 && number < OPENING_LINES;
                let introduces = opens || INTRODUCING.iter().any(|word| text.contains(word));
                for met in met(roll, &text) {
                    add(if introduces { &mut self.opening } else { &mut self.mentioned }, met.index);
                    if met.placed {
                        add(&mut self.placed_in_text, met.index);
                    }
                }
                for (word, kind) in SELF.iter().filter(|(word, _)| text.contains(word)) {
                    if !self.self_called.contains(&(word, *kind)) {
                        self.self_called.push((word, *kind));
                    }
                }
            }
        }
    }
}

/// A title the reader found no name in may still have one the roll knows.
fn found_in_title(roll: &Roll, title: &str) -> Option<Named> {
    let bodies: Vec<usize> = met(roll, title).into_iter().map(|met| met.index).collect();
    (!bodies.is_empty()).then(|| Named { words: title.to_owned(), core: String::new(), bodies, elsewhere: Vec::new() })
}

/// Who on the roll goes by a name standing alone.
fn named(roll: &Roll, words: &str) -> Named {
    let said = Name::of(words, None);
    let mut named = Named { words: words.to_owned(), core: said.core.clone(), ..Named::default() };
    for index in roll.by_core.get(&said.core).into_iter().flatten() {
        match strangeness(roll, *index, &said) {
            None => named.bodies.push(*index),
            Some(place) => named.elsewhere.push((*index, place)),
        }
    }
    // Of several, those whose area is said are meant.
    let placed: Vec<usize> = named.bodies.iter().copied().filter(|index| is_placed(roll, *index, &said)).collect();
    if !placed.is_empty() {
        named.bodies = placed;
    }
    named
}

/// The area said that is not this body's, if there is one; a body is meant when one of its names fits.
fn strangeness(roll: &Roll, index: usize, said: &Name) -> Option<String> {
    let member = roll.members.get(index)?;
    let names = || member.names.iter().filter(|name| name.core == said.core);
    if names().any(|name| name.differs_from(&said.places).is_none()) {
        return None;
    }
    names().find_map(|name| name.differs_from(&said.places))
}

fn is_placed(roll: &Roll, index: usize, said: &Name) -> bool {
    let names = roll.members.get(index).map(|member| member.names.as_slice()).unwrap_or_default();
    names.iter().any(|name| name.core == said.core && name.lies_in(&said.places))
}

struct Met {
    index: usize,
    placed: bool,
}

/// Bodies named in a folded text.
fn met(roll: &Roll, text: &str) -> Vec<Met> {
    let Some(finder) = &roll.finder else { return Vec::new() };
    let mut list = Vec::new();
    for found in finder.find_iter(text) {
        let after: String = text.get(found.end()..).unwrap_or_default().chars().take(8).collect();
        if PARTS.iter().any(|part| after.contains(part)) {
            continue;
        }
        let Some(core) = roll.cores.get(found.pattern().as_usize()) else { continue };
        if is_place(core) && !stands_for_government(&after) {
            continue;
        }
        let before = text.get(..found.start()).unwrap_or_default();
        let said = Name { places: places_before(before), core: core.clone() };
        let fitting = roll.by_core.get(core).into_iter().flatten().copied();
        let fitting: Vec<usize> = fitting.filter(|index| strangeness(roll, *index, &said).is_none()).collect();
        let placed: Vec<usize> = fitting.iter().copied().filter(|index| is_placed(roll, *index, &said)).collect();
        let chosen = if placed.is_empty() { &fitting } else { &placed };
        list.extend(chosen.iter().map(|index| Met { index: *index, placed: !placed.is_empty() }));
    }
    list
}

/// Whether an area's name means its government by what comes after: 示例区政府, 示例区2022年, not 示例区青禾街道.
fn stands_for_government(after: &str) -> bool {
    let office = ["政府办", "政府信息", "政府公开"].iter().any(|word| after.starts_with(word));
    let within = after.starts_with(|letter: char| letter.is_alphabetic()) && !after.starts_with("政府");
    !office && !within
}

fn add(list: &mut Vec<usize>, index: usize) {
    if !list.contains(&index) {
        list.push(index);
    }
}
