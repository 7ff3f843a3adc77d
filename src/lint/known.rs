//! What the shipped lists know: the measure for a user's lists. In: a [`Gazetteer`]; out: answers.

use std::collections::HashMap;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::list::List;
use crate::gazetteer::lexicon::WordInfo;
use crate::gazetteer::{EntryRef, Gazetteer, TypeId};
use crate::text::fold;

/// Knowledge of the shipped lists and of the lists under check.
pub struct Known<'g> {
    /// The shipped lists.
    pub gazetteer: &'g Gazetteer,
    /// Ids of the rows under check: they replace the shipped ones.
    pub checked: FxHashSet<String>,
    names: FxHashSet<String>,
    ids: OnceLock<FxHashSet<String>>,
    countries: FxHashSet<String>,
    points: OnceLock<Points>,
}

impl<'g> Known<'g> {
    /// Gather.
    pub fn new(gazetteer: &'g Gazetteer, lists: &[List]) -> Self {
        let (mut checked, mut names, mut countries) = (FxHashSet::default(), FxHashSet::default(), FxHashSet::default());
        for list in lists {
            for row in &list.rows {
                if !row.id.is_empty() {
                    checked.insert(row.id.clone());
                }
                names.insert(row.name.clone());
                if list.type_of(row) == "country" && is_code(&row.country) {
                    countries.insert(row.country.clone());
                }
            }
        }
        countries.extend(gazetteer.entries_of(TypeId::COUNTRY).map(|r| gazetteer.entry(r).country.to_owned()));
        Known { gazetteer, checked, names, ids: OnceLock::new(), countries, points: OnceLock::new() }
    }

    /// Is there a country, present or former, with this code?
    pub fn country(&self, code: &str) -> bool {
        self.countries.contains(code)
    }

    /// Does an id or exact name stand in some list?
    pub fn entry(&self, id_or_name: &str) -> bool {
        let ids = || self.gazetteer.all_entries().map(|(r, _)| self.gazetteer.id_of(r).into_owned()).collect();
        self.checked.contains(id_or_name)
            || self.names.contains(id_or_name)
            || self.gazetteer.lookup(id_or_name).iter().any(|(r, _)| self.gazetteer.entry(*r).name == id_or_name)
            || id_or_name.contains('/') && self.ids.get_or_init(ids).contains(id_or_name)
    }

    /// What the lexicon knows of a word.
    pub fn word(&self, word: &str) -> WordInfo {
        let mut folded = String::new();
        fold::fold_word(word, &mut folded);
        self.gazetteer.word(fold::hash(folded.as_bytes()))
    }

    /// Shipped entries of a type that have this form and no row under check replaces.
    pub fn holders(&self, form: &str, type_: &str) -> Vec<EntryRef> {
        let of = self.gazetteer.lookup(form).into_iter().filter(|(_, t)| self.gazetteer.type_name(*t) == type_);
        of.map(|(r, _)| r).filter(|r| !self.checked.contains(self.gazetteer.id_of(*r).as_ref())).collect()
    }

    /// Where the shipped places lie.
    pub fn points(&self) -> &Points {
        self.points.get_or_init(|| Points::new(self.gazetteer))
    }
}

/// Two capital letters.
pub fn is_code(cell: &str) -> bool {
    cell.len() == 2 && cell.bytes().all(|b| b.is_ascii_uppercase())
}

/// Latitude, longitude, number of the country, GeoNames number.
type Place = (f32, f32, u16, u32);

/// Populated places on a grid of whole degrees.
#[derive(Debug, Default)]
pub struct Points {
    cells: FxHashMap<(i16, i16), Vec<Place>>,
    codes: HashMap<String, u16>,
    names: Vec<String>,
}

impl Points {
    fn new(gazetteer: &Gazetteer) -> Self {
        let mut out = Points::default();
        for (r, type_) in gazetteer.all_entries() {
            if !matches!(type_, TypeId::CITY | TypeId::ADMIN1 | TypeId::ADMIN2 | TypeId::COUNTRY) {
                continue;
            }
            let entry = gazetteer.entry(r);
            let Some((lat, lon)) = entry.point.filter(|_| is_code(entry.country)) else { continue };
            let next = out.codes.len() as u16;
            let code = *out.codes.entry(entry.country.to_owned()).or_insert(next);
            if code == next {
                out.names.push(entry.country.to_owned());
            }
            out.cells.entry((lat.floor() as i16, lon.floor() as i16)).or_default().push((
                lat as f32,
                lon as f32,
                code,
                entry.geonames.unwrap_or(0),
            ));
        }
        out
    }

    /// Does a place of one of these countries lie within `radius` km? The place with the GeoNames number `but` is not
    /// counted.
    pub fn any_near(&self, point: (f64, f64), wanted: &[&str], radius: f64, but: Option<u32>) -> bool {
        let wanted: Vec<u16> = wanted.iter().filter_map(|c| self.codes.get(*c).copied()).collect();
        let met = |&(a, b, code, id): &Place| {
            wanted.contains(&code) && but != Some(id) && kilometres(point, (f64::from(a), f64::from(b))) <= radius
        };
        self.around(point, radius).any(met)
    }

    /// Country code and distance of the nearest place within `radius` km, if it is in none of these countries.
    pub fn abroad(&self, point: (f64, f64), home: &[&str], radius: f64, but: Option<u32>) -> Option<(&str, f64)> {
        let far = |&(a, b, ..): &Place| kilometres(point, (f64::from(a), f64::from(b)));
        let others = self.around(point, radius).filter(|place| but != Some(place.3));
        let (place, km) = others.map(|p| (p, far(p))).min_by(|a, b| a.1.total_cmp(&b.1))?;
        let country = self.names.get(usize::from(place.2))?.as_str();
        (km <= radius && !home.contains(&country)).then_some((country, km))
    }

    /// The places of all cells that `radius` km reach into, those of the nearest cells first.
    fn around(&self, (lat, lon): (f64, f64), radius: f64) -> impl Iterator<Item = &Place> {
        let rows = (radius / 111.0).ceil() as i16; // kilometres in a degree of latitude
        // degrees of longitude shrink towards the poles
        let columns = (radius / (111.0 * lat.to_radians().cos().abs().max(0.1))).ceil().min(180.0) as i16;
        let (y, x) = (lat.floor() as i16, lon.floor() as i16);
        let steps = |n: i16| std::iter::once(0).chain((1..=n).flat_map(|d| [d, -d]));
        steps(rows)
            .flat_map(move |dy| steps(columns).map(move |dx| (y + dy, (x + dx + 180).rem_euclid(360) - 180)))
            .flat_map(|cell| self.cells.get(&cell).map_or(&[][..], Vec::as_slice))
    }
}

/// Great-circle distance on a sphere of the Earth's mean radius.
pub fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    const RADIUS: f64 = 6371.0088; // mean radius, IUGG
    let (la, lb) = (a.0.to_radians(), b.0.to_radians());
    let (dy, dx) = ((lb - la) / 2.0, (b.1 - a.1).to_radians() / 2.0);
    let h = dy.sin().powi(2) + la.cos() * lb.cos() * dx.sin().powi(2);
    2.0 * RADIUS * h.sqrt().min(1.0).asin()
}
