//! What became of several things done at once, carried by the address of the page that tells it: so it can be read again,
//! in another language, too. It is sealed for the session it was given to, so that no address claims what was never done.

use std::collections::BTreeSet;

use gongkai_app::{AppError, same, seal};

use crate::frame::Frame;

/// The most things an address names; browsers tell no longer one of the page they come from.
pub(in crate::office) const MOST_IN_ADDRESS: usize = 100;

/// What became of several things: their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::office) struct Told {
    /// What was done.
    pub(in crate::office) done: Vec<String>,
    /// What was not, and why.
    pub(in crate::office) refused: Vec<(String, Refusal)>,
}

/// Why something was not done: messages with their values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::office) struct Refusal(Vec<(String, Vec<(String, String)>)>);

/// Begins the id of each message a refusal may have.
const MESSAGES: [&str; 5] = ["desk-", "error-", "permission-", "problem-", "upload-"];

impl Refusal {
    fn of(error: &AppError) -> Self {
        let plain = |id: &str| vec![(id.to_owned(), Vec::new())];
        Self(match error {
            AppError::NotNow { reason } => plain(reason),
            AppError::Forbidden { permission } => plain(&format!("permission-{}", permission.id())),
            AppError::Invalid(problems) => {
                let value = |(name, value): &(&'static str, String)| ((*name).to_owned(), value.clone());
                let all = problems.0.iter();
                all.map(|each| (each.message.to_owned(), each.args.iter().map(value).collect())).collect()
            }
            AppError::Stale => plain("error-stale-title"),
            AppError::SignedOut
            | AppError::NotFound
            | AppError::Withdrawn { .. }
            | AppError::TooMany { .. }
            | AppError::Random
            | AppError::Store(_)
            | AppError::Internal(_) => plain("error-internal-title"),
        })
    }

    /// Whether the page of the one thing asks what several are not asked.
    pub(in crate::office) fn is_for_one(&self, frame: &Frame) -> bool {
        self.0.iter().any(|(id, _)| id.ends_with("-alone") || frame.words().has(&format!("{id}-alone")))
    }

    /// In words.
    pub(in crate::office) fn said(&self, frame: &Frame) -> String {
        let sentence = |(id, values): &(String, Vec<(String, String)>)| {
            let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (&**name, &**value)).collect();
            // Some ask for a tick on the page of the one thing.
            let alone = format!("{id}-alone");
            frame.words().text(if frame.words().has(&alone) { &alone } else { id }, &values)
        };
        self.0.iter().map(sentence).collect::<Vec<_>>().join(" ")
    }

    /// As a line for each message: its id, then names and values, parted by tabs.
    fn line(&self) -> String {
        let value = |(name, value): &(String, String)| format!("\t{name}\t{}", value.replace(['\t', '\n'], " "));
        let message = |(id, values): &(String, Vec<_>)| format!("{id}{}", values.iter().map(value).collect::<String>());
        self.0.iter().map(message).collect::<Vec<_>>().join("\n")
    }

    /// What stands in an address; what is no message of a refusal is left out.
    fn parse(text: &str, frame: &Frame) -> Self {
        let message = |line: &str| {
            let mut parts = line.split('\t');
            let id = parts.next()?;
            let is_refusal = MESSAGES.iter().any(|start| id.starts_with(start)) && frame.words().has(id);
            let mut values = Vec::new();
            while let (Some(name), Some(value)) = (parts.next(), parts.next()) {
                values.push((name.to_owned(), value.to_owned()));
            }
            is_refusal.then(|| (id.to_owned(), values))
        };
        Self(text.lines().filter_map(message).collect())
    }
}

/// Why something was not or cannot be done, in words.
pub(in crate::office) fn said(frame: &Frame, error: &AppError) -> String {
    Refusal::of(error).said(frame)
}

impl Told {
    /// What became of each: nothing, or why it was not done.
    pub(in crate::office) fn of<'a>(outcomes: impl IntoIterator<Item = (&'a str, Option<&'a AppError>)>) -> Self {
        let mut told = Self::default();
        for (id, refusal) in outcomes {
            match refusal {
                None => told.done.push(id.to_owned()),
                Some(error) => told.refused.push((id.to_owned(), Refusal::of(error))),
            }
        }
        told
    }

    /// What an address tells; `None` for one that was not sealed with the key.
    pub(in crate::office) fn parse(query: &[(String, String)], frame: &Frame, key: &str) -> Option<Self> {
        let shown = query.iter().find(|(name, _)| name == SEAL).map(|(_, seal)| seal.as_str());
        same(shown?, &seal(key, &sealed(query))).then(|| Self::read(query, frame))
    }

    fn read(query: &[(String, String)], frame: &Frame) -> Self {
        let all =
            |name: &'static str| query.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str());
        let refused = |text: &str| {
            let (ids, why) = text.split_once('\n').unwrap_or((text, ""));
            let why = Refusal::parse(why, frame);
            each_id(ids).map(|id| (id, why.clone())).collect::<Vec<_>>()
        };
        Self { done: all("done").flat_map(each_id).collect(), refused: all("not").flat_map(refused).collect() }
    }

    /// Ids of all, each once.
    pub(in crate::office) fn ids(&self) -> BTreeSet<&str> {
        self.done.iter().chain(self.refused.iter().map(|(id, _)| id)).map(String::as_str).collect()
    }

    /// Why something was not done.
    pub(in crate::office) fn refusal(&self, id: &str) -> Option<&Refusal> {
        self.refused.iter().find(|(refused, _)| refused == id).map(|(_, why)| why)
    }

    /// The address that tells it; `None` when there are too many for one.
    pub(in crate::office) fn address(&self, path: &str, action: &str, key: &str) -> Option<String> {
        if self.done.len().saturating_add(self.refused.len()) > MOST_IN_ADDRESS {
            return None;
        }
        let mut query = vec![("action".to_owned(), action.to_owned())];
        if !self.done.is_empty() {
            query.push(("done".to_owned(), self.done.join(".")));
        }
        let mut whys: Vec<&Refusal> = Vec::new();
        for (_, why) in &self.refused {
            if !whys.contains(&why) {
                whys.push(why);
            }
        }
        for why in whys {
            let ids = self.refused.iter().filter(|(_, each)| each == why).map(|(id, _)| id.as_str());
            query.push(("not".to_owned(), format!("{}\n{}", ids.collect::<Vec<_>>().join("."), why.line())));
        }
        query.push((SEAL.to_owned(), seal(key, &sealed(&query))));
        let encoded = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
        Some(format!("{path}?{encoded}"))
    }
}

/// The part of an address that seals the others.
const SEAL: &str = "seal";

/// What is sealed: all that is told, whatever else an address asks for.
fn sealed(query: &[(String, String)]) -> String {
    let told = query.iter().filter(|(name, _)| ["action", "done", "not"].contains(&name.as_str()));
    told.map(|(name, value)| format!("{name}={value}\0")).collect::<Vec<_>>().concat()
}

fn each_id(text: &str) -> impl Iterator<Item = String> {
    text.split('.').filter(|id| !id.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use gongkai_app::Problems;
    use gongkai_law::Lang;

    use super::*;

    fn query(address: &str) -> Vec<(String, String)> {
        let (_, query) = address.split_once('?').unwrap();
        form_urlencoded::parse(query.as_bytes()).into_owned().collect()
    }

    #[test]
    fn an_address_tells_what_became_of_each() {
        let mut problems = Problems::new();
        problems.add_with("reason", "desk-accept-open", vec![("count", "3".to_owned())]);
        let (open, settled) = (AppError::Invalid(problems), AppError::NotNow { reason: "upload-settled-already" });
        let told =
            Told::of([("a", None), ("b", Some(&settled)), ("c", Some(&open)), ("d", Some(&settled)), ("e", None)]);
        let address = told.address("/office/x", "accept", "key").unwrap();
        assert_eq!(address.matches("upload-settled-already").count(), 1, "one reason of several stands once");
        let frame = Frame::sample(Lang::En);
        let read = Told::parse(&query(&format!("{address}&lang=en")), &frame, "key").unwrap();
        assert_eq!(read.done, ["a", "e"]);
        assert_eq!(read.ids(), told.ids());
        for id in ["b", "c", "d"] {
            assert_eq!(read.refusal(id), told.refusal(id), "{id}");
        }
        assert_eq!(read.refusal("c").unwrap().said(&frame), said(&frame, &open));
    }

    #[test]
    fn an_address_says_nothing_but_why_something_is_refused() {
        let frame = Frame::sample(Lang::ZhCn);
        let asked = query("/x?not=a%0Aframe-sign-out%0Anothing%0Adesk-superseded");
        let read = Told::read(&asked, &frame);
        assert_eq!(read.refusal("a").unwrap().said(&frame), frame.t("desk-superseded"));
    }

    #[test]
    fn an_address_that_was_not_given_tells_nothing() {
        let frame = Frame::sample(Lang::ZhCn);
        let address = Told::of([("a", None)]).address("/x", "publish", "key").unwrap();
        assert!(Told::parse(&query(&address), &frame, "key").is_some());
        for other in
            [address.replace("done=a", "done=b"), address.replace("publish", "accept"), format!("{address}&done=b")]
        {
            assert_eq!(Told::parse(&query(&other), &frame, "key"), None, "{other}");
        }
        assert_eq!(Told::parse(&query(&address), &frame, "another"), None);
        assert_eq!(Told::parse(&query("/x?action=publish&done=a"), &frame, "key"), None);
    }

    #[test]
    fn too_many_stand_in_no_address() {
        let many: Vec<String> = (0..=MOST_IN_ADDRESS).map(|id| id.to_string()).collect();
        let told = |count: usize| Told::of(many.iter().take(count).map(|id| (id.as_str(), None)));
        assert!(told(MOST_IN_ADDRESS).address("/x", "accept", "key").is_some());
        assert!(told(MOST_IN_ADDRESS + 1).address("/x", "accept", "key").is_none());
    }
}
