//! The atlas of letters on the graphics card: a copy that follows the one in memory.

use crate::backend::wgpu::device::Device;
use crate::text::Atlas;

/// Empty until the first letter is drawn.
#[derive(Debug, Default)]
pub(crate) struct LetterTexture {
    held: Option<(wgpu::Texture, wgpu::BindGroup)>,
}

impl LetterTexture {
    /// Uploads what changed of the atlas, or all of it where there is no copy of its size.
    pub(crate) fn refresh(&mut self, device: &Device, layout: &wgpu::BindGroupLayout, atlas: &mut Atlas) {
        let side = atlas.side();
        let [mut top, mut bottom] = atlas.take_changed();
        let held = match self.held.take() {
            Some(held) if held.0.width() == side => held,
            _ => {
                [top, bottom] = [0, side];
                create(device, layout, side)
            }
        };
        if bottom > top {
            let origin = wgpu::Origin3d { x: 0, y: top, z: 0 };
            let copy = wgpu::TexelCopyTextureInfo { origin, ..held.0.as_image_copy() };
            let rows =
                wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(side), rows_per_image: None };
            let size = wgpu::Extent3d { width: side, height: bottom - top, depth_or_array_layers: 1 };
            let pixels = &atlas.pixels()[(top * side) as usize..(bottom * side) as usize];
            device.queue.write_texture(copy, pixels, rows, size);
        }
        self.held = Some(held);
    }

    /// The atlas as draw calls bind it, once it was [refreshed](Self::refresh).
    pub(crate) fn group(&self) -> Option<&wgpu::BindGroup> {
        self.held.as_ref().map(|(_, group)| group)
    }
}

fn create(device: &Device, layout: &wgpu::BindGroupLayout, side: u32) -> (wgpu::Texture, wgpu::BindGroup) {
    let texture = device.device.create_texture(&wgpu::TextureDescriptor {
        label: Some("letters"),
        size: wgpu::Extent3d { width: side, height: side, depth_or_array_layers: 1 },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        // Coverage, which is no light: not encoded.
        format: wgpu::TextureFormat::R8Unorm,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    });
    // Letters that lie on whole pixels are read at the middles of theirs, where this changes nothing.
    let sampler = device.device.create_sampler(&wgpu::SamplerDescriptor {
        label: Some("smooth"),
        mag_filter: wgpu::FilterMode::Linear,
        min_filter: wgpu::FilterMode::Linear,
        ..Default::default()
    });
    let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
    let group = device.device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some("letters"),
        layout,
        entries: &[
            wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(&view) },
            wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::Sampler(&sampler) },
        ],
    });
    (texture, group)
}
