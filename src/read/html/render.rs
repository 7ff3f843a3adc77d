//! The text of an element as a reader sees it. In: the page and its content; out: the text, and which source line
//! each part of it comes from.
//!
//! White space collapses as in a browser (no-break and thin spaces do not); blocks stand on lines of their own,
//! paragraphs are set off by a blank line, cells by a tab.

use super::main_content::Main;
use super::tree::{Flow, Node, Page};

/// What a reader sees.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The text.
    pub text: String,
    /// (offset, line) where the line of the source changes.
    pub lines: Vec<(usize, usize)>,
}

/// What stands before the next character.
#[derive(Default)]
struct Gap {
    breaks: usize,
    line_breaks: usize,
    tab: bool,
    space: bool,
}

#[derive(Default)]
struct Renderer {
    out: Rendered,
    gap: Gap,
    /// A cell of this row is closed: the next one is set off from it.
    after_cell: bool,
    lists: usize,
    preformatted: usize,
}

/// Write the content's text.
pub fn render(page: &Page, main: &Main) -> Rendered {
    let mut renderer = Renderer::default();
    let mut open: Vec<(usize, Flow)> = Vec::new();
    let mut index = main.root;
    let end = match page.nodes.get(main.root) {
        Some(Node::Element(e)) => e.end,
        _ => 0,
    };
    while index < end {
        while let Some((_, flow)) = open.pop_if(|(end, _)| *end <= index) {
            renderer.close(flow);
        }
        match &page.nodes[index] {
            Node::Element(e) if main.leaves_out(page, index) => {
                // What stands before and after a removed block was never one line.
                if e.flow != Flow::Unseen {
                    renderer.break_lines(1);
                }
                index = e.end;
                continue;
            }
            Node::Element(e) => {
                renderer.open(e.flow);
                open.push((e.end, e.flow));
            }
            Node::Text(start, end, line) => renderer.text(&page.text[*start..*end], *line),
        }
        index += 1;
    }
    renderer.out
}

impl Renderer {
    fn break_lines(&mut self, n: usize) {
        self.gap.breaks = self.gap.breaks.max(n);
    }

    fn open(&mut self, flow: Flow) {
        match flow {
            Flow::Inline | Flow::Unseen => {}
            Flow::Break => self.gap.line_breaks = (self.gap.line_breaks + 1).min(2),
            Flow::Line => self.break_lines(1),
            Flow::Paragraph => self.break_lines(2),
            Flow::Preformatted => {
                self.break_lines(2);
                self.preformatted += 1;
            }
            Flow::List => {
                self.break_lines(if self.lists == 0 { 2 } else { 1 });
                self.lists += 1;
            }
            Flow::Row => {
                self.break_lines(1);
                self.after_cell = false;
            }
            Flow::Cell => {
                self.gap.tab |= self.after_cell;
                self.after_cell = false;
            }
        }
    }

    fn close(&mut self, flow: Flow) {
        match flow {
            Flow::Inline | Flow::Unseen | Flow::Break => {}
            Flow::Line => self.break_lines(1),
            Flow::Paragraph => self.break_lines(2),
            Flow::Preformatted => {
                self.break_lines(2);
                self.preformatted -= 1;
            }
            Flow::List => {
                self.lists -= 1;
                self.break_lines(if self.lists == 0 { 2 } else { 1 });
            }
            Flow::Row => {
                self.break_lines(1);
                self.after_cell = false;
            }
            Flow::Cell => self.after_cell = true,
        }
    }

    fn text(&mut self, text: &str, mut line: usize) {
        for c in text.chars() {
            let collapses = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if collapses && self.preformatted == 0 {
                self.gap.space = true;
            } else if collapses && self.out.text.is_empty() {
                // No blank lines before the first word, preformatted or not.
            } else {
                self.character(c, line);
            }
            line += usize::from(c == '\n');
        }
    }

    fn character(&mut self, c: char, line: usize) {
        let gap = std::mem::take(&mut self.gap);
        let out = &mut self.out;
        if !out.text.is_empty() {
            match gap.breaks.max(gap.line_breaks) {
                0 if gap.tab => out.text.push('\t'),
                0 if gap.space && !out.text.ends_with([' ', '\n', '\t']) => out.text.push(' '),
                0 => {}
                n => out.text.extend(std::iter::repeat_n('\n', n)),
            }
        }
        if out.lines.last().is_none_or(|&(_, last)| last != line) {
            out.lines.push((out.text.len(), line));
        }
        out.text.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{main_content, tree};
    use super::*;

    fn seen(page: &str) -> String {
        let page = tree::parse(page);
        render(&page, &main_content::choose(&page)).text
    }

    #[test]
    fn blocks_and_spaces() {
        for (page, want) in [
            ("<p>One\n  two&nbsp;&shy;three<p>Four<br>five<br><br>six</p>\n", "One two\u{a0}\u{ad}three\n\nFour\nfive\n\nsix"),
            ("<div>a<div>b</div>c</div>", "a\nb\nc"),
            ("<h1>T</h1><ul><li>a<li>b<ul><li>c</ul></ul>d", "T\n\na\nb\nc\n\nd"),
            ("<table><tr><td>a<td>b<tr><th>c</th><th>d</th></table>", "a\tb\nc\td"),
            ("<pre>\n a\n  b\n</pre>x", "a\n  b\n\n\nx"),
            ("<b><p>One</b> two</p>", "One two"),
            ("<span>a</span><span> b</span> <i>c</i>", "a b c"),
            ("a<!-- no -->b&amp;c &copy; &#8212; &eacute; &notit;", "ab&c © — é ¬it;"),
            ("x<script>if (a<b) '</p>'</script>y<style>p{}</style><noscript>z</noscript><template>t</template>", "xy"),
        ] {
            assert_eq!(seen(page), want, "{page}");
        }
        assert_eq!(seen("a<span hidden>b</span><svg><title>d</title><style/><text>e</text></svg>f"), "af");
        assert_eq!(seen("a<div style='display: none'>c</div>f"), "af");
        assert_eq!(seen(""), "");
        assert_eq!(seen("plain < text"), "plain < text");
    }

    #[test]
    fn content_before_menus() {
        let text = "The Secretary-General met the ministers in Geneva on Monday. ".repeat(5);
        let want = text.trim();
        for page in [
            format!(
                "<header><h1>Site</h1></header><nav><a>Home</a></nav><main><p>{text}</p><aside>More</aside></main><footer>Imprint</footer>"
            ),
            format!("<div><ul><li><a>1</a><li><a>2</a><li><a>3</a></ul><div id=c><p>{text}</p></div></div><footer>(c)</footer>"),
            format!("<nav>Menu text</nav><article><p>{text}</p></article><article>Teaser</article>"),
            format!("<header>Site</header><p>{text}</p>"),
            format!("<div role=navigation>x</div><div role=main>{text}</div>"),
        ] {
            assert_eq!(seen(&page), want, "{page}");
        }
    }

    #[test]
    fn when_in_doubt_all_of_it() {
        assert_eq!(seen("<aside>Only text</aside>"), "Only text");
        assert_eq!(seen("<article>One</article><article>Two</article>"), "One\nTwo");
        assert_eq!(seen("<div><h1>Headline</h1></div><div><p>Text of the release</p></div>"), "Headline\n\nText of the release");
    }

    #[test]
    fn deep_nesting() {
        let deep = format!("{}x{}y", "<div>".repeat(100_000), "</div>".repeat(100_000));
        assert_eq!(seen(&deep), "x\ny");
        assert_eq!(seen(&format!("{}x", "<b><p>".repeat(50_000))), "x");
    }

    #[test]
    fn source_lines() {
        let page = tree::parse("<html>\r\n<body>\n<p>One\ntwo &amp;\nthree</p>\n\n<p>four");
        let out = render(&page, &main_content::choose(&page));
        assert_eq!(out.text, "One two & three\n\nfour");
        assert_eq!(out.lines, [(0, 3), (4, 4), (10, 5), (17, 7)]);
    }
}
