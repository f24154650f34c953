//! Makes the folder of a page without a game: the modules of player and mixer with their JavaScript, and the page's own
//! files.
//!
//! `package MODULES PAGE OUT [--small] [--brotli]`: `MODULES` is where the compiler left both modules. `playground ship`
//! puts a game into what `OUT` holds. With `--small` both modules go through `wasm-opt`, where that is installed; with
//! `--brotli` there is a packed copy of what is large, too. Either takes a while.

use brotli::enc::BrotliEncoderParams;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use wasm_bindgen_cli_support::Bindgen;

/// What is worth to be sent packed.
const PACKED: &[&str] = &["player.wasm", "player.js", "mixer.wasm", "mixer.js"];

/// What a module may use: all that browsers have had for years, and the compiler takes for granted.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let Err(error) = run(&arguments) else { return ExitCode::SUCCESS };
    writeln!(io::stderr(), "package: {error}").unwrap_or_default();
    ExitCode::FAILURE
}

fn run(arguments: &[PathBuf]) -> Result<(), String> {
    let [modules, page, out, options @ ..] = arguments else {
        return Err("usage: package MODULES PAGE OUT [--small] [--brotli]".to_owned());
    };
    package(modules, page, out)?;
    for option in options {
        match option.to_str() {
            Some("--small") => {
                ["player.wasm", "mixer.wasm"].iter().try_for_each(|name| shrink(&out.join(name)))?
            }
            Some("--brotli") => PACKED.iter().try_for_each(|name| pack(&out.join(name)))?,
            _ => return Err(format!("unknown option {}", option.display())),
        }
    }
    Ok(())
}

/// The modules, their JavaScript, and the files of the page.
fn package(modules: &Path, page: &Path, out: &Path) -> Result<(), String> {
    fs::create_dir_all(out).map_err(|error| told(out, &error))?;
    bind(&modules.join("playground_game_player.wasm"), "player", out)?;
    bind(&modules.join("playground_platform_web_mixer.wasm"), "mixer", out)?;
    for entry in fs::read_dir(page).map_err(|error| told(page, &error))? {
        let file = entry.map_err(|error| told(page, &error))?.path();
        let name = file.file_name().unwrap_or_default();
        fs::copy(&file, out.join(name)).map_err(|error| told(&file, &error))?;
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

/// Makes a module smaller by the tool that knows best; without it the module stays as it is, which is told.
fn shrink(file: &Path) -> Result<(), String> {
    let smaller = file.with_extension("smaller");
    let run = Command::new("wasm-opt").args(FEATURES).arg("-Oz").arg(file).arg("-o").arg(&smaller).status();
    match run {
        Ok(status) if status.success() => fs::rename(&smaller, file).map_err(|error| told(file, &error)),
        Ok(status) => Err(format!("wasm-opt did not take {}: {status}", file.display())),
        Err(error) => {
            let told = writeln!(io::stderr(), "package: {} stays large: wasm-opt: {error}", file.display());
            told.map_err(|error| error.to_string())
        }
    }
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
