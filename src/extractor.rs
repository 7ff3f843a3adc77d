//! The library's front door.

use crate::gazetteer::{Error, Gazetteer, Loader};
use crate::link::DateOptions;
use crate::link::date::Profile;
use crate::model::{Extraction, Published};
use crate::read::Document;
use crate::spot::Scene;
use crate::stretch;
use crate::text::Prepared;
use crate::{link, settle, spot};
use rayon::prelude::*;
use std::path::PathBuf;

/// Extracts people, organisations, posts, places and dates from documents.
///
/// ```
/// use dateline::{Extractor, read::Document};
///
/// let extractor = Extractor::builder().build()?;
/// let text = "OSCE Secretary General Thomas Greminger met Lukáš Parízek in Bratislava.";
/// let found = extractor.extract(&Document { text: text.into(), ..Document::default() });
/// let names: Vec<_> = found.mentions.iter().map(|m| &text[m.start..m.end]).collect();
/// assert_eq!(names, ["OSCE", "Thomas Greminger", "Lukáš Parízek", "Bratislava"]);
/// # Ok::<(), dateline::gazetteer::Error>(())
/// ```
#[derive(Debug)]
pub struct Extractor {
    gazetteer: Gazetteer,
    dates: DateOptions,
}

/// Options of an [`Extractor`].
#[derive(Debug, Default, Clone)]
pub struct Builder {
    loader: Loader,
    dates: DateOptions,
}

impl Builder {
    /// Add a folder of lists; see `docs/gazetteers.md`.
    pub fn gazetteers(mut self, folder: impl Into<PathBuf>) -> Self {
        self.loader = self.loader.folder(folder);
        self
    }

    /// Order of day and month in figures where a document does not decide it: `true` reads 03.04.2019 as 3 April.
    pub fn day_first(mut self, day_first: bool) -> Self {
        self.dates.day_first = Some(day_first);
        self
    }

    /// Publication date (ISO 8601) of documents that state none.
    pub fn published(mut self, date: impl Into<String>) -> Self {
        self.dates.published = Some(date.into());
        self
    }

    /// Kind of text: what relative dates and dates without a year count from.
    ///
    /// ```
    /// use dateline::{Extractor, link::date::Profile, read::Document};
    ///
    /// let extractor = Extractor::builder().published("2019-11-27").profile(Profile::Narrative).build()?;
    /// let text = "The siege began on 5 March 1944. On 9 May the town fell.";
    /// let found = extractor.extract(&Document { text: text.into(), ..Document::default() });
    /// assert_eq!(found.dates[1].value, "1944-05-09");
    /// # Ok::<(), dateline::gazetteer::Error>(())
    /// ```
    pub fn profile(mut self, profile: Profile) -> Self {
        self.dates.profile = profile;
        self
    }

    /// Load the lists.
    ///
    /// # Errors
    /// Every fault in the given lists, with file, line and column.
    pub fn build(self) -> Result<Extractor, Error> {
        Ok(Extractor { gazetteer: self.loader.load()?, dates: self.dates })
    }
}

impl Extractor {
    /// Begin.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The lists in use.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Extract from one document. A very long one is worked on in [stretches](crate::stretch).
    pub fn extract(&self, document: &Document) -> Extraction {
        stretch::extract(document, |stretch, published| self.work(stretch, published, |trace| trace.link()))
    }

    /// Work on one document up to the choice among candidates, and hand the working over: every candidate with its
    /// evidence, chosen or not. [`Trace::link`] goes the rest of the way.
    pub fn trace<T>(&self, document: &Document, look: impl FnOnce(&Trace) -> T) -> T {
        self.work(document, None, look)
    }

    fn work<T>(&self, document: &Document, published: Option<&Option<Published>>, look: impl FnOnce(&Trace) -> T) -> T {
        let doc = Prepared::new(&document.text);
        let mut dates = spot::date::spot(&doc);
        let mut scene = Scene::new(&doc, &self.gazetteer).published_by(&document.publisher);
        let contact = spot::contact::Contact::spot(&scene);
        contact.keep_dates(&scene, &mut dates);
        scene.mark_dates(&dates);
        let (candidates, definitions) = spot::spot(&scene, &dates, &contact);
        let settled = settle::settle(&scene, candidates, &definitions);
        let found = link::Found { settled: &settled, definitions: &definitions, dates: &dates, contact: &contact, published };
        look(&Trace { document, scene: &scene, settled: &settled, found: &found, options: &self.dates })
    }

    /// Extract from many documents in parallel; results in the order of the documents.
    pub fn extract_all(&self, documents: &[Document]) -> Vec<Extraction> {
        documents.par_iter().map(|d| self.extract(d)).collect()
    }
}

/// The working of one document.
#[derive(Debug)]
pub struct Trace<'t> {
    /// The document.
    pub document: &'t Document,
    /// What the rules look at.
    pub scene: &'t Scene<'t>,
    /// Candidates and choice.
    pub settled: &'t settle::Settled,
    /// All that `link` is given.
    pub found: &'t link::Found<'t>,
    options: &'t DateOptions,
}

impl Trace<'_> {
    /// The rows that come of it.
    pub fn link(&self) -> Extraction {
        link::link(self.document, self.scene, self.found, self.options)
    }
}
