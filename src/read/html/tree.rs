//! The page as a flat list in document order. In: tokens; out: [`Page`], in which an element knows where it ends.
//!
//! End tags that authors leave out (`</p>`, `</li>`, `</td>` …) are supplied as browsers do, as far as that changes
//! the text or its breaks. Depth is bounded, so the list may be walked with a small stack and misnested pages cost
//! linear time.

use std::cell::RefCell;

use crate::read::lines::floor_char_boundary;
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// Elements nested deeper are not told apart from their ancestor at this depth. Hand-made pages reach 30, page
/// builders 100.
const MAX_DEPTH: usize = 512;

/// Fed to the tokenizer at once: its string type is limited to 4 GiB, and short strings are cheap to cut up.
const CHUNK: usize = 64 << 10;

/// What an element does to the flow of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Nothing.
    Inline,
    /// Stands on lines of its own.
    Line,
    /// Is set off by a blank line.
    Paragraph,
    /// Is set off by a blank line, and its white space counts.
    Preformatted,
    /// A list: a paragraph unless inside another list.
    List,
    /// A table row.
    Row,
    /// A table cell.
    Cell,
    /// A line break.
    Break,
    /// Its content is not text a reader sees.
    Unseen,
}

/// An element.
#[derive(Debug)]
pub struct Element {
    /// Name in lower case.
    pub name: html5ever::LocalName,
    /// Index after its last descendant.
    pub end: usize,
    /// What it does to the text.
    pub flow: Flow,
    /// `role`, lower case.
    pub role: String,
    /// `itemprop`.
    pub itemprop: String,
    /// `datetime` or, on an element with `itemprop`, `content`.
    pub value: String,
}

impl Element {
    /// Whether it is called or plays the role of one of these.
    pub fn is(&self, name: &str, role: &str) -> bool {
        &*self.name == name || self.role == role
    }
}

/// A node in document order.
#[derive(Debug)]
pub enum Node {
    /// An element; its descendants follow.
    Element(Element),
    /// A piece of text, as a range of [`Page::text`], and the line it starts on.
    Text(usize, usize, usize),
}

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    /// Node 0 is an element that holds all others.
    pub nodes: Vec<Node>,
    /// All text, entities resolved.
    pub text: String,
    /// `<title>`.
    pub title: String,
    /// `lang` of the page.
    pub lang: String,
    /// `href` of the canonical link.
    pub canonical: String,
    /// (`name`/`property`/`itemprop`/`http-equiv` in lower case, `content`).
    pub metas: Vec<(String, String)>,
    /// JSON-LD scripts.
    pub json_ld: Vec<String>,
}

/// Read a page.
pub fn parse(source: &str) -> Page {
    let builder =
        Builder { page: Page::default(), stack: vec![Open { node: 0, bit: 0, all: 0 }], overflow: 0, raw: Raw::None, running: false };
    let mut root = element("#root");
    root.flow = Flow::Line;
    let sink = Sink(RefCell::new(builder));
    sink.0.borrow_mut().page.nodes.push(Node::Element(root));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() });
    let queue = BufferQueue::default();
    let mut rest = source;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(floor_char_boundary(rest, CHUNK));
        rest = after;
        queue.push_back(StrTendril::from_slice(chunk));
        while let TokenizerResult::Script(()) | TokenizerResult::EncodingIndicator(_) = tokenizer.feed(&queue) {}
    }
    tokenizer.end();
    let mut builder = tokenizer.sink.0.into_inner();
    builder.close_to(0);
    let end = builder.page.nodes.len();
    if let Some(Node::Element(root)) = builder.page.nodes.first_mut() {
        root.end = end;
    }
    builder.page
}

fn element(name: &str) -> Element {
    let (role, itemprop, value) = Default::default();
    Element { name: name.into(), end: 0, flow: flow(name), role, itemprop, value }
}

/// What each element does, by name.
fn flow(name: &str) -> Flow {
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "table" | "figure" | "hr" => Flow::Paragraph,
        "pre" | "listing" => Flow::Preformatted,
        "ul" | "ol" | "menu" | "dl" | "dir" => Flow::List,
        "address" | "article" | "aside" | "body" | "caption" | "center" | "dd" | "details" | "dialog" | "div" | "dt" | "fieldset"
        | "figcaption" | "footer" | "form" | "header" | "hgroup" | "html" | "legend" | "li" | "main" | "nav" | "search" | "section"
        | "summary" | "tbody" | "tfoot" | "thead" => Flow::Line,
        "tr" => Flow::Row,
        "td" | "th" => Flow::Cell,
        "br" => Flow::Break,
        "head" | "template" | "svg" | "math" | "select" | "datalist" | "button" | "audio" | "video" | "canvas" | "object" | "map"
        | "progress" | "meter" => Flow::Unseen,
        _ => Flow::Inline,
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that may stand in a page's head; any other ends it.
fn belongs_in_head(name: &str) -> bool {
    matches!(
        name,
        "base" | "link" | "meta" | "title" | "script" | "style" | "noscript" | "template" | "head" | "html" | "basefont" | "bgsound"
    )
}

/// What is done with the text of an element whose content is not markup.
#[derive(Clone, Copy, PartialEq)]
enum Raw {
    None,
    Drop,
    Title,
    JsonLd,
}

/// An open element.
#[derive(Clone, Copy)]
struct Open {
    node: usize,
    /// Bit of its name, see [`bit`].
    bit: u64,
    /// The bits of all that is open down to it: what is not among them is not looked for among some hundred elements.
    all: u64,
}

/// Bits of names that are asked for.
mod bits {
    pub const P: u64 = 1;
    pub const A: u64 = 1 << 1;
    pub const LI: u64 = 1 << 2;
    pub const TERM: u64 = 1 << 3;
    pub const CELL: u64 = 1 << 4;
    pub const TR: u64 = 1 << 5;
    pub const ROWS: u64 = 1 << 6;
    pub const TABLE: u64 = 1 << 7;
    pub const CAPTION: u64 = 1 << 8;
    pub const LIST: u64 = 1 << 9;
    pub const TERMS: u64 = 1 << 10;
    pub const OPTION: u64 = 1 << 11;
    pub const CHOICE: u64 = 1 << 12;
    pub const BOX: u64 = 1 << 13;
    pub const FOREIGN: u64 = 1 << 14;
    pub const NAMED: u32 = 15;
}

/// A name's bit: its own, or one that it shares with others.
fn bit(name: &str) -> u64 {
    match name {
        "p" => bits::P,
        "a" => bits::A,
        "li" => bits::LI,
        "dt" | "dd" => bits::TERM,
        "td" | "th" => bits::CELL,
        "tr" => bits::TR,
        "thead" | "tbody" | "tfoot" => bits::ROWS,
        "table" => bits::TABLE,
        "caption" => bits::CAPTION,
        "ul" | "ol" | "menu" => bits::LIST,
        "dl" => bits::TERMS,
        "option" => bits::OPTION,
        "select" | "datalist" => bits::CHOICE,
        "button" | "object" | "template" => bits::BOX,
        "svg" | "math" => bits::FOREIGN,
        _ => 1 << (bits::NAMED + (crate::text::fold::hash(name.as_bytes()) % u64::from(u64::BITS - bits::NAMED)) as u32),
    }
}

struct Builder {
    page: Page,
    /// Open elements.
    stack: Vec<Open>,
    /// Start tags beyond [`MAX_DEPTH`] whose end tags are still to come.
    overflow: usize,
    raw: Raw,
    /// No tag since the last text: more text belongs to the same node.
    running: bool,
}

struct Sink(RefCell<Builder>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut builder = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => builder.text(&text, line as usize),
            Token::TagToken(tag) => return builder.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Builder {
    /// `line` is where the tokenizer stands: at the end of the text.
    fn text(&mut self, text: &str, line: usize) {
        match self.raw {
            Raw::Drop => {}
            Raw::Title => self.page.title.push_str(text),
            Raw::JsonLd => {
                if let Some(script) = self.page.json_ld.last_mut() {
                    script.push_str(text);
                }
            }
            Raw::None => {
                if self.in_head() {
                    if text.chars().all(char::is_whitespace) {
                        return;
                    }
                    self.close_to(1);
                }
                let line = line.saturating_sub(memchr::memchr_iter(b'\n', text.as_bytes()).count()).max(1);
                let start = self.page.text.len();
                self.page.text.push_str(text);
                let end = self.page.text.len();
                // The tokenizer cuts at line ends and entities; one node for the lot keeps the list short.
                let breaks = |from: usize| memchr::memchr_iter(b'\n', &self.page.text.as_bytes()[from..start]).count();
                match self.page.nodes.last_mut() {
                    Some(Node::Text(from, to, first))
                        if self.running && *to == start && *first + breaks(*from) == line && start - *from < 4096 =>
                    {
                        *to = end
                    }
                    _ => self.page.nodes.push(Node::Text(start, end, line)),
                }
                self.running = true;
            }
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        self.raw = Raw::None;
        self.running = false;
        match tag.kind {
            TagKind::EndTag => {
                self.end_tag(&tag.name);
                TokenSinkResult::Continue
            }
            TagKind::StartTag => self.start_tag(tag),
        }
    }

    fn start_tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let attribute = |wanted: &str| tag.attrs.iter().find(|a| &*a.name.local == wanted).map(|a| a.value.trim()).unwrap_or_default();
        if self.in_head() && !belongs_in_head(name) {
            self.close_to(1);
        }
        let foreign = self.all() & bits::FOREIGN != 0;
        match name {
            "html" => {
                self.page.lang =
                    [attribute("lang"), attribute("xml:lang")].into_iter().find(|l| !l.is_empty()).unwrap_or_default().to_owned();
                return TokenSinkResult::Continue;
            }
            "body" => return TokenSinkResult::Continue,
            "meta" => self.meta(&attribute),
            "link" if attribute("rel").eq_ignore_ascii_case("canonical") => self.page.canonical = attribute("href").to_owned(),
            "plaintext" => return TokenSinkResult::Plaintext,
            _ if foreign => {}
            "title" => {
                // A page has one title; a second one is some widget's.
                self.raw = if self.page.title.is_empty() { Raw::Title } else { Raw::Drop };
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "textarea" => {
                self.raw = Raw::Drop;
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "script" => {
                self.raw = Raw::Drop;
                if attribute("type").to_ascii_lowercase().starts_with("application/ld+json") {
                    self.page.json_ld.push(String::new());
                    self.raw = Raw::JsonLd;
                }
                return TokenSinkResult::RawData(RawKind::ScriptData);
            }
            "style" | "noscript" | "xmp" | "iframe" | "noembed" | "noframes" => {
                self.raw = Raw::Drop;
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            _ => {}
        }
        self.supply_end_tags(name);
        let mut element = element(name);
        let style: String = attribute("style").chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        let has = |wanted: &str| tag.attrs.iter().any(|a| &*a.name.local == wanted);
        if has("hidden") || style.contains("display:none") || style.contains("visibility:hidden") {
            element.flow = Flow::Unseen;
        }
        element.role = attribute("role").to_ascii_lowercase();
        element.itemprop = attribute("itemprop").to_owned();
        element.value = [attribute("datetime"), attribute("content")].into_iter().find(|v| !v.is_empty()).unwrap_or_default().to_owned();
        let index = self.page.nodes.len();
        element.end = index + 1;
        self.page.nodes.push(Node::Element(element));
        if is_void(name) || foreign && tag.self_closing {
            return TokenSinkResult::Continue;
        }
        if self.stack.len() < MAX_DEPTH {
            let bit = bit(name);
            self.stack.push(Open { node: index, bit, all: self.all() | bit });
        } else {
            self.overflow += 1;
        }
        TokenSinkResult::Continue
    }

    fn meta<'a>(&mut self, attribute: &impl Fn(&str) -> &'a str) {
        let content = attribute("content");
        for key in ["property", "name", "itemprop", "http-equiv"] {
            let name = attribute(key);
            if !name.is_empty() && !content.is_empty() {
                self.page.metas.push((name.to_ascii_lowercase(), content.to_owned()));
            }
        }
    }

    fn name(&self, depth: usize) -> &str {
        match self.page.nodes.get(self.stack[depth].node) {
            Some(Node::Element(e)) => &e.name,
            _ => "",
        }
    }

    fn in_head(&self) -> bool {
        self.stack.len() > 1 && self.name(1) == "head"
    }

    /// Bits of all open elements.
    fn all(&self) -> u64 {
        self.stack.last().map_or(0, |open| open.all)
    }

    /// Close elements until `depth` of them are open.
    fn close_to(&mut self, depth: usize) {
        let end = self.page.nodes.len();
        for open in self.stack.drain(depth.min(self.stack.len())..) {
            if let Some(Node::Element(e)) = self.page.nodes.get_mut(open.node) {
                e.end = end;
            }
        }
        self.overflow = 0;
    }

    /// Close the nearest of `names`, unless a `barrier` stands between; both by their bits.
    fn close_nearest(&mut self, names: u64, barriers: u64) {
        if self.all() & names == 0 {
            return;
        }
        let nearest = (1..self.stack.len()).rev().find(|&depth| self.stack[depth].bit & (names | barriers) != 0);
        if let Some(depth) = nearest.filter(|&depth| self.stack[depth].bit & names != 0) {
            self.close_to(depth);
        }
    }

    /// End tags that the start of `name` implies.
    fn supply_end_tags(&mut self, name: &str) {
        use bits::{A, BOX, CAPTION, CELL, CHOICE, LI, LIST, OPTION, P, ROWS, TABLE, TERM, TERMS, TR};
        const CELLS: u64 = CELL | CAPTION | TABLE | BOX;
        match name {
            "li" => self.close_nearest(LI, LIST | TABLE | CELL),
            "dt" | "dd" => self.close_nearest(TERM, TERMS | TABLE | CELL),
            "td" | "th" => self.close_nearest(CELL, TR | TABLE),
            "tr" => self.close_nearest(TR, TABLE),
            "thead" | "tbody" | "tfoot" => self.close_nearest(ROWS | TR, TABLE),
            "option" | "optgroup" => self.close_nearest(OPTION, CHOICE),
            "a" => self.close_nearest(A, CELLS),
            _ => {}
        }
        if !matches!(flow(name), Flow::Inline | Flow::Break | Flow::Unseen | Flow::Row | Flow::Cell) {
            self.close_nearest(P, CELLS);
        }
    }

    fn end_tag(&mut self, name: &str) {
        if self.overflow > 0 {
            self.overflow -= 1;
            return;
        }
        if self.all() & bit(name) == 0 {
            return;
        }
        let inline = flow(name) == Flow::Inline;
        let of_table = matches!(name, "table" | "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "caption");
        for depth in (1..self.stack.len()).rev() {
            let open = self.name(depth);
            if open == name {
                return self.close_to(depth);
            }
            // `<b><p>x</b> y</p>`: the paragraph goes on, so the end of an inline element inside it is passed over.
            let stops = inline && flow(open) != Flow::Inline
                || !of_table && matches!(open, "td" | "th" | "table" | "caption")
                || of_table && open == "table";
            if stops {
                return;
            }
        }
    }
}
