//! What files hold, and how it is come by.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Drawing;
use crate::error::Error;
use crate::read::regular;

/// What a written file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Made by us.
    Bytes(Vec<u8>),
    /// Made by us when it is needed, and let go of then: a large site's pages need not fit into memory together.
    Made(Making),
    /// Made by us piece by piece while it is written: for what is so long that nobody should hold it whole.
    Streamed(Streaming),
    /// Built in.
    Static(&'static [u8]),
    /// Copied from a file of the site.
    Copy(PathBuf),
    /// Drawn by us where it wasn't before, and kept beside the manifest.
    Drawn(Drawing),
}

impl Content {
    /// The bytes, however they are come by.
    pub fn bytes(&self) -> Result<Cow<'_, [u8]>, Error> {
        Ok(match self {
            Self::Bytes(bytes) => bytes.into(),
            Self::Made(making) => making.bytes()?.into(),
            Self::Streamed(streaming) => streaming.bytes()?.into(),
            Self::Static(bytes) => (*bytes).into(),
            Self::Copy(file) => copied(file).map_err(|error| Error::io("read", file, error))?.into(),
            Self::Drawn(drawing) => drawing.bytes().into(),
        })
    }
}

/// The bytes of a file of the site. A folder that has become a link since the site was read is not followed.
fn copied(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    regular::open(file)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// How a file's bytes are made; the same ones each time.
#[derive(Clone)]
pub struct Making(Arc<Make>);

type Make = dyn Fn() -> Result<Vec<u8>, Error> + Send + Sync;

impl Making {
    /// Bytes that `make` makes.
    pub fn new(make: impl Fn() -> Result<Vec<u8>, Error> + Send + Sync + 'static) -> Self {
        Self(Arc::new(make))
    }

    /// Makes them.
    pub fn bytes(&self) -> Result<Vec<u8>, Error> {
        (self.0)()
    }
}

impl fmt::Debug for Making {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Making")
    }
}

/// Two are known to be equal only where they are one.
impl PartialEq for Making {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Making {}

/// How a long file is written; the same bytes each time.
#[derive(Clone)]
pub struct Streaming(Arc<Stream>);

type Stream = dyn Fn(&mut dyn Write) -> io::Result<()> + Send + Sync;

/// So many bytes are held back, that the system is asked less often.
const PIECE: usize = 1 << 16;

impl Streaming {
    /// Bytes that `write` writes. It may fail with an [`Error`] of its own as what its `io::Error` holds.
    pub fn new(write: impl Fn(&mut dyn Write) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self(Arc::new(write))
    }

    /// Writes them.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut out = BufWriter::with_capacity(PIECE, out);
        (self.0)(&mut out)?;
        out.flush()
    }

    /// All of them.
    fn bytes(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.write(&mut bytes).map_err(|error| Error::streamed("make", Path::new("a long file"), error))?;
        Ok(bytes)
    }
}

impl fmt::Debug for Streaming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Streaming")
    }
}

/// Two are known to be equal only where they are one.
impl PartialEq for Streaming {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Streaming {}
