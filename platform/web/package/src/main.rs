//! Makes the folder of a page: the modules of player and mixer with their JavaScript, the page, and a game's files with their index.
//!
//! `package MODULES PAGE OUT [GAME]`: `MODULES` is where the compiler left both modules. What `OUT` holds can be served as it is, from any path.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

/// How deep the folders of a game go, at most.
const DEPTH_MAX: usize = 8;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let result = match arguments.as_slice() {
        [modules, page, out] => package(modules, page, out),
        [modules, page, out, game] => {
            package(modules, page, out).and_then(|()| copy_game(game, &out.join("game")))
        }
        _ => Err("usage: package MODULES PAGE OUT [GAME]".to_owned()),
    };
    let Err(error) = result else { return ExitCode::SUCCESS };
    writeln!(io::stderr(), "package: {error}").unwrap_or_default();
    ExitCode::FAILURE
}

/// The modules, their JavaScript, and the files of the page.
fn package(modules: &Path, page: &Path, out: &Path) -> Result<(), String> {
    fs::create_dir_all(out).map_err(|error| told(out, &error))?;
    let player = bind(&modules.join("playground_game_player.wasm"), "player", out)?;
    let mixer = bind(&modules.join("playground_platform_web_mixer.wasm"), "mixer", out)?;
    let sizes = format!("{{\"player\":{player},\"mixer\":{mixer}}}\n");
    write(&out.join("player.json"), sizes.as_bytes())?;
    for entry in fs::read_dir(page).map_err(|error| told(page, &error))? {
        let file = entry.map_err(|error| told(page, &error))?.path();
        let name = file.file_name().unwrap_or_default();
        fs::copy(&file, out.join(name)).map_err(|error| told(&file, &error))?;
    }
    Ok(())
}

/// Makes `NAME.wasm` and `NAME.js` of a module that the compiler made; gives the size of the former.
fn bind(module: &Path, name: &str, out: &Path) -> Result<u64, String> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(name).typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    let output = bindgen.web(true).and_then(Bindgen::generate_output);
    let mut output = output.map_err(|error| format!("{}: {error:#}", module.display()))?;
    output.emit(out).map_err(|error| format!("{}: {error:#}", out.display()))?;
    let wasm = out.join(format!("{name}.wasm"));
    fs::rename(out.join(format!("{name}_bg.wasm")), &wasm).map_err(|error| told(&wasm, &error))?;
    Ok(fs::metadata(&wasm).map_err(|error| told(&wasm, &error))?.len())
}

/// The files of a game, and `index.json`, which lists them with their sizes: a page cannot look into a folder.
fn copy_game(game: &Path, out: &Path) -> Result<(), String> {
    let mut paths = Vec::new();
    list(game, "", DEPTH_MAX, &mut paths)?;
    paths.sort_unstable();
    let mut entries = Vec::new();
    for path in &paths {
        let bytes = fs::read(game.join(path)).map_err(|error| told(&game.join(path), &error))?;
        let file = out.join(path);
        let folder = file.parent().unwrap_or(out);
        fs::create_dir_all(folder).map_err(|error| told(folder, &error))?;
        write(&file, &bytes)?;
        entries.push(format!("{{\"path\":{},\"size\":{}}}", quoted(path), bytes.len()));
    }
    let name = game.canonicalize().map_err(|error| told(game, &error))?;
    let name = name.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let index = format!("{{\"name\":{},\"files\":[\n{}\n]}}\n", quoted(&name), entries.join(",\n"));
    write(&out.join("index.json"), index.as_bytes())
}

/// The files below a folder that a game may have: none that is hidden.
fn list(root: &Path, folder: &str, depth: usize, paths: &mut Vec<String>) -> Result<(), String> {
    let whole = root.join(folder);
    for entry in fs::read_dir(&whole).map_err(|error| told(&whole, &error))? {
        let entry = entry.map_err(|error| told(&whole, &error))?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        let kind = entry.file_type().map_err(|error| told(&whole, &error))?;
        if name.starts_with('.') {
            continue;
        }
        if kind.is_dir() && depth > 0 {
            list(root, &path, depth - 1, paths)?;
        } else if kind.is_file() {
            paths.push(path);
        }
    }
    Ok(())
}

/// A string of JSON.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control < ' ' => quoted.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(file, bytes).map_err(|error| told(file, &error))
}

fn told(file: &Path, error: &io::Error) -> String {
    format!("{}: {error}", file.display())
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn paths_are_strings_of_json() {
        for (text, expected) in
            [("a/b.png", "\"a/b.png\""), ("ä \"b\\", "\"ä \\\"b\\\\\""), ("\n", "\"\\u000a\"")]
        {
            assert_eq!(quoted(text), expected);
        }
    }
}
