//! A cache of pictures, in `.dateline/cards/`, so that each is drawn only once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::disk::{self, Filling, Temporaries};
use super::planned::PlannedFiles;
use super::target::Target;
use super::{Content, Outputs, Raster};
use crate::error::Error;

/// Every picture as a file in `.dateline/cards/`; what no output needs any more is removed there.
pub fn draw(planned: &PlannedFiles, target: &Target) -> Result<Outputs, Error> {
    let rasters: Vec<(&str, &Raster)> = planned
        .files
        .iter()
        .filter_map(|file| match file.content {
            Content::Raster(raster) => Some((file.path, raster)),
            _ => None,
        })
        .collect();
    let folder = target.keep.join("cards");
    if rasters.is_empty() && !folder.exists() {
        return Ok(Outputs::new());
    }
    if folder.is_symlink() {
        return Err(Error::Refused(format!("`{}` is a symbolic link; remove it", folder.display())));
    }
    std::fs::create_dir_all(&folder).map_err(|error| Error::io("make the folder", &folder, error))?;
    let names = Temporaries::new();
    let kept: Vec<(String, String, PathBuf)> = rasters
        .par_iter()
        .enumerate()
        .map(|(number, (path, raster))| {
            let name = file_name(raster);
            let file = folder.join(&name);
            keep(raster, &file, &folder.join(names.name(number)))?;
            Ok(((*path).to_owned(), name, file))
        })
        .collect::<Result<_, Error>>()?;
    let needed: BTreeSet<&str> = kept.iter().map(|(_, name, _)| name.as_str()).collect();
    forget_others(&folder, &needed)?;
    Ok(kept.into_iter().map(|(path, _, file)| (path, Content::Copy(file))).collect())
}

/// The name of the file in which it is kept. A new version of the program may draw the same input differently.
fn file_name(raster: &Raster) -> String {
    let mut hash = Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION").as_bytes());
    hash.update(b"\n");
    hash.update(raster.input.as_bytes());
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Draws a picture into its file, unless that is there.
fn keep(raster: &Raster, file: &Path, temporary: &Path) -> Result<(), Error> {
    if file.symlink_metadata().is_ok_and(|at| at.is_file() && at.len() > 0) {
        return Ok(());
    }
    disk::write_temporary(temporary, file, Filling::Bytes(&raster.bytes()))?;
    disk::rename(temporary, file, file)
}

/// Removes what was kept for pictures that no longer exist. Only files with names of ours.
fn forget_others(folder: &Path, needed: &BTreeSet<&str>) -> Result<(), Error> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(()) };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let is_ours = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit()) || disk::is_temporary(name);
        if is_ours && !needed.contains(name) && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            disk::remove_file(&entry.path())?;
        }
    }
    Ok(())
}
