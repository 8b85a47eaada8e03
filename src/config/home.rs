//! Where a desk lives: its folder, its socket, what marks it as a practice desk.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

/// A socket's path may be so long; the kernel's `sun_path` holds 108 bytes with the NUL.
const LONGEST_SOCKET: usize = 107;

/// Where the desk of a whole box listens.
pub const SYSTEM_SOCKET: &str = "/run/shipdesk/shipdesk.sock";

/// Where the desk of a whole box keeps its records.
pub const SYSTEM_HOME: &str = "/var/lib/shipdesk";

/// A desk's folder.
#[derive(Debug, Clone)]
pub struct Home {
    folder: PathBuf,
}

impl Home {
    /// The desk in a folder.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        Self {
            folder: std::path::absolute(&folder).unwrap_or(folder),
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The desk's one configuration file.
    pub fn config(&self) -> PathBuf {
        self.folder.join("config.toml")
    }

    /// The company's own reference tables.
    pub fn tables(&self) -> PathBuf {
        self.folder.join("reference")
    }

    /// The company's tables as they were last in force: what stays when a file is bad at the start.
    pub fn kept_tables(&self) -> PathBuf {
        self.folder.join("tables.kept")
    }

    /// Which jobs were open at the last close; nothing is lost without it but time.
    pub fn open_jobs(&self) -> PathBuf {
        self.folder.join("open.jobs")
    }

    /// What commands hold, for the daemon that comes after this one.
    pub fn held_jobs(&self) -> PathBuf {
        self.folder.join("held.jobs")
    }

    /// The daemon's log.
    pub fn log(&self) -> PathBuf {
        self.folder.join("log").join("shipdesk.log")
    }

    /// Held while a client starts the daemon, so that only one does.
    pub fn start_lock(&self) -> PathBuf {
        self.folder.join("start.lock")
    }

    /// The socket: in the home as long as its path fits, else in a private runtime folder, under a
    /// name made from the home's path.
    pub fn socket(&self) -> PathBuf {
        let in_home = self.folder.join("shipdesk.sock");
        if in_home.as_os_str().len() <= LONGEST_SOCKET {
            return in_home;
        }
        self.socket_elsewhere()
    }

    fn socket_elsewhere(&self) -> PathBuf {
        let uid = rustix::process::getuid().as_raw();
        let runtime = std::env::var_os("XDG_RUNTIME_DIR")
            .map(PathBuf::from)
            .filter(|folder| folder.as_os_str().len() <= 60 && folder.is_dir())
            .unwrap_or_else(|| PathBuf::from(format!("/tmp/shipdesk-{uid}")));
        let name = crc32fast::hash(self.folder.as_os_str().as_encoded_bytes());
        runtime.join(format!("shipdesk-{name:08x}.sock"))
    }

    /// Where the daemon puts its socket: not in a home that takes no writes.
    pub fn socket_to_make(&self) -> PathBuf {
        if self.takes_no_writes() {
            self.socket_elsewhere()
        } else {
            self.socket()
        }
    }

    /// Its file system is read-only: what is there can be read all the same.
    pub fn takes_no_writes(&self) -> bool {
        rustix::fs::statvfs(&self.folder)
            .is_ok_and(|found| found.f_flag.contains(rustix::fs::StatVfsMountFlags::RDONLY))
    }

    /// Connects to the daemon, wherever its socket is.
    ///
    /// # Errors
    /// None answers there.
    pub fn connect(&self) -> io::Result<UnixStream> {
        UnixStream::connect(self.socket()).or_else(|error| {
            let elsewhere = self.socket_elsewhere();
            // In a folder that anybody could have made, somebody else might listen.
            let owner = |path: &Path| Some(fs::symlink_metadata(path).ok()?.uid());
            let ours = elsewhere.parent().and_then(owner) == owner(&self.folder);
            if ours && elsewhere != self.socket() {
                UnixStream::connect(elsewhere).map_err(|_| error)
            } else {
                Err(error)
            }
        })
    }

    /// Makes the folders, private to their owner, and refuses ones that others can get into.
    ///
    /// # Errors
    /// The folder cannot be made, belongs to somebody else, or is open to others.
    pub fn prepare(&self) -> io::Result<()> {
        let mut private = DirBuilder::new();
        private.recursive(true).mode(0o700);
        let socket = self.socket_to_make();
        for folder in [Some(&*self.folder), socket.parent()].into_iter().flatten() {
            private.create(folder)?;
            // A folder that was given may be looked into: what the desk puts there is private.
            let barred = if folder == self.folder { 0o022 } else { 0o077 };
            guard(folder, barred)?;
        }
        let log = self.folder.join("log");
        private.create(&log)?;
        guard(&log, 0o077)?;
        // What was private when it was made may have been opened since: to be written by others,
        // and it cannot be trusted; only to be read, and it is closed again.
        for inside in [
            "store",
            "store/journal",
            "store/snapshots",
            "store/archive",
            "store/view",
        ] {
            let inside = self.folder.join(inside);
            if inside.exists() && guard(&inside, 0o022)? != 0o700 && !self.takes_no_writes() {
                fs::set_permissions(&inside, fs::Permissions::from_mode(0o700))?;
            }
        }
        Ok(())
    }
}

/// Refuses a folder that is somebody else's, or that others may use in a way that is barred; else its
/// mode.
fn guard(folder: &Path, barred: u32) -> io::Result<u32> {
    let uid = rustix::process::geteuid().as_raw();
    let mut metadata = fs::symlink_metadata(folder)?;
    // A link of ours leads where we want; one of somebody else's could be led elsewhere tomorrow.
    if metadata.is_symlink() && [uid, 0].contains(&metadata.uid()) {
        metadata = fs::metadata(folder)?;
    }
    if metadata.uid() != uid {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            format!(
                "{} belongs to uid {}, not to {uid}",
                folder.display(),
                metadata.uid()
            ),
        ));
    }
    let mode = metadata.permissions().mode() & 0o777;
    if mode & barred != 0 {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            format!(
                "{} has mode {mode:04o}: others could get in. Make it private: chmod 700 {}",
                folder.display(),
                folder.display()
            ),
        ));
    }
    Ok(mode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_socket_lies_in_the_home_as_long_as_its_path_fits() {
        let home = Home::at("/srv/desk");
        assert_eq!(home.socket(), Path::new("/srv/desk/shipdesk.sock"));
        let deep = Home::at(format!("/srv/{}", "d".repeat(120)));
        let socket = deep.socket();
        assert!(
            socket.as_os_str().len() <= LONGEST_SOCKET,
            "{}",
            socket.display()
        );
        assert_ne!(
            socket,
            Home::at(format!("/srv/{}", "e".repeat(120))).socket()
        );
    }

    #[test]
    fn a_folder_that_others_can_write_to_is_refused_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let open = folder.path().join("open");
        fs::create_dir(&open).unwrap();
        fs::set_permissions(&open, fs::Permissions::from_mode(0o755)).unwrap();
        Home::at(&open).prepare().unwrap();
        assert_eq!(
            fs::metadata(open.join("log")).unwrap().permissions().mode() & 0o777,
            0o700
        );
        fs::set_permissions(&open, fs::Permissions::from_mode(0o775)).unwrap();
        let error = Home::at(&open).prepare().unwrap_err();
        assert!(error.to_string().contains("chmod 700"), "{error}");
    }

    #[test]
    fn a_home_behind_a_link_is_judged_by_what_it_leads_to() {
        let folder = tempfile::tempdir().unwrap();
        let (home, link) = (folder.path().join("home"), folder.path().join("link"));
        fs::create_dir(&home).unwrap();
        std::os::unix::fs::symlink(&home, &link).unwrap();
        let mode = |mode| fs::set_permissions(&home, fs::Permissions::from_mode(mode)).unwrap();
        mode(0o700);
        Home::at(&link).prepare().unwrap();
        mode(0o770);
        assert!(Home::at(&link).prepare().is_err());
    }

    #[test]
    fn a_store_that_others_could_write_to_is_refused_and_one_they_could_read_is_closed() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("store");
        fs::create_dir(&store).unwrap();
        let mode = |mode| fs::set_permissions(&store, fs::Permissions::from_mode(mode)).unwrap();
        mode(0o755);
        Home::at(folder.path()).prepare().unwrap();
        let found = fs::metadata(&store).unwrap().permissions().mode() & 0o777;
        assert_eq!(found, 0o700);
        mode(0o770);
        let error = Home::at(folder.path()).prepare().unwrap_err();
        assert!(error.to_string().contains("chmod 700"), "{error}");
    }
}
