//! Sound files, made byte by byte.

use playground_core_types::Bytes;

pub(super) const WAV_FORMAT_PCM: u16 = 1;
pub(super) const WAV_FORMAT_FLOAT: u16 = 3;
const WAV_FORMAT_EXTENSIBLE: u16 = 0xfffe;

/// A wav file with `data` behind a header.
pub(super) fn wav_file(format: u16, channels: u16, rate_hertz: u32, bits: u16, data: &[u8]) -> Bytes {
    wav_of(format, channels, rate_hertz, bits, &[], data)
}

/// The same with more in its header.
fn wav_of(format: u16, channels: u16, rate_hertz: u32, bits: u16, extension: &[u8], data: &[u8]) -> Bytes {
    let frame_bytes = channels * (bits / 8);
    let mut head = Vec::new();
    head.extend_from_slice(&format.to_le_bytes());
    head.extend_from_slice(&channels.to_le_bytes());
    head.extend_from_slice(&rate_hertz.to_le_bytes());
    head.extend_from_slice(&rate_hertz.wrapping_mul(u32::from(frame_bytes)).to_le_bytes());
    head.extend_from_slice(&frame_bytes.to_le_bytes());
    head.extend_from_slice(&bits.to_le_bytes());
    head.extend_from_slice(extension);
    riff(&[(b"fmt ", &head), (b"data", data)])
}

/// A wav file of these chunks.
pub(super) fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Bytes {
    let mut body = b"WAVE".to_vec();
    for (name, data) in chunks {
        body.extend_from_slice(*name);
        body.extend_from_slice(&(data.len() as u32).to_le_bytes());
        body.extend_from_slice(data);
        body.resize(body.len().next_multiple_of(2), 0);
    }
    let mut file = b"RIFF".to_vec();
    file.extend_from_slice(&(body.len() as u32).to_le_bytes());
    file.extend_from_slice(&body);
    file.into()
}

/// A wav file of 16 bits.
pub(super) fn wav_16(channels: u16, rate_hertz: u32, samples: &[i16]) -> Bytes {
    wav_file(WAV_FORMAT_PCM, channels, rate_hertz, 16, &bytes_of(samples))
}

/// A wav file of 16 bits that says where its channels are heard.
pub(super) fn wav_extensible(channels: u16, places: u32, rate_hertz: u32, samples: &[i16]) -> Bytes {
    let mut extension = vec![22, 0, 16, 0];
    extension.extend_from_slice(&places.to_le_bytes());
    extension.extend_from_slice(&[1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]);
    wav_of(WAV_FORMAT_EXTENSIBLE, channels, rate_hertz, 16, &extension, &bytes_of(samples))
}

/// A chunk for [`riff`] with loops: the kind of each, its first and its last frame.
pub(super) fn sampler(loops: &[[u32; 3]]) -> Vec<u8> {
    let mut data = vec![0; 36];
    data[28] = loops.len() as u8;
    for [kind, first, last] in loops {
        for number in [0, *kind, *first, *last, 0, 0] {
            data.extend_from_slice(&number.to_le_bytes());
        }
    }
    data
}

/// The chunks of [`wav_16`] with another one behind them.
pub(super) fn wav_with(rate_hertz: u32, samples: &[i16], name: &[u8; 4], chunk: &[u8]) -> Bytes {
    let plain = wav_16(1, rate_hertz, samples);
    riff(&[(b"fmt ", &plain[20..36]), (b"data", &bytes_of(samples)), (name, chunk)])
}

fn bytes_of(samples: &[i16]) -> Vec<u8> {
    samples.iter().flat_map(|sample| sample.to_le_bytes()).collect()
}
