//! WAV files: the one format that every program reads.

const BYTES_PER_SAMPLE: u16 = 2;
const HEADER_BYTES: usize = 44;

/// The bytes of a WAV file of 16-bit samples, rounded; what is louder than full scale is cut.
///
/// `samples` are interleaved: one for each of `channels`, frame by frame.
///
/// # Source
/// Microsoft, "Multimedia Programming Interface and Data Specifications 1.0", section "WAVE".
pub fn encode_wav(samples: &[f32], channels: u16, rate_hertz: u32) -> Vec<u8> {
    let frame_bytes = channels.saturating_mul(BYTES_PER_SAMPLE);
    // The format counts its bytes in 32 bits; a recording that is longer is cut.
    let sample_count_max = (u32::MAX as usize - HEADER_BYTES) / usize::from(BYTES_PER_SAMPLE);
    let samples = &samples[..samples.len().min(sample_count_max)];
    let data_bytes = (samples.len() * usize::from(BYTES_PER_SAMPLE)) as u32;

    let mut file = Vec::with_capacity(HEADER_BYTES + data_bytes as usize);
    file.extend(b"RIFF");
    file.extend((HEADER_BYTES as u32 - 8 + data_bytes).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    file.extend(1_u16.to_le_bytes());
    file.extend(channels.to_le_bytes());
    file.extend(rate_hertz.to_le_bytes());
    file.extend(rate_hertz.saturating_mul(u32::from(frame_bytes)).to_le_bytes());
    file.extend(frame_bytes.to_le_bytes());
    file.extend((8 * BYTES_PER_SAMPLE).to_le_bytes());
    file.extend(b"data");
    file.extend(data_bytes.to_le_bytes());
    for sample in samples {
        let level = (sample.clamp(-1.0, 1.0) * f32::from(i16::MAX)).round() as i16;
        file.extend(level.to_le_bytes());
    }
    file
}

#[cfg(test)]
mod tests;
