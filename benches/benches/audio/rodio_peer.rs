//! rodio at work.

use crate::{BLOCK_FRAMES, VOICE_COUNT};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use rodio::buffer::SamplesBuffer;
use rodio::mixer::{Mixer, MixerSource, mixer};
use rodio::{Player, Source};
use std::hint::black_box;

/// A mixer with all its voices.
pub(crate) struct RodioMix {
    _mixer: Mixer,
    source: MixerSource,
    _players: Vec<Player>,
}

impl RodioMix {
    /// Sources in the mixer.
    pub(crate) fn raw(sounds: &[(u16, Vec<f32>)]) -> CoreResult<Self> {
        let mix = Self::empty()?;
        for voice in 0..VOICE_COUNT {
            mix._mixer.add(buffer(sounds, voice)?.repeat_infinite().amplify(0.01));
        }
        Ok(mix)
    }

    /// A player for each voice, as rodio's users have it.
    pub(crate) fn players(sounds: &[(u16, Vec<f32>)]) -> CoreResult<Self> {
        let mut mix = Self::empty()?;
        for voice in 0..VOICE_COUNT {
            let player = Player::connect_new(&mix._mixer);
            player.append(buffer(sounds, voice)?.repeat_infinite());
            player.set_volume(0.01);
            mix._players.push(player);
        }
        Ok(mix)
    }

    fn empty() -> CoreResult<Self> {
        let (_mixer, source) = mixer(number(2)?, number(48_000)?);
        Ok(Self { _mixer, source, _players: Vec::new() })
    }

    /// Mixes so many blocks.
    pub(crate) fn work(&mut self, blocks: u64) {
        for _ in 0..blocks {
            let mut out = [0.0; 2 * BLOCK_FRAMES];
            for (sample, mixed) in out.iter_mut().zip(&mut self.source) {
                *sample = mixed;
            }
            black_box(&out);
        }
    }
}

fn buffer(sounds: &[(u16, Vec<f32>)], voice: usize) -> CoreResult<SamplesBuffer> {
    let (channels, samples) = &sounds[voice % sounds.len()];
    Ok(SamplesBuffer::new(number(*channels)?, number(44_100)?, samples.clone()))
}

fn number<N, Z: TryFrom<N>>(value: N) -> CoreResult<Z> {
    Z::try_from(value).map_err(|_| CoreError::new(ErrorKind::BadRequest, "a rate or a channel too few"))
}
