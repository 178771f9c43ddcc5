//! Writes the embedded standard library into a folder, as a tree of files: `unpack FOLDER`.

use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder: PathBuf =
        env::args_os().nth(1).ok_or_else(|| io::Error::other("usage: unpack FOLDER"))?.into();
    for module in strict_library::modules() {
        let path = folder.join(module.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, module.source())?;
    }
    Ok(())
}
