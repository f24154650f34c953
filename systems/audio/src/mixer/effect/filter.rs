//! Low-pass, high-pass, band-pass.

use crate::mixer::bus::Sides;
use crate::mixer::effect::svf::{Shape, Svf, warped};
use crate::mixer::effect::within;
use playground_core_client::audio::{Filter, FilterKind};

/// A filter at work.
#[derive(Debug, Clone)]
pub struct FilterCourse {
    svf: Svf,
}

impl FilterCourse {
    /// A filter that has heard nothing.
    pub fn new(filter: &Filter) -> Self {
        Self { svf: Svf::new(shape(filter)) }
    }

    /// Moves to other numbers.
    pub fn aim(&mut self, filter: &Filter) {
        self.svf.aim(shape(filter));
    }

    /// Filters both sides.
    pub fn process(&mut self, sides: Sides<'_>) {
        self.svf.process(sides);
    }

    /// Empties what is far below silence.
    pub fn flush(&mut self) {
        self.svf.flush();
    }

    /// Forgets what it heard.
    pub fn rest(&mut self) {
        self.svf.rest();
    }
}

fn shape(filter: &Filter) -> Shape {
    let default = Filter::default();
    let g = warped(within(filter.cutoff_hertz, default.cutoff_hertz, 10.0, 20_000.0));
    let k = 1.0 / within(filter.resonance, default.resonance, 0.1, 20.0);
    let mix = match filter.kind {
        FilterKind::Low => [0.0, 0.0, 1.0],
        FilterKind::High => [1.0, -k, -1.0],
        FilterKind::Band => [0.0, k, 0.0],
    };
    Shape { g, k, mix }
}
