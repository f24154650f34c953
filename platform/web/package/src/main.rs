//! Makes the folder of a page without a game: the modules of player and mixer with their JavaScript, and the page's own
//! files.
//!
//! `package MODULES PAGE OUT [--brotli]`: `MODULES` is where the compiler left both modules. `playground ship` puts a game
//! into what `OUT` holds; with `--brotli` there is a packed copy of what is large, too, which takes some seconds.
//! `package --module FILE PAGE OUT` makes a page of one module, which is called as its file is.

mod modules;

use brotli::enc::BrotliEncoderParams;
use modules::{Scripts, join};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

/// What is worth to be sent packed.
const PACKED: &[&str] = &["player.wasm", "player.js", "mixer.wasm", "mixer.js"];

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let result = match arguments.as_slice() {
        [option, module, page, out] if option.as_os_str() == "--module" => package_one(module, page, out),
        [modules, page, out] => package(modules, page, out),
        [modules, page, out, option] if option.as_os_str() == "--brotli" => package(modules, page, out)
            .and_then(|()| PACKED.iter().try_for_each(|name| pack(&out.join(name)))),
        _ => Err("usage: package MODULES PAGE OUT [--brotli]".to_owned()),
    };
    let Err(error) = result else { return ExitCode::SUCCESS };
    writeln!(io::stderr(), "package: {error}").unwrap_or_default();
    ExitCode::FAILURE
}

/// The modules, their JavaScript, and the files of the page.
fn package(modules: &Path, page: &Path, out: &Path) -> Result<(), String> {
    fs::create_dir_all(out).map_err(|error| told(out, &error))?;
    bind(&modules.join("playground_game_player.wasm"), "player", out)?;
    bind(&modules.join("playground_platform_web_mixer.wasm"), "mixer", out)?;
    copy(page, out, |name| !is_script(name))?;
    write_scripts(page, out)
}

fn is_script(name: &str) -> bool {
    name.ends_with(".js")
}

/// The page's script with all that it imports in it, and those that run elsewhere.
fn write_scripts(page: &Path, out: &Path) -> Result<(), String> {
    let mut scripts = Scripts::new();
    for entry in fs::read_dir(page).map_err(|error| told(page, &error))? {
        let file = entry.map_err(|error| told(page, &error))?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if is_script(&name) {
            scripts.insert(name, fs::read_to_string(&file).map_err(|error| told(&file, &error))?);
        }
    }
    join(&mut scripts, "page.js")?;
    let mut texts = scripts.iter();
    texts.try_for_each(|(name, text)| fs::write(out.join(name), text).map_err(|error| told(out, &error)))
}

/// A module, its JavaScript, and the files of its page.
fn package_one(module: &Path, page: &Path, out: &Path) -> Result<(), String> {
    fs::create_dir_all(out).map_err(|error| told(out, &error))?;
    let name = module.file_stem().unwrap_or_default().to_string_lossy();
    bind(module, &name, out)?;
    copy(page, out, |_| true)
}

fn copy(page: &Path, out: &Path, is_wanted: fn(&str) -> bool) -> Result<(), String> {
    for entry in fs::read_dir(page).map_err(|error| told(page, &error))? {
        let file = entry.map_err(|error| told(page, &error))?.path();
        let name = file.file_name().unwrap_or_default();
        if is_wanted(&name.to_string_lossy()) {
            fs::copy(&file, out.join(name)).map_err(|error| told(&file, &error))?;
        }
    }
    Ok(())
}

/// Makes `NAME.wasm` and `NAME.js` of a module that the compiler made; gives the size of the former.
fn bind(module: &Path, name: &str, out: &Path) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(name).typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    let output = bindgen.web(true).and_then(Bindgen::generate_output);
    let mut output = output.map_err(|error| format!("{}: {error:#}", module.display()))?;
    output.emit(out).map_err(|error| format!("{}: {error:#}", out.display()))?;
    let wasm = out.join(format!("{name}.wasm"));
    fs::rename(out.join(format!("{name}_bg.wasm")), &wasm).map_err(|error| told(&wasm, &error))
}

/// Makes `FILE.br`, for servers that send it in place of the file.
fn pack(file: &Path) -> Result<(), String> {
    let bytes = fs::read(file).map_err(|error| told(file, &error))?;
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut packed, &BrotliEncoderParams::default())
        .map_err(|error| told(file, &error))?;
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    fs::write(&name, packed).map_err(|error| told(Path::new(&name), &error))
}

fn told(file: &Path, error: &io::Error) -> String {
    format!("{}: {error}", file.display())
}
