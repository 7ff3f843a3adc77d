//! What a page says about itself. In: the page and its content; out: [`Facts`].
//!
//! A publication date is believed in this order: `article:published_time` and its kin, JSON-LD `datePublished`,
//! `itemprop`, Dublin Core and other `<meta>` names, a `<time>` near the top of the content.

use serde_json::Value;

use super::main_content::Main;
use super::tree::{Node, Page};
use crate::read::host::of_address as host;
use crate::read::published;
use crate::text::line::one_line;

/// `<meta>` names that state when the page was published, best first; not those of its last change.
const BEFORE_JSON_LD: &[&str] = &["article:published_time", "og:published_time", "og:article:published_time", "datepublished"];
const AFTER_JSON_LD: &[&str] = &[
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "release_date",
];

/// A `<time>` this many characters into the content belongs to the story it tells, not to the page.
const TOP: usize = 600;

/// What a page says about itself; empty where it does not.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// `<title>`, else `og:title`, else the first headline.
    pub title: String,
    /// Language tag.
    pub language: String,
    /// Host name without `www.`.
    pub publisher: String,
    /// ISO date, or date and time.
    pub published: Option<String>,
}

/// Gather the facts.
pub fn facts(page: &Page, main: &Main) -> Facts {
    let ld: Vec<Value> = page.json_ld.iter().filter_map(|script| serde_json::from_str(script).ok()).collect();
    let meta = |name: &str| page.metas.iter().find(|(n, _)| n == name).map(|(_, content)| content.as_str());
    let title = [&page.title, meta("og:title").unwrap_or_default()]
        .into_iter()
        .map(one_line)
        .find(|t| !t.is_empty())
        .unwrap_or_else(|| headline(page));
    let language = [page.lang.as_str(), meta("content-language").unwrap_or_default(), meta("og:locale").unwrap_or_default()];
    let language = language.into_iter().find(|l| !l.is_empty()).unwrap_or_default().replace('_', "-");
    let urls = [Some(page.canonical.clone()), meta("og:url").map(str::to_owned), in_json_ld(&ld, publisher_url)];
    let publisher = urls.into_iter().flatten().find_map(|url| host(&url)).unwrap_or_default();
    let by_meta = |names: &[&str]| names.iter().filter_map(|n| meta(n)).find_map(published::parse);
    let published = by_meta(BEFORE_JSON_LD)
        .or_else(|| in_json_ld(&ld, |o| o.get("datePublished")?.as_str().and_then(published::parse)))
        .or_else(|| by_itemprop(page))
        .or_else(|| by_meta(AFTER_JSON_LD))
        .or_else(|| by_time(page, main));
    Facts { title, language, publisher, published }
}

/// Text of the first `<h1>`.
fn headline(page: &Page) -> String {
    let h1 = page.nodes.iter().position(|n| matches!(n, Node::Element(e) if &*e.name == "h1"));
    h1.map(|i| one_line(&text_inside(page, i))).unwrap_or_default()
}

fn text_inside(page: &Page, index: usize) -> String {
    let Some(Node::Element(e)) = page.nodes.get(index) else { return String::new() };
    let texts = page.nodes[index..e.end].iter().filter_map(|n| match n {
        Node::Text(start, end, _) => Some(&page.text[*start..*end]),
        Node::Element(_) => None,
    });
    texts.collect()
}

fn by_itemprop(page: &Page) -> Option<String> {
    page.nodes.iter().enumerate().find_map(|(i, node)| match node {
        Node::Element(e) if e.itemprop == "datePublished" => {
            published::parse(&e.value).or_else(|| published::parse(&one_line(&text_inside(page, i))))
        }
        _ => None,
    })
}

fn by_time(page: &Page, main: &Main) -> Option<String> {
    let Some(Node::Element(root)) = page.nodes.get(main.root) else { return None };
    let mut before = 0;
    for node in &page.nodes[main.root..root.end] {
        match node {
            Node::Element(e) if &*e.name == "time" && !e.value.is_empty() => return published::parse(&e.value),
            Node::Element(_) => {}
            Node::Text(start, end, _) => before += end - start,
        }
        if before > TOP {
            break;
        }
    }
    None
}

/// The first object, outer before inner, for which `wanted` finds something.
fn in_json_ld<T>(scripts: &[Value], wanted: impl Fn(&serde_json::Map<String, Value>) -> Option<T>) -> Option<T> {
    let mut queue: std::collections::VecDeque<&Value> = scripts.iter().collect();
    while let Some(value) = queue.pop_front() {
        match value {
            Value::Object(object) => {
                if let Some(found) = wanted(object) {
                    return Some(found);
                }
                queue.extend(object.values());
            }
            Value::Array(items) => queue.extend(items),
            _ => {}
        }
    }
    None
}

fn publisher_url(object: &serde_json::Map<String, Value>) -> Option<String> {
    let publisher = match object.get("publisher")? {
        Value::Array(several) => several.first()?,
        one => one,
    };
    ["url", "@id"].iter().filter_map(|key| publisher.get(key)?.as_str()).find(|url| host(url).is_some()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::{main_content, tree};
    use super::*;

    fn met(page: &str) -> Facts {
        let page = tree::parse(page);
        facts(&page, &main_content::choose(&page))
    }

    #[test]
    fn a_page_that_says_all() {
        let page = r#"<html lang="en-GB"><head><title>A
 title</title><link rel=canonical href="https://www.OSCE.org:443/x?y"><meta property="article:published_time" content="2019-10-16T10:23:00+02:00">
 <meta name=date content="2001-01-01"></head><body><h1>H</h1>"#;
        let want = Facts {
            title: "A title".into(),
            language: "en-GB".into(),
            publisher: "osce.org".into(),
            published: Some("2019-10-16T10:23+02:00".into()),
        };
        assert_eq!(met(page), want);
    }

    #[test]
    fn dates() {
        let date = |page: &str| met(page).published;
        let ld = r#"<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2019-10-16","publisher":{"url":"http://un.org/"}}]}</script>"#;
        assert_eq!(date(ld), Some("2019-10-16".into()));
        assert_eq!(met(ld).publisher, "un.org");
        assert_eq!(date("<meta itemprop=datePublished content=2019-10-16>"), Some("2019-10-16".into()));
        assert_eq!(date("<span itemprop=datePublished>16 October 2019</span>"), Some("2019-10-16".into()));
        assert_eq!(date("<META NAME='DC.date.issued' CONTENT='2019-10-16'>"), Some("2019-10-16".into()));
        assert_eq!(date("<article><time datetime=2019-10-16>16 Oct</time><p>Text</article>"), Some("2019-10-16".into()));
        assert_eq!(date(&format!("<article><p>{}</p><time datetime=2019-10-16>x</time></article>", "word ".repeat(200))), None);
        assert_eq!(
            date("<meta property=article:modified_time content=2019-10-16><script type='application/ld+json'>{broken</script>"),
            None
        );
    }

    #[test]
    fn titles_and_hosts() {
        assert_eq!(met("<h1>A <b>head</b>line</h1>").title, "A headline");
        assert_eq!(met("<meta property=og:title content='T &amp; U'><h1>x</h1>").title, "T & U");
        assert_eq!(host("//www.un.org/a"), Some("un.org".into()));
        assert_eq!(host("/relative"), None);
        assert_eq!(host("https://localhost/"), None);
    }
}
