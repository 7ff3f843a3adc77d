//! Contact blocks: postal addresses and telephone numbers.
//!
//! In: the scene before any candidate. Out: [`Contact`]. An address is *one* mention with others inside it (its
//! city, its country), and settling chooses readings that do not overlap: so addresses take no part in it. They
//! are found first, from the same scene; [`Contact::guard`] then takes away what their digits and street names
//! must not be (dates, people) and supports the city and country; `link` adds the address mentions themselves
//! after settling. Figures of telephone numbers and postcodes are no dates.

pub mod address;
pub mod calling;
pub mod phone;

use super::date::DateCandidate;
use super::{Candidate, Label, Scene};
pub use address::{Address, Part, PartKind};
pub use phone::Phone;

/// A city or country in an address needs no other cue.
const IN_ADDRESS: f32 = 3.0;

/// What the contact blocks of a document say.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    /// Addresses in text order, without overlap.
    pub addresses: Vec<Address>,
    /// Telephone numbers in text order.
    pub phones: Vec<Phone>,
}

impl Contact {
    /// Find both.
    pub fn spot(scene: &Scene) -> Self {
        let phones = phone::spot(scene);
        Contact { addresses: address::spot(scene, &phones), phones }
    }

    /// Is the token part of an address?
    pub fn in_address(&self, token: u32) -> bool {
        let at = self.addresses.partition_point(|a| a.end <= token as usize);
        self.addresses.get(at).is_some_and(|a| a.first <= token as usize)
    }

    /// The first address that shares a token with a span.
    fn address_over(&self, first: usize, end: usize) -> Option<&Address> {
        self.addresses.get(self.addresses.partition_point(|a| a.end <= first)).filter(|a| a.first < end)
    }

    /// Drop the dates that are figures of an address or telephone number.
    pub fn keep_dates(&self, scene: &Scene, dates: &mut Vec<DateCandidate>) {
        if self.addresses.is_empty() && self.phones.is_empty() {
            return;
        }
        dates.retain(|d| {
            let first = scene.doc.token_at(d.start as usize);
            let end = scene.doc.token_at((d.end as usize).saturating_sub(1)) + 1;
            let phone = self.phones.get(self.phones.partition_point(|p| p.end <= first)).is_some_and(|p| p.first < end);
            self.address_over(first, end).is_none() && !phone
        });
    }

    /// Take away what stands in a street's or building's name, and support the address's places.
    pub fn guard(&self, candidates: &mut Vec<Candidate>) {
        if self.addresses.is_empty() {
            return;
        }
        let parts: Vec<&Part> = self.addresses.iter().flat_map(|a| &a.parts).collect();
        let over = |c: &Candidate| {
            let at = parts.partition_point(|p| p.end <= c.first as usize);
            parts.get(at).copied().filter(|p| p.first < c.end as usize)
        };
        // a name that begins inside an address and ends outside, or the other way about, is neither's
        let crosses = |c: &Candidate| {
            let (first, end) = (c.first as usize, c.end as usize);
            let nested = |a: &Address| a.first <= first && end <= a.end || first <= a.first && a.end <= end;
            self.address_over(first, end).is_some_and(|a| !nested(a))
        };
        candidates.retain(|c| !(crosses(c) && c.label != Label::Nothing));
        candidates.retain(|c| {
            over(c).is_none_or(|part| match part.kind {
                PartKind::City | PartKind::Country => c.label != Label::Person,
                // its whole name may be listed, a part of it is no town ("PiCo" in "Palazzo PiCo")
                PartKind::Building => match c.label {
                    Label::Person | Label::Date(_) => false,
                    Label::Place | Label::Nationality => (c.first as usize, c.end as usize) == (part.first, part.end),
                    _ => true,
                },
                _ => {
                    c.end as usize > part.end && c.label != Label::Person
                        || (c.first as usize) < part.first && c.label == Label::Organization
                }
            })
        });
        for c in candidates.iter_mut().filter(|c| c.label == Label::Place) {
            if over(c).is_some_and(|p| {
                matches!(p.kind, PartKind::City | PartKind::Country) && (p.first, p.end) == (c.first as usize, c.end as usize)
            }) {
                c.add("in an address", IN_ADDRESS);
            }
        }
    }
}
