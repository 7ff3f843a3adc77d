//! Columns of the tables that speak of the run as a whole.

use super::{Field, Table};

/// An ISO day of any year. Not the type `date`, whose years in most readers end at 1 and 9999.
const ISO_DAY: &str = r"-?\d{4,}-\d{2}-\d{2}";

const MENTIONS: Field = Field::count("mentions", "Number of mentions.").required();
const DOCUMENTS: Field = Field::count("documents", "Number of documents that mention it or refer to it.").required();

/// entities.csv
pub const ENTITIES: Table = Table {
    name: "entities",
    title: "One row a distinct entity in the whole run",
    description: "Persons, organisations and every type that a list defines. Sorted by id.",
    fields: &[
        Field::text("entity_id", "TYPE/slug of the name, or the id that a list gives.").key(),
        Field::text("type", "person, organization, or a type of a list.").required(),
        Field::text("name", "Canonical name.").required(),
        Field::text("aliases", "The distinct forms seen, most frequent first, separated by ' | '."),
        Field::text("acronym", "Acronym."),
        Field::text("country_code", "ISO 3166-1 alpha-2 code."),
        Field::text("wikidata", "Wikidata id."),
        Field::text("external_ids", "Other ids as SCHEME:VALUE, separated by ' | '."),
        MENTIONS,
        DOCUMENTS,
        Field::day("first_published", "Earliest publication day of these documents, where one is known."),
        Field::day("last_published", "Latest publication day of these documents, where one is known."),
        Field::text("source", "FILE:LINE of the list entry, if any."),
    ],
    primary_key: &["entity_id"],
    foreign_keys: &[],
};

/// dates.csv
pub const DATES: Table = Table {
    name: "dates",
    title: "One row a distinct normalised value in the whole run",
    description: "Dates, times, durations and recurring times. Sorted by id.",
    fields: &[
        Field::text("date_id", "TYPE/value in letters that are safe in an id.").key(),
        Field::text("value", "EDTF (ISO 8601-2) for dates and times, ISO 8601 for durations, TIMEX3 for recurring times; PRESENT_REF, PAST_REF, FUTURE_REF or a template such as XXXX-11-29 where no reference date is known.").required(),
        Field::text("type", "Type of TIMEX3.").required().of(&["date", "time", "duration", "set"]),
        Field::text("granularity", "The unit of the value.").of(&[
            "century", "decade", "year", "half", "quarter", "season", "month", "week", "day", "hour", "minute", "second",
        ]),
        Field::text("earliest", "First day that the value can mean, ISO 8601; empty where unbounded. A string, for a day may lie before the year 1.").like(ISO_DAY),
        Field::text("latest", "Last day that the value can mean, ISO 8601; empty where unbounded.").like(ISO_DAY),
        Field::text("modifier", "What the expression says about the value.").of(&["start", "mid", "end", "approximate", "before", "after", "since"]),
        Field::text("timex3", "The same as the value attribute of TimeML's TIMEX3."),
        MENTIONS,
        DOCUMENTS,
    ],
    primary_key: &["date_id"],
    foreign_keys: &[],
};

/// locations.csv
pub const LOCATIONS: Table = Table {
    name: "locations",
    title: "One row a distinct place in the whole run",
    description: "WGS 84. A nationality counts in its country's documents, never in its mentions. Sorted by id.",
    fields: &[
        Field::text("location_id", "place/ and the id of a list.").key(),
        Field::text("name", "Canonical name.").required(),
        Field::text("type", "country, admin1, city, region, water, mountain, facility, address or continent."),
        Field::text("country_code", "ISO 3166-1 alpha-2 code of the country it lies in."),
        Field::text("country", "Name of that country."),
        Field::text("admin1_code", "GeoNames code of its first-level division."),
        Field::text("admin1", "Name of that division."),
        Field::number("latitude", -90, 90, "Degrees north; of a country, of its capital or centroid, as source says."),
        Field::number("longitude", -180, 180, "Degrees east."),
        Field::count("population", "Inhabitants."),
        Field::count("geonames", "GeoNames number."),
        Field::text("wikidata", "Wikidata id."),
        MENTIONS,
        DOCUMENTS,
        Field::text("source", "FILE:LINE of the list entry and, for a country, what its point is."),
    ],
    primary_key: &["location_id"],
    foreign_keys: &[],
};
