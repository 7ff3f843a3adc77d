//! The reference date from its sources, what counts from it, and properties that hold for any text.

use super::reference::{iso, published};
use super::{DateContext, Profile, resolve};
use crate::model::Published;
use crate::read::Document;
use crate::spot::date::spot;
use crate::text::Prepared;
use proptest::prelude::*;

fn found(path: &str, text: &str, field: Option<&str>, option: Option<&str>) -> (Option<(String, &'static str)>, Vec<&'static str>) {
    let doc = Document {
        path: path.to_owned(),
        text: text.to_owned(),
        published: field.map(|value| Published { value: value.to_owned(), basis: "field" }),
        ..Document::default()
    };
    let prep = Prepared::new(text);
    let (p, problems) = published(&doc, &prep, &spot(&prep), option);
    (p.map(|p| (p.value, p.basis)), problems.iter().map(|p| p.code).collect())
}

fn in_text(text: &str) -> Option<(String, &'static str)> {
    found("x.txt", text, None, None).0
}

fn is(value: &str, basis: &'static str) -> Option<(String, &'static str)> {
    Some((value.to_owned(), basis))
}

#[test]
fn datelines() {
    for (text, value) in [
        ("Title of it\n\nHERAT, Afghanistan (Oct. 3, 2011) — Troops found a cache today.", "2011-10-03"),
        ("Title\n\nVIENNA, 16 October 2019 – The Secretary General met the envoy.", "2019-10-16"),
        ("Title\n\nGENEVA (5 June 2018) - The rapporteur said that it was so.", "2018-06-05"),
        ("OSLO, March 12, 2004 (NTB) -- The minister spoke.", "2004-03-12"),
        ("Title\n\nLIMA, 3 October 2018. How can fishing be shared? The council asked.", "2018-10-03"),
        ("Title\n\nRio de Janeiro, 3 October 2018. The council met.", "2018-10-03"),
        ("FORCE COMMAND\n2011-10-QX-044 For Immediate Release\n\nHERAT, Afghanistan (Oct. 3) - Troops found a cache.", "2011-10-03"),
        ("Warsaw, 3 May 2015 — The council met.\n\nText.\n\nWarsaw, 5 May 2015 — The council met again.", "2015-05-05"),
    ] {
        assert_eq!(in_text(text), is(value, "dateline"), "{text:?}");
    }
}

#[test]
fn date_lines() {
    for (text, value) in [
        ("Joint statement\n\n07 october 2010, 10:23\n\nThe ministers met in Sochi.", "2010-10-07T10:23"),
        ("The meeting went well.\n\nIt ended early.\n\nissued on 27.11.2019", "2019-11-27"),
        ("The heads of the services met.\n\nSochi, 7 October 2010\n", "2010-10-07"),
        ("Press release 44/2018\n\nPosted: Monday, 5 March 2018\n\nThe committee met.", "2018-03-05"),
        ("MEDIA RELEASE\n\nTR18 27 January 2004\n\nA HARBOUR\n\nThe quay opens.", "2004-01-27"),
        ("Statement\n\nPublished on 2021-06-01 by the Press Office\n\nText follows here.", "2021-06-01"),
    ] {
        assert_eq!(in_text(text), is(value, "text"), "{text:?}");
    }
}

#[test]
fn no_publication_date() {
    for text in [
        "The treaty was signed on 4 March 1998 in Rome. It has worked.",
        "Conference on water\n\nWhen: 5 May 2019\nWhere: Oslo\n\nAll are welcome.",
        "He was born on\n3 June 1950 in a village and went to school there until the war began.",
        "The law of 18 October 2006 applies – as it always has.",
        "Deadline: 1 July 2020\n\nApply in writing.",
        "issued on 03.04.2019",
        "HERAT, Afghanistan (Oct. 3) — Troops found a cache.",
        "FORCE COMMAND\n2011-09-QX-044\n\nHERAT, Afghanistan (Oct. 3) - Troops found a cache.",
        "2011-10-AA-1 and 2012-10-AA-1\n\nHERAT, Afghanistan (Oct. 3) - Troops found a cache.",
        "Title\n\nIt was in Lima, 3 October 1998. The council met.",
        "Title\n\nSigned at Lima, 3 October 1998. The council met.",
    ] {
        assert_eq!(in_text(text), None, "{text:?}");
    }
}

#[test]
fn order_of_sources() {
    let text = "VIENNA, 16 October 2019 – The Secretary General met the envoy.";
    assert_eq!(found("a.txt", text, Some("2019-10-16"), None), (is("2019-10-16", "field"), vec![]));
    assert_eq!(found("a.txt", text, Some("2019-10-17T09:30:00Z"), None), (is("2019-10-17T09:30", "field"), vec!["published-conflict"]));
    assert_eq!(found("a.txt", text, Some("16 October 2019"), Some("2020-01-01")), (is("2020-01-01", "option"), vec!["published-conflict"]));
    assert_eq!(found("in/2019-10-16-foo.txt", "No date here.", None, None), (is("2019-10-16", "filename"), vec![]));
    assert_eq!(found("in/release_20191016.txt", "No date here.", None, None).0, is("2019-10-16", "filename"));
    assert_eq!(found("in/2019-99-16.txt", "No date here.", None, None).0, None);
    assert_eq!(found("a.txt", "No date here.", Some("soon"), None), (None, vec!["unreadable-date"]));
}

#[test]
fn field_spellings() {
    for (text, value) in [
        ("2019-10-16", Some("2019-10-16")),
        ("2019-10-16T00:00:00Z", Some("2019-10-16")),
        ("2019-10-16 14:05", Some("2019-10-16T14:05")),
        ("Wed, 16 Oct 2019 14:05:00 +0000", Some("2019-10-16T14:05")),
        ("October 16, 2019", Some("2019-10-16")),
        ("16/10/2019", Some("2019-10-16")),
        ("03/04/2019", None),
        ("October 2019", None),
        ("", None),
    ] {
        assert_eq!(iso(text).as_deref(), value, "{text:?}");
    }
}

#[test]
fn ambiguous_order_is_settled_by_the_document_or_flagged() {
    let values = |text: &str, day_first| {
        let prep = Prepared::new(text);
        let cands = spot(&prep);
        let ctx = DateContext::new(&prep, None, day_first);
        let all = resolve(&cands.iter().collect::<Vec<_>>(), &ctx);
        all.into_iter().map(|r| (r.value.value, r.problem.map(|p| p.code))).collect::<Vec<_>>()
    };
    let open = ("[2019-03-04,2019-04-03]".to_owned(), Some("ambiguous-day-month"));
    assert_eq!(values("On 03.04.2019 they met.", None), [open]);
    assert_eq!(values("On 03.04.2019 they met.", Some(true)), [("2019-04-03".to_owned(), None)]);
    let both = values("On 03/04/2019 they met and on 25/04/2019 again.", None);
    assert_eq!(both, [("2019-04-03".to_owned(), None), ("2019-04-25".to_owned(), None)]);
}

/// What the dates of a text published on 27 November 2019 mean in the three kinds of text.
fn by_profile(text: &str) -> [Vec<String>; 3] {
    let prep = Prepared::new(text);
    let cands = spot(&prep);
    let published = Published { value: "2019-11-27".to_owned(), basis: "field" };
    [Profile::News, Profile::Narrative, Profile::Report].map(|p| {
        let ctx = DateContext::new(&prep, Some(&published), None).with_profile(p);
        resolve(&cands.iter().collect::<Vec<_>>(), &ctx).into_iter().map(|r| r.value.value).collect()
    })
}

#[test]
fn profiles() {
    for (text, news, narrative, report) in [
        // a story goes on from what was told, a report stays in its year
        ("The siege began on 5 March 1944. In May the town fell.", "2019-05", "1944-05", "1944-05"),
        ("The siege began on 5 March 1944. On 2 January it was lifted.", "2020-01-02", "1945-01-02", "1944-01-02"),
        ("They set out on 5 March 1944. On Tuesday they rested.", "2019-11-26", "1944-03-07", "2019-11-26"),
        (
            "They set out on 5 March 1944. Last week they had slept.",
            "2019-11-18/2019-11-24",
            "1944-02-21/1944-02-27",
            "2019-11-18/2019-11-24",
        ),
        ("This is the account of 2017. By the figures of all shops sales rose in the third quarter.", "2019-35", "2017-35", "2017-35"),
        ("They left in 2014. In spring they returned.", "2019-21", "2014-21", "2014-21"),
    ] {
        let [n, s, r] = by_profile(text);
        let last = |v: &[String]| v.last().cloned().unwrap_or_default();
        assert_eq!([last(&n), last(&s), last(&r)], [news, narrative, report], "{text}");
    }
    // nothing told before: the publication date decides for all
    let [n, s, r] = by_profile("They met on Tuesday.");
    assert_eq!((&n, &n), (&s, &r));
    assert_eq!(n, ["2019-11-26"]);
}

/// Year, month and day of an ISO date, to compare years before the era as well.
fn order(date: &str) -> Vec<i32> {
    let (sign, rest) = date.strip_prefix('-').map_or((1, date), |r| (-1, r));
    let mut out: Vec<i32> = rest.split('-').filter_map(|n| n.parse().ok()).collect();
    out[0] *= sign;
    out
}

proptest! {
    /// Whatever the text: no panic, spans on character bounds in order, bounds in order, problems with a line.
    #[test]
    fn any_text(words in prop::collection::vec(prop::sample::select(vec![
        "May", "march", "12", "31", "2019", "1999", "29", "February", ".", ",", "-", "–", "/", ":", "to", "and", "last", "next", "year", "week",
        "ago", "the", "a", "of", "early", "end", "Monday", "10", "30", "p", "m", "UTC", "Q3", "fiscal", "quarter", "second", "half", "summer",
        "1990s", "century", "BC", "now", "every", "two", "hundred", "thousand", "years", "later", "earlier", "today", "night", "Easter", "'", "s",
        "07T10", "\n", "\n\n", "\u{2028}", "\u{a0}", "İ", "ß", "9999", "0", "from", "between", "until", "present", "12th", "99",
    ]), 0..40), glue in prop::collection::vec(any::<bool>(), 40), reference in prop::option::of(prop::sample::select(vec!["2019-11-27", "0001-01-01", "9999-12-31", "2000-02-29"])),
       profile in prop::sample::select(vec![Profile::News, Profile::Narrative, Profile::Report])) {
        let mut text = String::new();
        for (w, g) in words.iter().zip(&glue) {
            text.push_str(w);
            if *g { text.push(' '); }
        }
        let prep = Prepared::new(&text);
        let cands = spot(&prep);
        let published = reference.map(|value| Published { value: value.to_owned(), basis: "field" });
        let ctx = DateContext::new(&prep, published.as_ref(), None).with_profile(profile);
        let values = resolve(&cands.iter().collect::<Vec<_>>(), &ctx);
        prop_assert_eq!(values.len(), cands.len());
        let mut end = 0;
        for (c, r) in cands.iter().zip(&values) {
            prop_assert!(c.start as usize >= end && c.start < c.end);
            end = c.end as usize;
            prop_assert!(text.get(c.start as usize..c.end as usize).is_some());
            prop_assert!(r.value.earliest.is_empty() || r.value.latest.is_empty() || order(&r.value.earliest) <= order(&r.value.latest), "{text:?} {r:?}");
            prop_assert!(!c.rule.is_empty() && !r.basis.is_empty());
            prop_assert!(!r.value.value.is_empty() && !r.value.timex3.is_empty());
        }
        let doc = Document { text: text.clone(), ..Document::default() };
        let _ = super::reference::published(&doc, &prep, &cands, None);
    }
}
