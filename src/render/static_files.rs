//! What is copied as it is: the look, the site's own files, pictures and documents.

use crate::plan::Route;
use crate::read::Inputs;
use crate::resolve::Site;
use crate::write::{Content, Outputs};
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;

static DEFAULTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// The files beside the pages. One of the site's own wins over a default of the same name.
pub fn files(site: &Site, inputs: &Inputs) -> Outputs {
    let mut outputs = Outputs::new();
    add_defaults(&DEFAULTS, &mut outputs);
    outputs.insert("robots.txt".to_owned(), Content::Bytes(robots(site).into_bytes().into()));
    // GitHub Pages would otherwise run the output through Jekyll.
    outputs.insert(".nojekyll".to_owned(), Content::Bytes(Vec::new().into()));
    outputs.extend(inputs.statics.iter().map(|file| (file.path.to_string(), Content::Copy(file.file.clone()))));
    let files: BTreeMap<&str, &crate::read::MediaInput> =
        inputs.media.iter().map(|media| (&*media.path, media)).collect();
    for (_, row) in site.events.iter().filter(|(_, row)| row.withdrawn.is_none()) {
        for media in &row.media {
            if let Some(file) = files.get(&*media.path) {
                outputs.insert(Route::event(&row.id).beside(&media.name), Content::Copy(file.file.clone()));
            }
        }
    }
    outputs
}

fn add_defaults(dir: &Dir<'static>, outputs: &mut Outputs) {
    for file in dir.files() {
        if let Some(path) = file.path().to_str() {
            outputs.insert(path.replace('\\', "/"), Content::Bytes(file.contents().into()));
        }
    }
    dir.dirs().for_each(|dir| add_defaults(dir, outputs));
}

/// Everybody may read everything; pages that shouldn't be found say so themselves.
fn robots(site: &Site) -> String {
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base) = &site.settings.base_url {
        robots.push_str(&format!("\nSitemap: {base}sitemap.xml\n"));
    }
    robots
}
