//! Compiles `gazetteers/` into files that the library embeds: the atlas (names, with a hash index), the
//! vocabulary (words the rules ask for) and the lexicon (single words); beside them the BLAKE3 of each list. It uses the library's own modules, so
//! that a shipped list and a user's list are read by the same code.

#![allow(dead_code)] // the modules hold the reading side too

#[path = "src/gazetteer/compile.rs"]
mod compile;
#[path = "src/gazetteer/compiled.rs"]
mod compiled;
#[path = "src/gazetteer/error.rs"]
mod error;
#[path = "src/text/fold.rs"]
mod fold;
#[path = "src/gazetteer/lexicon.rs"]
mod lexicon;
#[path = "src/gazetteer/manifest.rs"]
mod manifest;
#[path = "src/gazetteer/row.rs"]
mod row;
#[path = "src/text/token.rs"]
mod token;
#[path = "src/gazetteer/vocabulary.rs"]
mod vocabulary;

#[allow(unused_imports)]
mod text {
    pub(crate) use crate::{fold, token};
}

use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=gazetteers/gazetteers.toml");
    println!("cargo:rerun-if-changed=build.rs");
    if let Err(e) = compile() {
        // The message must reach a person through cargo's own output.
        eprintln!("{e}");
        std::process::exit(1);
    }
}

fn compile() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new("gazetteers");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let mut atlas = compile::Builder::default();
    let mut words = compile::Builder::default();
    let mut lexicon = lexicon::LexiconBuilder::default();
    let mut digests = String::new();
    for spec in manifest::of_folder(folder)? {
        let shown = format!("gazetteers/{}", spec.file);
        println!("cargo:rerun-if-changed={shown}");
        let bytes = std::fs::read(folder.join(&spec.file)).map_err(|e| format!("{shown}: {e}"))?;
        digests.push_str(&format!("{}\t{}\n", spec.file, blake3::hash(&bytes).to_hex()));
        let rows = row::read(&shown, &bytes)?;
        if lexicon::class_of(&spec.type_).is_some() {
            lexicon.add(&spec, &rows);
        } else {
            let lists = if vocabulary::is_vocabulary(&spec.type_) { &mut words } else { &mut atlas };
            lists.begin(&spec);
            lists.more(&spec, &rows);
        }
    }
    std::fs::write(out.join("digests.tsv"), digests)?;
    for (name, lists) in [("atlas", atlas), ("vocabulary", words)] {
        let pieces = lists.finish();
        std::fs::write(out.join(format!("{name}.bin")), pieces.numbers)?;
        std::fs::write(out.join(format!("{name}.txt")), pieces.text)?;
    }
    std::fs::write(out.join("lexicon.bin"), lexicon.finish())?;
    Ok(())
}
