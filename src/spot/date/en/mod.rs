//! English dates: words, readers and families of rules.
//!
//! To add a rule: find its family, add a [`Rule`] with reason and examples, run `cargo test --lib date`. To add a
//! language: a folder like this one, and its grammar in [`super::spot`].

pub mod absolute;
pub mod clock;
pub mod compare;
pub mod duration;
pub mod guard;
pub mod make;
pub mod modifier;
pub mod named;
pub mod numeric;
pub mod period;
pub mod piece;
pub mod range;
pub mod readers;
pub mod recurring;
pub mod relative;
pub mod vague;
pub mod words;

use super::rule::{Grammar, Rule, kind};
use std::sync::LazyLock;

/// The families in order of precedence: of two matches alike in length and score the earlier family's wins.
pub const FAMILIES: &[&[Rule]] = &[
    numeric::RULES,
    range::RULES,
    absolute::RULES,
    clock::RULES,
    period::RULES,
    piece::RULES,
    modifier::RULES,
    named::RULES,
    relative::RULES,
    compare::RULES,
    vague::RULES,
    recurring::RULES,
    duration::RULES,
];

/// Kinds by the name patterns use in `<@name>`.
const KINDS: &[(&str, u16)] =
    &[("day", kind::DAY), ("period", kind::PERIOD), ("cal", kind::DAY | kind::PERIOD), ("clock", kind::CLOCK), ("length", kind::LENGTH)];

/// The grammar, compiled when first asked for. A rule that does not compile would leave the grammar empty; a
/// test sees to it that none is.
pub static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    compile().unwrap_or_else(|_| Grammar::new(words::lexicon(), &[], &[], Vec::new(), &[]).unwrap_or_else(|_| unreachable!()))
});

/// Compile the grammar; the error names the rule.
pub fn compile() -> Result<Grammar, String> {
    let mut lexicon = words::lexicon();
    named::add_words(&mut lexicon);
    Grammar::new(lexicon, FAMILIES, words::CLASSES, readers::natives(), KINDS)
}
