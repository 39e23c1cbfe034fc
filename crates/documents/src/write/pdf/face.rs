//! Fonts: which glyph a character has, and how wide it is.

use std::sync::LazyLock;

use krilla::Data;
use krilla::text::{Font, GlyphId};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};

use super::super::breaking::is_joined;
use super::super::markup::clean;
use super::super::{Fonts, WriteError};

static SERIF: &[u8] = include_bytes!("../../../fonts/serif-regular.otf");
static SERIF_BOLD: &[u8] = include_bytes!("../../../fonts/serif-bold.otf");
static SANS_BOLD: &[u8] = include_bytes!("../../../fonts/sans-bold.otf");

/// The built-in fonts, parsed once.
static BUILT_IN: LazyLock<Vec<Face<'static>>> = LazyLock::new(|| {
    let parse = |bytes: &'static [u8]| Face::new(&FontRef::new(bytes).ok()?, bytes.into(), 0);
    [SERIF, SERIF_BOLD, SANS_BOLD].into_iter().filter_map(parse).collect()
});

/// What a text is for, which decides its font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text, tables, page numbers.
    Body,
    /// The document's title and sub-headings.
    Strong,
    /// Section headings.
    Heading,
}

/// One font.
#[derive(Clone)]
struct Face<'a> {
    charmap: Charmap<'a>,
    metrics: GlyphMetrics<'a>,
    font: Font,
}

impl<'a> Face<'a> {
    fn new(font: &FontRef<'a>, data: Data, index: u32) -> Option<Self> {
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        Some(Self { charmap: font.charmap(), metrics, font: Font::new(data, index)? })
    }

    /// A font file as given; of a collection the simplified Chinese face, or else the first.
    fn from_file(bytes: &'a [u8]) -> Option<Self> {
        let file = skrifa::raw::FileRef::new(bytes).ok()?;
        let faces: Vec<FontRef<'a>> = file.fonts().collect::<Result<_, _>>().ok()?;
        let index = faces.iter().position(is_simplified_chinese).unwrap_or(0);
        let font = faces.into_iter().nth(index)?;
        Self::new(&font, bytes.to_vec().into(), u32::try_from(index).ok()?)
    }

    /// Glyph and advance in em.
    fn glyph(&self, character: char) -> Option<(GlyphId, f32)> {
        let id = self.charmap.map(character).filter(|id| id.to_u32() != 0)?;
        let advance = self.metrics.advance_width(id)? / self.font.units_per_em();
        Some((GlyphId::new(id.to_u32()), advance))
    }
}

fn is_simplified_chinese(font: &FontRef<'_>) -> bool {
    let names = font.localized_strings(StringId::FAMILY_NAME);
    names.map(|name| name.to_string()).any(|name| name.ends_with(" SC"))
}

/// A character with its glyph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    pub(super) character: char,
    /// Which of the faces.
    pub(super) face: usize,
    pub(super) id: GlyphId,
    /// In em.
    pub(super) advance: f32,
}

/// All fonts of one document.
pub(super) struct Faces<'a> {
    all: Vec<Face<'a>>,
    body: Vec<usize>,
    strong: Vec<usize>,
    heading: Vec<usize>,
}

impl<'a> Faces<'a> {
    /// The fonts given before the built-in ones, and at last those given for the other use.
    pub(super) fn new(fonts: &'a Fonts) -> Result<Self, WriteError> {
        let mut faces: Vec<Face<'a>> = BUILT_IN.iter().cloned().collect();
        let mut add = |files: &'a [Vec<u8>]| {
            let mut added = Vec::new();
            for (index, file) in files.iter().enumerate() {
                added.push(faces.len());
                faces.push(Face::from_file(file).ok_or(WriteError::Font { index })?);
            }
            Ok(added)
        };
        let body = add(&fonts.body)?;
        let heading = add(&fonts.heading)?;
        Ok(Self {
            body: [&body, &[0, 1, 2][..], &heading].concat(),
            strong: [&heading, &[1, 0, 2][..], &body].concat(),
            heading: [&heading, &[2, 1, 0][..], &body].concat(),
            all: faces,
        })
    }

    /// The glyphs of a text, less what has no shape of its own. Line feeds become nothing: split before.
    pub(super) fn shape(&self, text: &str, role: Role) -> Vec<Glyph> {
        clean(text).filter(|character| !is_shapeless(*character)).map(|character| self.glyph(character, role)).collect()
    }

    fn glyph(&self, character: char, role: Role) -> Glyph {
        let wanted = match character {
            '\t' | '\u{A0}' | '\u{85}' => ' ',
            other => other,
        };
        // White space no font has is still white space, never a box.
        let stand_in = if wanted.is_whitespace() { ' ' } else { '□' };
        let found = self.find(wanted, role).or_else(|| self.find(stand_in, role));
        let (face, id, advance) = found.unwrap_or((0, GlyphId::new(0), 1.0));
        let advance = match character {
            '\t' => 2.0,
            '\u{200A}' => 0.0,
            _ => advance,
        };
        Glyph { character, face, id, advance }
    }

    fn find(&self, character: char, role: Role) -> Option<(usize, GlyphId, f32)> {
        let chain = match role {
            Role::Body => &self.body,
            Role::Strong => &self.strong,
            Role::Heading => &self.heading,
        };
        chain.iter().find_map(|index| {
            let (id, advance) = self.all.get(*index)?.glyph(character)?;
            Some((*index, id, advance))
        })
    }

    /// Whether a character that ought to be seen has no glyph in any font.
    pub(super) fn lacks(&self, character: char) -> bool {
        let shown = clean(character.encode_utf8(&mut [0; 4])).next().is_some();
        let blank = character.is_whitespace() || is_shapeless(character);
        shown && !blank && self.find(character, Role::Body).is_none()
    }

    /// The font of a face.
    pub(super) fn font(&self, face: usize) -> Option<Font> {
        self.all.get(face).map(|face| face.font.clone())
    }
}

/// Signs without a shape; combining marks are no such signs.
fn is_shapeless(character: char) -> bool {
    character == '\n' || (is_joined(character) && !matches!(character, '\u{300}'..='\u{36F}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, role: Role, expected: &[usize]) {
        let fonts = Fonts::default();
        let faces = Faces::new(&fonts).unwrap();
        let found: Vec<usize> = faces.shape(text, role).iter().map(|glyph| glyph.face).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_role_has_its_font_and_falls_back() {
        check("公开A1", Role::Body, &[0, 0, 0, 0]);
        check("公开", Role::Strong, &[1, 1]);
        check("公开", Role::Heading, &[2, 2]);
        check("個", Role::Heading, &[0]);
    }

    #[test]
    fn the_built_in_fonts_have_the_national_lists() {
        let fonts = Fonts::default();
        let faces = Faces::new(&fonts).unwrap();
        for character in "示例区镕喆曌珺㛃𬭎——“”‘’〔〕《》「」·①⑩※℃㎡№□→".chars()
        {
            assert!(!faces.lacks(character), "{character}");
        }
        assert!(faces.lacks('\u{E000}') && faces.lacks('😀'));
        assert!(!faces.lacks('\n') && !faces.lacks('\u{200B}') && !faces.lacks('\u{7}'));
    }

    #[test]
    fn white_space_no_font_has_is_no_box() {
        let fonts = Fonts::default();
        let faces = Faces::new(&fonts).unwrap();
        let glyph = |character: char| faces.glyph(character, Role::Body).id;
        for space in ['\u{2009}', '\u{200A}', '\u{205F}'] {
            assert_ne!(glyph(space), glyph('□'), "{space:?}");
        }
        assert!(faces.glyph('\u{200A}', Role::Body).advance.abs() < f32::EPSILON);
    }

    #[test]
    fn what_is_no_font_is_told() {
        let fonts = Fonts { body: Vec::new(), heading: vec![SERIF.to_vec(), b"no font".to_vec()] };
        assert_eq!(Faces::new(&fonts).err(), Some(WriteError::Font { index: 1 }));
    }
}
