//! Whether an element is what a selector asks for.

use super::selector::{Attribute, Compound, Condition, Joint, Operator, Part, Selector};
use crate::read::html::element::Element;
use crate::read::html::stack::{Named, Stack};
use crate::read::html::tokens::Tag;

/// How far back among its siblings an element is compared.
const MOST_BEFORE: usize = 64;

/// Whether something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Answer {
    No,
    /// Only the whole page could tell.
    Perhaps,
    Yes,
}

impl From<bool> for Answer {
    fn from(so: bool) -> Self {
        if so { Self::Yes } else { Self::No }
    }
}

impl Answer {
    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Perhaps => Self::Perhaps,
            Self::Yes => Self::No,
        }
    }

    /// The best of several.
    fn any(answers: impl Iterator<Item = Self>) -> Self {
        let mut best = Self::No;
        for answer in answers {
            best = best.max(answer);
            if best == Self::Yes {
                break;
            }
        }
        best
    }

    /// The worst of several.
    fn all(answers: impl Iterator<Item = Self>) -> Self {
        Self::any(answers.map(Self::not)).not()
    }
}

/// Asks about elements; what has no end of asking is left undecided.
pub(super) struct Asking<'s, 'a> {
    pub(super) stack: &'s Stack<'a>,
    /// Elements that may still be looked at.
    pub(super) left: u32,
}

impl<'a> Asking<'_, 'a> {
    /// Whether a selector is for an element that opens here.
    pub(super) fn meets(&mut self, selector: &Selector, element: &Named<'a>) -> Answer {
        self.parts(&selector.parts, element, self.stack.around())
    }

    /// The same for an element around or before it.
    fn further(&mut self, parts: &[Part], element: &Named<'a>, depth: usize) -> Answer {
        self.left = self.left.saturating_sub(1);
        self.parts(parts, element, depth)
    }

    /// Whether parts are for an element that stands in so many others.
    fn parts(&mut self, parts: &[Part], element: &Named<'a>, depth: usize) -> Answer {
        let Some((own, before)) = parts.split_last() else { return Answer::Yes };
        let answer = own.compound.is(element);
        if answer == Answer::No || before.is_empty() {
            return answer;
        }
        if self.left == 0 {
            return Answer::Perhaps;
        }
        let stack = self.stack;
        let rest = match own.joint {
            Joint::Child => {
                let outer = depth.checked_sub(1);
                let outer = outer.and_then(|outer| Some((stack.ancestor(outer)?, outer)));
                outer.map_or(Answer::No, |(open, outer)| self.further(before, &open, outer))
            }
            Joint::Inside => Answer::any(
                (0..depth).rev().filter_map(|outer| Some(self.further(before, &stack.ancestor(outer)?, outer))),
            ),
            Joint::Next | Joint::After => {
                let most = if own.joint == Joint::Next { 1 } else { MOST_BEFORE };
                Answer::any(
                    stack.before(element, depth).rev().take(most).map(|sibling| self.further(before, &sibling, depth)),
                )
            }
        };
        answer.min(rest)
    }
}

impl Compound {
    fn is(&self, element: &Named<'_>) -> Answer {
        let is_so = self.name.as_ref().is_none_or(|name| name.eq_ignore_ascii_case(element.name))
            && self.id.as_ref().is_none_or(|id| element.id == Some(id))
            && self.classes.iter().all(|class| element.classes().any(|own| own == *class));
        if !is_so {
            return Answer::No;
        }
        Answer::all(self.conditions.iter().map(|condition| condition.is_of(element)))
    }
}

impl Condition {
    fn is_of(&self, element: &Named<'_>) -> Answer {
        match self {
            Self::Attribute(asked) => asked.is_of(element).into(),
            Self::Not(list) => Answer::any(list.iter().map(|each| each.is(element))).not(),
            Self::Any(list) => Answer::any(list.iter().map(|each| each.is(element))),
            Self::Place { step, from } => {
                // What stands among words is not always closed where it should be.
                let is_counted = Element::of(element.name).breaks_line();
                let there = is_at(i64::from(element.place), i64::from(*step), i64::from(*from));
                if is_counted { there.into() } else { Answer::Perhaps }
            }
            Self::Link => (element.name.eq_ignore_ascii_case("a") && attribute(element, "href").is_some()).into(),
            Self::Root => element.name.eq_ignore_ascii_case("html").into(),
            Self::Never => Answer::No,
            Self::Unknown => Answer::Perhaps,
        }
    }
}

impl Attribute {
    fn is_of(&self, element: &Named<'_>) -> bool {
        let Some(own) = attribute(element, &self.name) else { return false };
        let (own, asked) = if self.any_case {
            (own.to_ascii_lowercase(), self.value.to_ascii_lowercase())
        } else {
            (own.to_owned(), self.value.clone())
        };
        let begins = |rest: Option<&str>| rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        match self.operator {
            Operator::Exists => true,
            Operator::Is => own == asked,
            Operator::Word => own.split_ascii_whitespace().any(|word| word == asked),
            Operator::Tongue => begins(own.strip_prefix(&asked)),
            Operator::Begins => !asked.is_empty() && own.starts_with(&asked),
            Operator::Ends => !asked.is_empty() && own.ends_with(&asked),
            Operator::Contains => !asked.is_empty() && own.contains(&asked),
        }
    }
}

fn attribute<'a>(element: &Named<'a>, wanted: &str) -> Option<&'a str> {
    Tag { name: element.name, attributes: element.attributes }.attribute(wanted)
}

/// Whether a place is `step × n + from` for some whole `n` from nought.
fn is_at(place: i64, step: i64, from: i64) -> bool {
    let distance = place - from;
    if step == 0 { distance == 0 } else { distance % step == 0 && distance / step >= 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_among_siblings() {
        let at = |step, from| (1..=6).filter(|place| is_at(*place, step, from)).collect::<Vec<_>>();
        assert_eq!(at(2, 1), [1, 3, 5]);
        assert_eq!(at(0, 4), [4]);
        assert_eq!(at(-1, 3), [1, 2, 3]);
        assert_eq!(at(3, 2), [2, 5]);
    }

    #[test]
    fn attributes() {
        let element = |attributes| Named { name: "td", attributes, ..Named::default() };
        let answer = |selector: &str, attributes| {
            let [selector] = &Selector::list(selector)[..] else { panic!("{selector}") };
            Asking { stack: &Stack::new(9), left: 9 }.meets(selector, &element(attributes))
        };
        for asked in ["[x]", "[x='a-b c']", "[x~=c]", "[x|=a]", "[x^=a]", "[x$=C i]", "[X*='-b']", ":not([y])"] {
            assert_eq!(answer(asked, " x='a-b c'"), Answer::Yes, "{asked}");
        }
        for asked in ["[y]", "[x=a]", "[x~=b]", "[x|='a-']", "[x^='']", "[x$=C]", ":not([x])", ":link", ":root"] {
            assert_eq!(answer(asked, " x='a-b c'"), Answer::No, "{asked}");
        }
        assert_eq!(answer("td:last-child", ""), Answer::Perhaps);
        assert_eq!(answer("td.a:last-child", ""), Answer::No);
    }
}
