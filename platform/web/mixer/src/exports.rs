//! The functions that the worklet calls.

use playground_systems_audio::backend::far::FarMixer;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static MIXER: RefCell<FarMixer> = RefCell::new(FarMixer::default());
}

/// Takes a message of the player's. One that is none is not heard.
#[wasm_bindgen]
pub fn take(message: &[u8]) {
    MIXER.with_borrow_mut(|mixer| mixer.take_message(message).unwrap_or_default());
}

/// Fills a block: interleaved left and right.
#[wasm_bindgen]
pub fn render(out: &mut [f32]) {
    MIXER.with_borrow_mut(|mixer| mixer.render(out));
}

/// What there is to tell the player: frames, those in which all was held, voices that were started, voices that sound, the peak, and behind them
/// the voices that have ended.
#[wasm_bindgen]
pub fn report() -> Vec<f64> {
    let report = MIXER.with_borrow_mut(FarMixer::report);
    let counts = [report.frame, report.held, report.played].map(|count| count as f64);
    let mut numbers = [counts.as_slice(), &[f64::from(report.voices), f64::from(report.peak)]].concat();
    numbers.extend(report.ended.into_iter().map(f64::from));
    numbers
}
