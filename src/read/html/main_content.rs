//! Which part of a page is its content. In: the page; out: [`Main`], an element and what of it is left aside.
//!
//! `<main>` if it holds a fair share of the text, else the one `<article>` that outweighs the others, else the
//! innermost block that holds nearly all text that is no link. When in doubt more of the page is kept: a menu costs
//! a few stray rows, a lost paragraph costs the facts in it.

use super::tree::{Element, Flow, Node, Page};

/// Content of this many characters outside links is enough to believe an element that calls itself the content.
const ENOUGH: usize = 200;

/// A shorter one is believed if it is at least this share of the page (one part in …).
const FAIR_SHARE: usize = 5;

/// Part of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Main {
    /// Index of its element.
    pub root: usize,
    /// Leave out menus, asides and footers inside it.
    pub without_chrome: bool,
    /// Leave out headers and lists of links as well: nothing on the page says what its content is.
    pub guessed: bool,
}

impl Main {
    /// Whether the reader of the content does not see an element inside it.
    pub fn leaves_out(&self, page: &Page, index: usize) -> bool {
        let Some(Node::Element(e)) = page.nodes.get(index) else { return false };
        e.flow == Flow::Unseen
            || index != self.root
                && self.without_chrome
                && (is_chrome(e) || self.guessed && (is_banner(page, index, e) || is_menu(page, index, e)))
    }
}

/// Menus, asides and footers, by name or role.
fn is_chrome(e: &Element) -> bool {
    e.is("nav", "navigation") || e.is("aside", "complementary") || e.is("footer", "contentinfo") || e.is("search", "search")
}

/// A page's header without its headline.
fn is_banner(page: &Page, index: usize, e: &Element) -> bool {
    e.is("header", "banner") && !inside(page, index).any(|i| named(page, i, "h1"))
}

/// A list of nothing but links, three or more.
fn is_menu(page: &Page, index: usize, e: &Element) -> bool {
    if e.flow != Flow::List || inside(page, index).filter(|&i| named(page, i, "a")).nth(2).is_none() {
        return false;
    }
    let mut i = index + 1;
    while i < e.end {
        match &page.nodes[i] {
            Node::Element(e) if &*e.name == "a" => i = e.end,
            Node::Text(start, end, _) if !page.text[*start..*end].trim().is_empty() => return false,
            _ => i += 1,
        }
    }
    true
}

fn inside(page: &Page, index: usize) -> std::ops::Range<usize> {
    match &page.nodes[index] {
        Node::Element(e) => index + 1..e.end,
        Node::Text(..) => 0..0,
    }
}

fn named(page: &Page, index: usize, name: &str) -> bool {
    matches!(&page.nodes[index], Node::Element(e) if &*e.name == name)
}

/// Sums over all nodes before an index, so that any element's share is a difference.
struct Weights {
    /// Characters seen, outside links, menus, asides and footers.
    content: Vec<usize>,
    /// Characters seen outside links.
    plain: Vec<usize>,
    /// First-level headings.
    headlines: Vec<usize>,
}

impl Weights {
    fn of(page: &Page) -> Weights {
        let n = page.nodes.len();
        let mut w = Weights { content: vec![0; n + 1], plain: vec![0; n + 1], headlines: vec![0; n + 1] };
        let (mut unseen, mut link, mut chrome) = (0, 0, 0);
        for (i, node) in page.nodes.iter().enumerate() {
            let (mut plain, mut headline) = (0, 0);
            match node {
                Node::Element(e) => {
                    if e.flow == Flow::Unseen {
                        unseen = unseen.max(e.end);
                    }
                    if &*e.name == "a" {
                        link = link.max(e.end);
                    }
                    if is_chrome(e) {
                        chrome = chrome.max(e.end);
                    }
                    headline = usize::from(&*e.name == "h1" && i >= unseen);
                }
                Node::Text(start, end, _) if i >= unseen && i >= link => {
                    plain = page.text[*start..*end].chars().filter(|c| !c.is_whitespace()).count();
                }
                Node::Text(..) => {}
            }
            w.plain[i + 1] = w.plain[i] + plain;
            w.content[i + 1] = w.content[i] + if i >= chrome { plain } else { 0 };
            w.headlines[i + 1] = w.headlines[i] + headline;
        }
        w
    }

    fn content(&self, index: usize, e: &Element) -> usize {
        self.content[e.end] - self.content[index]
    }

    fn plain(&self, index: usize, e: &Element) -> usize {
        self.plain[e.end] - self.plain[index]
    }

    fn headlines(&self, index: usize, e: &Element) -> usize {
        self.headlines[e.end] - self.headlines[index]
    }
}

/// Find the content.
pub fn choose(page: &Page) -> Main {
    let weights = Weights::of(page);
    let all = weights.plain.last().copied().unwrap_or(0);
    let stated = |wanted: &dyn Fn(&Element) -> bool| {
        let mut total = 0;
        let mut best: Option<(usize, usize)> = None;
        let mut after = 0;
        for (i, node) in page.nodes.iter().enumerate() {
            let Node::Element(e) = node else { continue };
            if i < after {
                continue;
            }
            if e.flow == Flow::Unseen {
                after = e.end;
            } else if wanted(e) {
                after = e.end;
                let weight = weights.content(i, e);
                total += weight;
                if best.is_none_or(|(_, most)| weight > most) {
                    best = Some((i, weight));
                }
            }
        }
        best.filter(|&(_, weight)| weight > 0 && (weight >= ENOUGH || weight * FAIR_SHARE >= all))
            .map(|(i, weight)| (i, weight * 2 > total))
    };
    let main = stated(&|e| e.is("main", "main")).map(|(i, _)| i);
    // A page of many articles of a kind is a list of them: none is the content.
    let article =
        || stated(&|e| e.is("article", "article") || e.itemprop == "articleBody").filter(|(_, outweighs)| *outweighs).map(|(i, _)| i);
    let found = main.or_else(article);
    let root = found.unwrap_or_else(|| densest(page, &weights));
    let Some(Node::Element(e)) = page.nodes.get(root) else { return Main { root: 0, without_chrome: false, guessed: true } };
    // A page that puts its text into an <aside> is taken whole.
    let without_chrome = weights.content(root, e) * 4 >= weights.plain(root, e);
    Main { root, without_chrome, guessed: found.is_none() }
}

/// Go down as long as one child holds nine tenths of the text and every headline.
fn densest(page: &Page, weights: &Weights) -> usize {
    let mut at = 0;
    while let Some(Node::Element(e)) = page.nodes.get(at) {
        let (text, headlines) = (weights.content(at, e), weights.headlines(at, e));
        let mut child = at + 1;
        let mut next = None;
        while child < e.end {
            let Node::Element(c) = &page.nodes[child] else {
                child += 1;
                continue;
            };
            let is_block = !matches!(c.flow, Flow::Inline | Flow::Unseen | Flow::Break);
            if is_block && text > 0 && weights.content(child, c) * 10 >= text * 9 && weights.headlines(child, c) == headlines {
                next = Some(child);
                break;
            }
            child = c.end;
        }
        match next {
            Some(child) => at = child,
            None => break,
        }
    }
    at
}
