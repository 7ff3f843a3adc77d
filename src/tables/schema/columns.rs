//! Columns of the tables that speak of single documents.

use super::{Field, Table};

/// ISO 8601 date, to the precision known, perhaps with a time and zone.
const DATE_OR_TIME: &str = r"-?\d{4}(-\d{2}(-\d{2}([T ]\d{2}(:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?)?)?";

const DOC_ID: Field = Field::text("doc_id", "The document; key into documents.").required();

/// documents.csv
pub const DOCUMENTS: Table = Table {
    name: "documents",
    title: "One row a document",
    description: "Every input has its row, also one that could not be read. Sorted by path, then by position inside a container file.",
    fields: &[
        Field::text("doc_id", "The id field of a JSONL or CSV record, else the path relative to the input root.").key(),
        Field::text("path", "Path of the file as it was given."),
        Field::text("title", "Title from a field, HTML title or front matter."),
        Field::text("published", "Publication date, the reference for relative expressions: ISO 8601 date, with a time where one is stated. A string, for it may be either.").like(DATE_OR_TIME),
        Field::text("published_basis", "Where the publication date was found.").of(&["field", "metadata", "option", "dateline", "text", "filename"]),
        Field::text("place_id", "Place of the dateline; key into locations."),
        Field::text("language", "Language tag that the source states."),
        Field::count("characters", "Length of the text in Unicode code points.").required(),
        Field::count("sentences", "Number of sentences.").required(),
        Field::count("mentions", "Number of this document's rows in mentions.").required(),
        Field::text("blake3", "BLAKE3 of the document's bytes, hexadecimal.").like("[0-9a-f]{64}"),
        Field::text("status", "ok: read whole; partial: read in part; failed: not read, the text is empty.").required().of(&["ok", "partial", "failed"]),
        Field::text("problem", "Why the status is not ok, in one line."),
        Field::text("focus_country", "Country the document is about: ISO 3166-1 alpha-2 code; empty where no country has a clear share of what is said."),
        Field::text("focus_place_id", "Place the document is about: a place of that country, else the country itself, else a region across borders; key into locations."),
    ],
    primary_key: &["doc_id"],
    foreign_keys: &[("place_id", "locations", "location_id"), ("focus_place_id", "locations", "location_id")],
};

/// mentions.csv
pub const MENTIONS: Table = Table {
    name: "mentions",
    title: "One row an occurrence, of every kind",
    description: "Sorted by document, start, longest first, kind. Offsets count in the text as dateline read it, so that text[start:end] is the text cell. target_id is no foreign key, because kind decides which table it points into.",
    fields: &[
        Field::text("mention_id", "mention/ and a hash of document, start, end and kind: the same mention keeps its id from run to run.").key(),
        DOC_ID,
        Field::count("sentence", "Number of the sentence in the document, from 1.").required(),
        Field::count("line", "Line on which the mention starts, from 1; lines end at LF, CRLF or CR.").required().from(1),
        Field::count("column", "Code points from the start of that line, from 1.").required().from(1),
        Field::count("start", "Offset of the first code point, from 0.").required(),
        Field::count("end", "Offset after the last code point.").required(),
        Field::count("byte_start", "The same start in UTF-8 bytes.").required(),
        Field::count("byte_end", "The same end in UTF-8 bytes.").required(),
        Field::text("text", "The mention exactly as it stands in the text, line breaks included.").required(),
        Field::text("kind", "What the mention is; decides the table of target_id: entity → entities, date → dates, place → locations.").required().of(&["entity", "date", "place"]),
        Field::text("type", "Type within the kind: person, organization and types of lists; date, time, duration, set; country, admin1, city, region, water, mountain, facility, address, continent; nationality (a place mention that points at its country).").required(),
        Field::text("target_id", "Key into entities, dates or locations, as kind says; empty where the mention was not resolved."),
        Field::text("name", "Canonical name or normalised value of the target."),
        Field::number("confidence", 0, 1, "How sure the program is, 0.00 to 1.00.").required(),
        Field::text("rule", "The rule or matcher that decided."),
        Field::text("source", "FILE:LINE of the list entry behind it, if any."),
        Field::text("basis", "How the value was come by, such as explicit, relative:2019-11-27, acronym:PAM."),
        Field::text("before", "Up to 40 characters before the mention, on one line."),
        Field::text("after", "Up to 40 characters after the mention, on one line."),
    ],
    primary_key: &["mention_id"],
    foreign_keys: &[("doc_id", "documents", "doc_id")],
};

/// roles.csv
pub const ROLES: Table = Table {
    name: "roles",
    title: "Who holds which post where, as the document states it",
    description: "One row for each post. Sorted by document id, then in text order.",
    fields: &[
        DOC_ID,
        Field::text("person_id", "Who; key into entities.").required(),
        Field::text("person", "Canonical name of the person."),
        Field::text("role", "The post as written, without the organisation.").required(),
        Field::text("status", "Whether the post is held now.").of(&["current", "acting", "former", "elect", "honorary"]),
        Field::text("organization_id", "Where; key into entities."),
        Field::text("organization", "Canonical name of the organisation."),
        Field::text("country_code", "ISO 3166-1 alpha-2 code of the country served."),
        Field::text("as_of", "Publication date of the document: ISO 8601 date, with a time where one is stated.").like(DATE_OR_TIME),
        Field::count("start", "Offset of the statement's first code point, from 0.").required(),
        Field::count("end", "Offset after the statement's last code point.").required(),
        Field::text("text", "The statement exactly as it stands in the text.").required(),
    ],
    primary_key: &["doc_id", "person_id", "role", "status", "organization_id", "country_code", "start", "end"],
    foreign_keys: &[
        ("doc_id", "documents", "doc_id"),
        ("person_id", "entities", "entity_id"),
        ("organization_id", "entities", "entity_id"),
    ],
};

/// problems.csv
pub const PROBLEMS: Table = Table {
    name: "problems",
    title: "Everything a run could not do",
    description: "Sorted by document id. No primary key: one line may have the same problem twice.",
    fields: &[
        Field::text("doc_id", "The document, if the problem is of one; key into documents."),
        Field::text("path", "Path of the file."),
        Field::count("line", "Line in the input file (JSONL, CSV) or in the document, from 1.").from(1),
        Field::text("severity", "error: a document or a part of it could not be read; warning: a row may be wrong; note: worth knowing.")
            .required()
            .of(&["error", "warning", "note"]),
        Field::text("code", "Stable code of the problem.").required(),
        Field::text("message", "What was met, what was expected, how to mend it.").required(),
    ],
    primary_key: &[],
    foreign_keys: &[("doc_id", "documents", "doc_id")],
};
