//! What a selector asks of an element, of what it stands in and of what stands before it.

use cssparser::{Parser, Token, parse_nth};

/// Parts a selector may have in a row.
const MOST_PARTS: usize = 8;

/// A selector, by its parts as written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Selector {
    pub(super) parts: Vec<Part>,
    pub(super) about: About,
}

/// What of the elements it is for a selector is about.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// All of their text.
    #[default]
    Text,
    /// Their first letter or line.
    Start,
    /// What is written before or after their text.
    Beside,
    /// What no figure stands in: marks of lists, what is selected.
    Nothing,
}

/// What is asked of one element.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// How it stands to the part before it.
    pub(super) joint: Joint,
    pub(super) compound: Compound,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// Anywhere inside it.
    Inside,
    /// Right inside it: `>`.
    Child,
    /// Right behind it: `+`.
    Next,
    /// Behind it, in the same element: `~`.
    After,
}

/// What is asked of an element itself: `td.note`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Compound {
    pub(super) name: Option<String>,
    pub(super) id: Option<String>,
    pub(super) classes: Vec<String>,
    pub(super) conditions: Vec<Condition>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Condition {
    Attribute(Attribute),
    /// Is none of these.
    Not(Vec<Compound>),
    /// Is one of these.
    Any(Vec<Compound>),
    /// Stands at one of the places `step × n + from` among its siblings, the first at 1.
    Place {
        step: i32,
        from: i32,
    },
    /// Leads somewhere.
    Link,
    /// Is the page itself.
    Root,
    /// Has nothing in it, or is in a state that only somebody's hand puts it in.
    Never,
    /// What only the whole page answers: what follows the element or stands in it.
    Unknown,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) operator: Operator,
    pub(super) value: String,
    pub(super) any_case: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Exists,
    Is,
    /// One of its words is: `~=`.
    Word,
    /// Is, or begins so before a hyphen: `|=`.
    Tongue,
    Begins,
    Ends,
    Contains,
}

impl Selector {
    /// The selectors of a list; those that are none are left out.
    pub(super) fn list(selectors: &str) -> Vec<Self> {
        let mut parser = Parser::new(selectors);
        let list = parser.parse_comma_separated_ignoring_errors(|parser| {
            Self::parse(parser).ok_or_else(cssparser::ParseError::<()>::unexpected_token)
        });
        list.into_iter().filter(Self::is_to_be_met).collect()
    }

    fn parse(parser: &mut Parser<'_>) -> Option<Self> {
        let mut selector = Self { parts: Vec::new(), about: About::Text };
        let mut joint = Some(Joint::Inside);
        loop {
            let before = parser.state();
            let Ok(token) = parser.next_including_whitespace() else { break };
            let is_joined = !matches!(joint, None | Some(Joint::Inside));
            let next = match token {
                Token::WhiteSpace(_) => joint.or(Some(Joint::Inside)),
                Token::Delim('>' | '+' | '~') if is_joined || selector.parts.is_empty() => return None,
                Token::Delim('>') => Some(Joint::Child),
                Token::Delim('+') => Some(Joint::Next),
                Token::Delim('~') => Some(Joint::After),
                _ => {
                    parser.reset(&before);
                    selector.parts.push(Part { joint: joint?, compound: Compound::default() });
                    if selector.parts.len() > MOST_PARTS {
                        return None;
                    }
                    let part = selector.parts.last_mut()?;
                    selector.about = part.compound.parse(parser)?;
                    joint = None;
                    continue;
                }
            };
            // Nothing stands behind what an element has written beside it.
            if selector.about != About::Text && next != Some(Joint::Inside) {
                return None;
            }
            joint = next;
        }
        let hangs = !matches!(joint, None | Some(Joint::Inside));
        (!hangs && !selector.parts.is_empty()).then_some(selector)
    }

    fn is_to_be_met(&self) -> bool {
        !self.parts.iter().any(|part| part.compound.conditions.contains(&Condition::Never))
    }

    /// What of an element it is about.
    pub(super) fn about(&self) -> About {
        self.about
    }

    /// What is asked of the element it is for.
    pub(super) fn last(&self) -> Option<&Compound> {
        self.parts.last().map(|part| &part.compound)
    }

    /// How heavy it weighs: ids, then classes and conditions, then names.
    pub(super) fn weight(&self) -> [usize; 3] {
        let weights = self.parts.iter().map(|part| part.compound.weight());
        weights.fold([0; 3], |sum, own| [sum[0] + own[0], sum[1] + own[1], sum[2] + own[2]])
    }

    /// Whether it asks what stands around or before the element, inside the same block.
    pub(super) fn looks_around(&self) -> bool {
        self.parts.len() > 1 || self.parts.iter().any(|part| part.compound.asks_place())
    }

    /// Whether it asks which elements stand before.
    pub(super) fn looks_before(&self) -> bool {
        self.parts.iter().any(|part| matches!(part.joint, Joint::Next | Joint::After))
    }
}

impl Compound {
    /// Takes what is asked, up to a joint or the end; what of the element it is about.
    fn parse(&mut self, parser: &mut Parser<'_>) -> Option<About> {
        let mut about = About::Text;
        loop {
            let before = parser.state();
            let Ok(token) = parser.next_including_whitespace() else { break };
            match token.clone() {
                Token::Ident(name) => self.name = Some(name.to_string()),
                Token::Delim('*') => {}
                Token::IDHash(id) | Token::Hash(id) => self.id = Some(id.to_string()),
                Token::Delim('.') => self.classes.push(parser.expect_ident().ok()?.to_string()),
                Token::SquareBracketBlock => {
                    let attribute = parser.parse_nested_block(|inner| Attribute::parse(inner).ok_or(unexpected()));
                    self.conditions.push(Condition::Attribute(attribute.ok()?));
                }
                Token::Colon => match pseudo(parser)? {
                    Pseudo::Condition(condition) => self.conditions.push(condition),
                    Pseudo::About(part) => about = part,
                },
                _ => {
                    parser.reset(&before);
                    break;
                }
            }
        }
        let follows = parser.state();
        let is_end = match parser.next_including_whitespace() {
            Ok(Token::WhiteSpace(_) | Token::Delim('>' | '+' | '~')) | Err(_) => true,
            Ok(_) => false,
        };
        parser.reset(&follows);
        is_end.then_some(about)
    }

    fn weight(&self) -> [usize; 3] {
        let own = [usize::from(self.id.is_some()), self.classes.len(), usize::from(self.name.is_some())];
        self.conditions.iter().fold(own, |sum, condition| {
            let more = match condition {
                // Of several the heaviest counts.
                Condition::Not(list) | Condition::Any(list) => list.iter().map(Self::weight).max().unwrap_or_default(),
                _ => [0, 1, 0],
            };
            [sum[0] + more[0], sum[1] + more[1], sum[2] + more[2]]
        })
    }

    fn asks_place(&self) -> bool {
        self.conditions.iter().any(|condition| match condition {
            Condition::Place { .. } => true,
            Condition::Not(list) | Condition::Any(list) => list.iter().any(Self::asks_place),
            _ => false,
        })
    }
}

fn unexpected() -> cssparser::ParseError<()> {
    cssparser::ParseError::unexpected_token()
}

impl Attribute {
    fn parse(parser: &mut Parser<'_>) -> Option<Self> {
        let name = parser.expect_ident().ok()?.to_string();
        let mut attribute = Self { name, operator: Operator::Exists, value: String::new(), any_case: false };
        let Ok(token) = parser.next() else { return Some(attribute) };
        attribute.operator = match token {
            Token::Delim('=') => Operator::Is,
            Token::IncludeMatch => Operator::Word,
            Token::DashMatch => Operator::Tongue,
            Token::PrefixMatch => Operator::Begins,
            Token::SuffixMatch => Operator::Ends,
            Token::SubstringMatch => Operator::Contains,
            _ => return None,
        };
        attribute.value = parser.expect_ident_or_string().ok()?.to_string();
        attribute.any_case = parser.expect_ident().is_ok_and(|flag| flag.eq_ignore_ascii_case("i"));
        Some(attribute)
    }
}

/// What stands behind a colon.
enum Pseudo {
    Condition(Condition),
    About(About),
}

fn pseudo(parser: &mut Parser<'_>) -> Option<Pseudo> {
    match parser.next_including_whitespace().ok()?.clone() {
        Token::Colon => {
            let name = match parser.next_including_whitespace().ok()?.clone() {
                Token::Ident(name) => name,
                Token::Function(name) => {
                    skip_block(parser);
                    name
                }
                _ => return None,
            };
            Some(Pseudo::About(beside(&name).unwrap_or(About::Nothing)))
        }
        Token::Ident(name) => {
            let about = beside(&name).map(Pseudo::About);
            Some(about.unwrap_or_else(|| Pseudo::Condition(state(&name))))
        }
        Token::Function(name) => Some(Pseudo::Condition(asked(&name, parser))),
        _ => None,
    }
}

/// The parts of an element's text that have a name of their own.
fn beside(name: &str) -> Option<About> {
    let is = |known: &[&str]| known.iter().any(|known| name.eq_ignore_ascii_case(known));
    if is(&["before", "after"]) {
        Some(About::Beside)
    } else {
        is(&["first-letter", "first-line"]).then_some(About::Start)
    }
}

fn state(name: &str) -> Condition {
    const NEVER: [&str; 10] = [
        "hover",
        "active",
        "focus",
        "focus-within",
        "focus-visible",
        "visited",
        "target",
        "empty",
        "fullscreen",
        "open",
    ];
    let is = |known: &str| name.eq_ignore_ascii_case(known);
    match () {
        () if is("first-child") => Condition::Place { step: 0, from: 1 },
        () if is("link") || is("any-link") => Condition::Link,
        () if is("root") => Condition::Root,
        () if NEVER.into_iter().any(is) => Condition::Never,
        () => Condition::Unknown,
    }
}

/// What a condition with something in brackets asks.
fn asked(name: &str, parser: &mut Parser<'_>) -> Condition {
    let is = |known: &str| name.eq_ignore_ascii_case(known);
    let known = parser.parse_nested_block(|inner| {
        let known = if is("not") {
            compounds(inner).map(Condition::Not)
        } else if is("is") || is("where") || is("matches") || is("any") {
            compounds(inner).map(Condition::Any)
        } else if is("nth-child") {
            let place = parse_nth(inner).ok().filter(|_| inner.is_exhausted());
            place.map(|(step, from)| Condition::Place { step, from })
        } else {
            None
        };
        known.ok_or_else(unexpected)
    });
    known.unwrap_or(Condition::Unknown)
}

/// A list of selectors that ask of the element only.
fn compounds(parser: &mut Parser<'_>) -> Option<Vec<Compound>> {
    let list = parser.parse_comma_separated(|parser| {
        let selector = Selector::parse(parser).filter(|selector| selector.about == About::Text);
        let mut parts = selector.map(|selector| selector.parts).unwrap_or_default().into_iter();
        match (parts.next(), parts.next()) {
            (Some(only), None) => Ok(only.compound),
            _ => Err(unexpected()),
        }
    });
    list.ok()
}

fn skip_block(parser: &mut Parser<'_>) {
    let _: Result<(), _> = parser.parse_nested_block(|inner| {
        while inner.next().is_ok() {}
        Ok::<(), cssparser::ParseError<()>>(())
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(selector: &str) -> Selector {
        let mut list = Selector::list(selector);
        assert_eq!(list.len(), 1, "{selector}");
        list.remove(0)
    }

    #[test]
    fn parts_and_their_joints() {
        let joints = |selector| only(selector).parts.iter().map(|part| part.joint).collect::<Vec<_>>();
        assert_eq!(joints("table > .x *"), [Joint::Inside, Joint::Child, Joint::Inside]);
        assert_eq!(joints("a+b ~ c>d"), [Joint::Inside, Joint::Next, Joint::After, Joint::Child]);
        let part = &only("td.a#b.c").parts[0].compound;
        assert_eq!((part.name.as_deref(), part.id.as_deref()), (Some("td"), Some("b")));
        assert_eq!(part.classes, ["a", "c"]);
        assert_eq!(only(r".w\:none").parts[0].compound.classes, ["w:none"]);
    }

    #[test]
    fn conditions() {
        let conditions = |selector| only(selector).parts.remove(0).compound.conditions;
        assert_eq!(conditions("td:first-child"), [Condition::Place { step: 0, from: 1 }]);
        assert_eq!(conditions("tr:nth-child(2n+1)"), [Condition::Place { step: 2, from: 1 }]);
        assert_eq!(conditions("tr:last-child"), [Condition::Unknown]);
        assert_eq!(conditions("tr:not(td p)"), [Condition::Unknown]);
        assert!(matches!(conditions("tr:not(.a, :hover)").as_slice(), [Condition::Not(list)] if list.len() == 2));
        let [Condition::Attribute(found)] = &conditions("[data-x^='a b' i]")[..] else { panic!() };
        assert_eq!((found.operator, found.value.as_str(), found.any_case), (Operator::Begins, "a b", true));
    }

    #[test]
    fn what_is_beside_the_text() {
        assert_eq!(only("td:before").about, About::Beside);
        assert_eq!(only("td::AFTER").about, About::Beside);
        assert_eq!(only("p::first-letter").about, About::Start);
        assert_eq!(only("li::marker").about, About::Nothing);
    }

    #[test]
    fn what_is_never_met_or_no_selector() {
        for none in ["a:hover", "p:empty b", "", "..", "a.", "&.x", "td >", "> td", "a b c d e f g h i"] {
            assert!(Selector::list(none).is_empty(), "{none}");
        }
        assert_eq!(Selector::list("a:hover, .x, ..").len(), 1);
    }

    #[test]
    fn weights() {
        assert_eq!(only("#a .b td[x]:not(.c, #d)").weight(), [2, 2, 1]);
    }
}
