//! The content of output files: bytes, a copy of another file, or something that is made when it is needed.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::Error;
use crate::read::regular;

/// What a written file holds.
#[derive(Debug, Clone)]
pub enum Content {
    /// Made by us already, or built in.
    Bytes(Cow<'static, [u8]>),
    /// Made by us when it is needed, and let go of then: a large site's pages need not fit into memory together.
    Lazy(Lazy),
    /// Made by us piece by piece while it is written: for what is so long that nobody should hold it whole.
    Stream(Stream),
    /// Copied from a file of the site.
    Copy(PathBuf),
    /// Drawn by us where it wasn't before, and kept beside the manifest.
    Raster(Raster),
}

impl Content {
    /// Bytes that `make` makes; the same ones each time.
    pub fn lazy(make: impl Fn() -> Result<Vec<u8>, Error> + Send + Sync + 'static) -> Self {
        Self::Lazy(Lazy(Arc::new(make)))
    }

    /// Bytes that `write` writes; the same ones each time. It may fail with an [`Error`] of its own as what its
    /// `io::Error` holds.
    pub fn stream(write: impl Fn(&mut dyn Write) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self::Stream(Stream(Arc::new(write)))
    }

    /// Makes what is made when it is needed, and lets go of it.
    pub fn made(&self) -> Result<(), Error> {
        match self {
            Self::Lazy(Lazy(make)) => make().map(drop),
            Self::Stream(stream) => {
                stream.write(&mut io::sink()).map_err(|error| Error::streamed("make", Path::new("a long file"), error))
            }
            Self::Bytes(_) | Self::Copy(_) | Self::Raster(_) => Ok(()),
        }
    }

    /// The bytes, however they are come by.
    pub fn bytes(&self) -> Result<Cow<'_, [u8]>, Error> {
        Ok(match self {
            Self::Bytes(bytes) => (&**bytes).into(),
            Self::Lazy(Lazy(make)) => make()?.into(),
            Self::Stream(stream) => stream.bytes()?.into(),
            Self::Copy(file) => copied(file).map_err(|error| Error::io("read", file, error))?.into(),
            Self::Raster(raster) => raster.bytes().into(),
        })
    }
}

/// A picture that takes long to draw, and everything that it is drawn from.
#[derive(Debug, Clone)]
pub struct Raster {
    /// What it is drawn from; the same input gives the same picture.
    pub input: String,
    pub draw: fn(&str) -> Vec<u8>,
}

impl Raster {
    /// Draws it, however long that takes.
    pub fn bytes(&self) -> Vec<u8> {
        (self.draw)(&self.input)
    }
}

/// The bytes of a file of the site. A folder that has become a link since the site was read is not followed.
fn copied(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    regular::open(file)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// How a file's bytes are made.
#[derive(Clone)]
pub struct Lazy(Arc<dyn Fn() -> Result<Vec<u8>, Error> + Send + Sync>);

impl fmt::Debug for Lazy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lazy")
    }
}

/// How a long file is written.
#[derive(Clone)]
pub struct Stream(Arc<WriteAll>);

type WriteAll = dyn Fn(&mut dyn Write) -> io::Result<()> + Send + Sync;

/// So many bytes are held back, that the system is asked less often.
const BUFFER: usize = 1 << 16;

impl Stream {
    /// Writes the file.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut out = BufWriter::with_capacity(BUFFER, out);
        (self.0)(&mut out)?;
        out.flush()
    }

    /// All of it.
    fn bytes(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.write(&mut bytes).map_err(|error| Error::streamed("make", Path::new("a long file"), error))?;
        Ok(bytes)
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stream")
    }
}
