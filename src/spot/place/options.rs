//! The precision tools of place recognition as switches.
//!
//! In: candidates with all their evidence. Out: the same without the evidence of the tools that are off. A tool
//! *is* the evidence it gives, so whatever is switched off here is what a candidate's evidence names; nothing else
//! depends on it.

use crate::spot::Candidate;

/// A tool that keeps ordinary words and people out, or small places in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// Ordinary words at the head of a sentence or seen in lower case; words a list entry needs beside it.
    OrdinaryWords,
    /// Given and family names, titles.
    Persons,
    /// Short capitals and postal codes away from a town.
    Acronyms,
    /// What stands around: "in X", "X, Texas", "northern X", datelines.
    Cues,
    /// Whether the document is about that part of the world.
    Support,
}

impl Tool {
    /// All of them, in the order they were measured to help.
    pub const ALL: [Tool; 5] = [Tool::OrdinaryWords, Tool::Persons, Tool::Acronyms, Tool::Cues, Tool::Support];

    /// The evidence the tool gives.
    pub fn evidence(self) -> &'static [&'static str] {
        match self {
            Tool::OrdinaryWords => &["ordinary word", "no context word", "sentence start", "ordinary modifiers", "a kind of place"],
            Tool::Persons => &["personal name", "title before", "given name before", "family name follows"],
            Tool::Acronyms => &["acronym", "postal code alone", "after a town"],
            Tool::Cues => &[
                "in",
                "from",
                "of",
                "miles of",
                "kind before",
                "kind after",
                "compass",
                "article",
                "legislator of",
                "inside before",
                "container follows",
                "people of",
                "age before",
                "person before",
                "dateline",
                "line head",
            ],
            Tool::Support => &["short form", "home division", "home country", "elsewhere"],
        }
    }
}

/// Which tools are on; all of them by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceOptions {
    off: Vec<Tool>,
}

impl PlaceOptions {
    /// Switch a tool off.
    pub fn without(mut self, tool: Tool) -> Self {
        self.off.push(tool);
        self
    }

    /// Is it on?
    pub fn on(&self, tool: Tool) -> bool {
        !self.off.contains(&tool)
    }

    /// Take the evidence of what is off away.
    pub(super) fn apply(&self, candidates: &mut [Candidate]) {
        if self.off.is_empty() {
            return;
        }
        for c in candidates {
            c.evidence.retain(|e| !self.off.iter().any(|t| t.evidence().contains(&e.0)));
            c.score = c.evidence.iter().map(|e| e.1).sum();
        }
    }
}
