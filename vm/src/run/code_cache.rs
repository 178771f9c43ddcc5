//! Compiled code of the embedded library on disk, so that start-up neither parses nor compiles.
//!
//! A cache belongs to one build of the program: its folder is named by the size and time of the executable, so that
//! another compiler never reads it. A file is the binary form of the code, a stamp and a checksum. Files are written under
//! another name and renamed, so that processes may run at the same time; whatever cannot be read is compiled again, with a
//! warning if it is damaged.
//!
//! What has the right checksum is not verified any more: that would take longer than all else. Who can forge a file here
//! can as well write one that is sound and does what they like, as with the caches of other interpreters.

use std::cell::{Cell, OnceCell};
use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use strict_bytecode::{Code, decode_trusted, encode};

/// How many builds keep their caches.
const KEPT_BUILDS: usize = 4;

/// A cache of another build that was not used for so long may go.
const MINIMAL_AGE: Duration = Duration::from_secs(3600);

/// The folder of this build's cache; none if there is no place for one.
#[derive(Debug, Default)]
pub(crate) struct CodeCache {
    folder: OnceCell<Option<PathBuf>>,
    /// Whether it was said that files are damaged.
    has_warned: Cell<bool>,
}

impl CodeCache {
    /// The code with this key, from the cache or made now.
    ///
    /// # Errors
    /// Those of `make`.
    pub(crate) fn get<E>(&self, key: &str, make: impl FnOnce() -> Result<Code, E>) -> Result<Arc<Code>, E> {
        let folder = self.folder.get_or_init(|| cache_folder().map(|base| base.join(build_name())));
        let Some(folder) = folder else { return make().map(Arc::new) };
        let path = folder.join(key);
        if let Some(code) = self.read(&path, 0) {
            return Ok(Arc::new(code));
        }
        let code = make()?;
        // A cache that cannot be written costs time only.
        let _ = write(folder, &path, &encode(&code), 0);
        Ok(Arc::new(code))
    }

    /// The code of a module of a program that was kept under this key, if it is that of the text with this stamp.
    pub(crate) fn read_stamped(&self, key: &str, stamp: u64) -> Option<Code> {
        self.read(&self.place(key)?, stamp)
    }

    /// The code that a file holds, if it has this stamp.
    fn read(&self, path: &Path, stamp: u64) -> Option<Code> {
        let data = read_file(path).ok()?;
        match decode(data, stamp) {
            Ok(code) => code,
            Err(Damaged) => {
                // Where one is damaged, many are.
                if !self.has_warned.replace(true) {
                    let _ = writeln!(std::io::stderr(), "warning: {} is damaged and ignored", path.display());
                }
                None
            }
        }
    }

    /// Keeps the code of a module of a program in the place of what was there.
    pub(crate) fn write_stamped(&self, key: &str, stamp: u64, code: &Code) {
        if let Some(path) = self.place(key)
            && let Some(folder) = path.parent()
        {
            // A cache that cannot be written costs time only.
            let _ = write(folder, &path, &encode(code), stamp);
        }
    }

    fn place(&self, key: &str) -> Option<PathBuf> {
        let folder = self.folder.get_or_init(|| cache_folder().map(|base| base.join(build_name())));
        Some(folder.as_ref()?.join("modules").join(key))
    }
}

/// The folder of the caches of all builds.
fn cache_folder() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")))?;
    Some(base.join("strict").join("bytecode"))
}

/// The name of this build: what tells its executable from others.
fn build_name() -> String {
    let path = if cfg!(target_os = "linux") {
        Some(PathBuf::from("/proc/self/exe"))
    } else {
        std::env::current_exe().ok()
    };
    match path.and_then(|path| std::fs::metadata(path).ok()) {
        Some(data) => format!("{:x}-{:x}-{:x}", data.size(), data.mtime(), data.mtime_nsec()),
        None => "unknown".to_owned(),
    }
}

/// Reads a file, and nothing else: a pipe in its place would never end.
fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut file = OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK).open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(std::io::ErrorKind::InvalidInput.into());
    }
    let mut data = Vec::with_capacity(metadata.len() as usize);
    file.read_to_end(&mut data)?;
    Ok(data)
}

/// A file is not as it was written.
struct Damaged;

/// The code that was written with this stamp; none if it is another's.
fn decode(mut data: Vec<u8>, stamp: u64) -> Result<Option<Code>, Damaged> {
    let (rest, sum) = data.split_last_chunk::<8>().ok_or(Damaged)?;
    let (image, written) = rest.split_last_chunk::<8>().ok_or(Damaged)?;
    let written = u64::from_le_bytes(*written);
    if u64::from_le_bytes(*sum) != checksum(image) ^ written {
        return Err(Damaged);
    }
    if written != stamp {
        return Ok(None);
    }
    data.truncate(image.len());
    decode_trusted(data).map(Some).map_err(|_| Damaged)
}

/// Writes a file: the code, a stamp that says of what text it is, and a checksum of both.
fn write(folder: &Path, path: &Path, image: &[u8], stamp: u64) -> std::io::Result<()> {
    if !folder.is_dir() {
        std::fs::create_dir_all(folder)?;
        drop_old_builds(folder);
    }
    let data = [image, &stamp.to_le_bytes(), &(checksum(image) ^ stamp).to_le_bytes()].concat();
    let fresh = path.with_extension(std::process::id().to_string());
    std::fs::write(&fresh, data)?;
    std::fs::rename(&fresh, path).inspect_err(|_| {
        let _ = std::fs::remove_file(&fresh);
    })
}

/// Removes the caches of builds that were not made lately, but for the newest few.
fn drop_old_builds(current: &Path) {
    let Some(Ok(entries)) = current.parent().map(std::fs::read_dir) else { return };
    let mut others: Vec<(SystemTime, PathBuf)> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path() != current)
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    others.sort_unstable_by(|left, right| right.cmp(left));
    for (time, path) in others.into_iter().skip(KEPT_BUILDS - 1) {
        if time.elapsed().is_ok_and(|age| age > MINIMAL_AGE) {
            let _ = std::fs::remove_dir_all(path);
        }
    }
}

/// A checksum that finds accidents (FNV-1a over words); it keeps nobody from forging one.
pub(crate) fn checksum(data: &[u8]) -> u64 {
    let step = |sum: u64, word: u64| (sum ^ word).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23);
    let mut sum = step(0xcbf2_9ce4_8422_2325, data.len() as u64);
    let (words, rest) = data.as_chunks::<8>();
    for word in words {
        sum = step(sum, u64::from_le_bytes(*word));
    }
    for &byte in rest {
        sum = step(sum, byte.into());
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compiled(text: &str) -> Result<Code, strict_compiler::CompileError> {
        strict_compiler::compile(text, &strict_compiler::Options::module("m.py"))
    }

    #[test]
    fn damage_is_noticed_and_mended() {
        let folder = tempfile::tempdir().unwrap();
        let cache =
            CodeCache { folder: OnceCell::from(Some(folder.path().join("build"))), ..CodeCache::default() };
        let first = cache.get("m", || compiled("x = 1\n")).unwrap();
        let again = cache.get("m", || -> Result<Code, ()> { Err(()) }).unwrap();
        assert!(!cache.has_warned.get());
        assert_eq!(first.to_string(), again.to_string());
        let path = folder.path().join("build/m");
        for cut in [0, 3, 8, 20] {
            let data = std::fs::read(&path).unwrap();
            std::fs::write(&path, &data[..cut]).unwrap();
            let mended = cache.get("m", || compiled("x = 1\n")).unwrap();
            assert_eq!(mended.to_string(), first.to_string());
            assert!(cache.has_warned.get());
        }
        let mut data = std::fs::read(&path).unwrap();
        data[30] ^= 1;
        std::fs::write(&path, &data).unwrap();
        assert!(cache.get("m", || -> Result<Code, ()> { Err(()) }).is_err());
    }

    #[test]
    fn without_a_folder_everything_is_compiled() {
        let cache = CodeCache { folder: OnceCell::from(None), ..CodeCache::default() };
        assert!(cache.get("m", || compiled("x = 1\n")).is_ok());
    }
}
