//! Where things are: the checkout, cargo's target directory, the tools of our own, and the path on which programs are
//! looked for. Asks cargo and the environment; guesses nothing.

use crate::complaint::{Complaint, Outcome};
use crate::{pins, run};
use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The directories that every verb needs.
pub(crate) struct Place {
    /// The checkout.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target: PathBuf,
    /// Where `cargo install` puts programs for this user, if that can be told.
    pub(crate) cargo_bin: Option<PathBuf>,
    /// Tools that must not disturb others of the same name: one directory per tool and version.
    pub(crate) tools: PathBuf,
}

impl Place {
    /// Finds them all.
    pub(crate) fn find() -> Outcome<Self> {
        let crate_dir = env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .ok_or_else(|| Complaint::new("start me with `cargo xtask`, so that cargo says where the checkout is"))?;
        let root = crate_dir
            .parent()
            .map(Path::to_path_buf)
            .ok_or_else(|| Complaint::new(format!("{} has no directory above it", crate_dir.display())))?;
        let target = target_directory(&root)?;
        let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).map(PathBuf::from);
        let cargo_bin = env::var_os("CARGO_INSTALL_ROOT")
            .or_else(|| env::var_os("CARGO_HOME"))
            .map(PathBuf::from)
            .or_else(|| home.as_ref().map(|home| home.join(".cargo")))
            .map(|cargo| cargo.join("bin"));
        let cache = env::var_os("XDG_CACHE_HOME")
            .or_else(|| env::var_os("LOCALAPPDATA"))
            .map(PathBuf::from)
            .or_else(|| home.map(|home| home.join(".cache")))
            .unwrap_or_else(|| target.clone());
        Ok(Self { root, target, cargo_bin, tools: cache.join("synod-tools") })
    }

    /// The directory of one pinned tool.
    pub(crate) fn tool(&self, name: &str, version: &str) -> PathBuf {
        self.tools.join(format!("{name}-{version}"))
    }

    /// The built page.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The end-to-end tests and their npm packages.
    pub(crate) fn e2e(&self) -> PathBuf {
        self.root.join("tests").join("e2e")
    }

    /// A program to be started in the checkout, with the pinned tools first on its path.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", self.path()).env("TRUNK_SKIP_VERSION_CHECK", "true");
        command
    }

    /// The search path: our tools, then cargo's, then everybody's.
    pub(crate) fn path(&self) -> OsString {
        let own = [
            self.tool("trunk", pins::TRUNK).join("bin"),
            self.tool("wasm-bindgen-cli", pins::WASM_BINDGEN).join("bin"),
            self.tool("binaryen", pins::BINARYEN).join("node_modules").join(".bin"),
            self.tool("esbuild", pins::ESBUILD).join("node_modules").join(".bin"),
        ];
        let inherited = env::var_os("PATH").unwrap_or_default();
        let all = own.into_iter().chain(self.cargo_bin.clone()).chain(env::split_paths(&inherited));
        env::join_paths(all).unwrap_or(inherited)
    }

    /// Where a program lies on that path.
    pub(crate) fn which(&self, program: &str) -> Option<PathBuf> {
        let name = format!("{program}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&self.path()).map(|directory| directory.join(&name)).find(|file| file.is_file())
    }
}

fn target_directory(root: &Path) -> Outcome<PathBuf> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root).args(["metadata", "--no-deps", "--format-version", "1"]);
    let text = run::output_of("asking cargo where it builds", &mut cargo)?;
    let metadata: serde_json::Value = serde_json::from_str(&text)
        .map_err(|error| Complaint::new(format!("`cargo metadata` printed what is not JSON: {error}")))?;
    metadata
        .get("target_directory")
        .and_then(serde_json::Value::as_str)
        .map(PathBuf::from)
        .ok_or_else(|| Complaint::new("`cargo metadata` names no target directory"))
}
