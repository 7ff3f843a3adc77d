//! Sentences of releases that hold no date at all, whatever rule is asked; and whole sentences with every value.

use dateline::link::date::{DateContext, resolve};
use dateline::model::Published;
use dateline::spot::date::spot;
use dateline::text::Prepared;

/// What is found in a text published on 27 November 2019, a Wednesday: (mention, value).
fn dates(text: &str) -> Vec<(String, String)> {
    let prep = Prepared::new(text);
    let cands = spot(&prep);
    let published = Published { value: "2019-11-27".to_owned(), basis: "field" };
    let ctx = DateContext::new(&prep, Some(&published), None);
    let values = resolve(&cands.iter().collect::<Vec<_>>(), &ctx);
    cands.iter().zip(values).map(|(c, r)| (text[c.start as usize..c.end as usize].to_owned(), r.value.value)).collect()
}

#[test]
fn traps() {
    let traps = [
        "The committee may decide otherwise.",
        "May I thank the host country?",
        "Mrs May thanked the envoy.",
        "Theresa May and Emmanuel Macron spoke by telephone.",
        "Ms. April Jones chaired the panel.",
        "June Carter and August Wilson were honoured.",
        "The protesters march on the capital.",
        "A March on Washington was announced.",
        "Jan Egeland spoke to Dec Donnelly.",
        "The Sun reported it first.",
        "He sat down and wed his cause to theirs.",
        "Sun Yat-sen was remembered.",
        "Version 2.0.19 corrects the fault.",
        "The software runs on release 10.12.4.",
        "Call +1 202 555 2010 for details.",
        "Phone 02 6277 2000 or 0419 206 890.",
        "Fax: +39 06 2010 1999",
        "They won by 3:2 after extra play.",
        "The vote was 15-0-0.",
        "The Council adopted resolution 1373.",
        "Resolutions 1540, 1977 and 2325 apply.",
        "It cost $2019 to build.",
        "A grant of €1,999 was made.",
        "The session is in Room 2019.",
        "Some 370 experts took part.",
        "About 2000 people attended.",
        "The hotline works 24/7.",
        "Canberra ACT 2600",
        "See pages 16-17 of the report.",
        "Boeing 747 and Airbus 320 jets landed.",
        "Under ISO 9001:2015 it was certified.",
        "The G20, the G7 and the P5 agreed.",
        "COVID-19 vaccines were delivered.",
        "Highway 2010 was closed.",
        "He came second in the race.",
        "A second round of talks is needed.",
        "It was a minute quantity.",
        "The fall of the government surprised many.",
        "Prices fall and spring back.",
        "The Prague Spring Festival was opened.",
        "He is 45 years old.",
        "A 27-year-old man was held.",
        "The children are 10 years of age.",
        "The Sunday Times interviewed her.",
        "The Financial Times wrote about it.",
        "Three-quarters of the seats are filled.",
        "A quarter of the members were absent.",
        "The quarter-finals were played.",
        "The water is 12.5 metres deep.",
        "Unit 2017-04-XR-358 was deployed.",
        "A ratio of 1/2 was chosen.",
        "Chapter 11 and article 5 apply.",
        "The 75th session of the Assembly opened.",
        "The 187th Infantry Regiment moved on.",
        "An august assembly heard him.",
        "High noon was shown on the screen.",
        "Midnight Express is a film.",
        "MAY NOT BE REPRODUCED",
        "The year-on-year comparison is hard.",
        "It grew tenfold, from 1900 to 19000 units.",
        "The last minute goal decided it.",
        "His first name is Friday-Jones, they say of him.",
    ];
    let wrong: Vec<_> = traps.iter().map(|t| (t, dates(t))).filter(|(_, d)| !d.is_empty()).collect();
    assert!(wrong.is_empty(), "{} traps caught something:\n{wrong:#?}", wrong.len());
}

#[test]
fn whole_sentences() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        (
            "The meeting, held on 16-17 October 2019 in Vienna, gathered 370 experts; the next one is due in spring 2020.",
            &[("16-17 October 2019", "2019-10-16/2019-10-17"), ("spring 2020", "2020-21")],
        ),
        (
            "Since 9/11, resolutions 1373 (2001) and 2178 (2014) have guided us.",
            &[("9/11", "2001-09-11"), ("2001", "2001"), ("2014", "2014")],
        ),
        (
            "Ambassador in Cairo (2003-2007) and, from October 2008 to March 2011, in Rome.",
            &[("2003-2007", "2003/2007"), ("October 2008 to March 2011", "2008-10/2011-03")],
        ),
        (
            "The concert starts at 6.45 p.m. on Friday, 11 May 2012, and runs until 9 p.m.",
            &[("6.45 p.m. on Friday, 11 May 2012", "2012-05-11T18:45"), ("9 p.m.", "2012-05-11T21:00")],
        ),
        (
            "Ministers met on Tuesday and will meet again next month; they last met in June 2018.",
            &[("Tuesday", "2019-11-26"), ("next month", "2019-12"), ("June 2018", "2018-06")],
        ),
        (
            "Applications close on 31 December 2019, 23:59 CET, and open on 1 May each year.",
            &[("31 December 2019, 23:59 CET", "2019-12-31T23:59+01:00"), ("1 May", "2020-05-01"), ("each year", "P1Y")],
        ),
        ("By the end of 2020, and no later than mid-2021, it will be ready.", &[("the end of 2020", "2020"), ("mid-2021", "2021")]),
        ("On Wednesday, 27\u{a0}November\u{2009}2019, it rained.", &[("Wednesday, 27\u{a0}November\u{2009}2019", "2019-11-27")]),
    ];
    for (text, want) in cases {
        let want: Vec<_> = want.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(dates(text), want, "{text}");
    }
}
