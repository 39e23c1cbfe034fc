//! Which channel, or which channels side by side, a number is about.

use std::ops::Range;

use super::{Counter, Found, REACH};
use crate::facts::channel::{self, Channel};
use crate::facts::level;

impl Counter<'_, '_> {
    pub(super) fn last_channel(&self, spans: &[Range<usize>]) -> Option<&'static Channel> {
        let end = spans.iter().map(|span| span.end).max()?;
        self.passage.channel_at(end)
    }

    pub(super) fn channels(&self, spans: &[Range<usize>]) -> Vec<(&'static Channel, Range<usize>)> {
        spans.iter().flat_map(|span| self.passage.channels_in(span.clone())).collect()
    }

    /// The channel, or the channels side by side, that pieces went out by.
    pub(super) fn named(&self, spans: &[Range<usize>]) -> Option<Found> {
        let mut channels = self.channels(spans);
        let (last, range) = channels.pop()?;
        // 政府公报等纸质文件240份: not of the gazette alone.
        let after = self.passage.paragraph.text.get(range.end..).unwrap_or_default();
        if last.items == last.objects && after.starts_with('等') {
            return None;
        }
        let mut chain = vec![(last, range.clone())];
        let mut start = range.start;
        while let Some((channel, range)) = channels.pop() {
            let gap = self.passage.paragraph.slice(range.end..start);
            if gap.len() > 30 || !gap.trim_start_matches(['”', '》', '等']).starts_with(['、', '和', '与', '及', '以'])
            {
                break;
            }
            start = range.start;
            chain.push((channel, range));
        }
        chain.reverse();
        if chain.iter().all(|(channel, _)| *channel == last) {
            let channel = self.with_level(last, &range);
            return Some(Found { subject: last.items, channel: Some(channel), items: Vec::new() });
        }
        let items = chain.iter().map(|(_, range)| self.passage.paragraph.source(range.clone())).collect();
        let is_in = |id: &str| chain.iter().any(|(channel, _)| channel.id == id);
        let joint = channel::JOINT.iter().find(|(ids, ..)| {
            ids.iter().all(|id| is_in(id)) && chain.iter().all(|(channel, _)| ids.contains(&channel.id))
        });
        Some(match joint {
            Some((_, subject, joint)) => Found { subject, channel: Some(joint), items },
            None => Found { subject: "proactive_items", channel: None, items },
        })
    }

    fn with_level(&self, channel: &'static Channel, range: &Range<usize>) -> &'static str {
        let paragraph = &self.passage.paragraph;
        let clause = paragraph.clauses.get(paragraph.clause_at(range.start)).map_or(0, |clause| clause.span.start);
        let from = paragraph.text.ceil_char_boundary(clause.max(range.start.saturating_sub(REACH)));
        let before = paragraph.slice(from.min(range.start)..range.start);
        if channel.id == "website" && level::is_above(before, paragraph.slice(range.clone()), self.setting.rank) {
            channel::UPPER_WEBSITE
        } else {
            channel.id
        }
    }
}
