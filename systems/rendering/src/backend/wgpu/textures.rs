//! Images on the graphics card: uploaded at first use, replaced when the asset is, never the only copy.

use crate::backend::wgpu::device::Device;
use crate::step::MISSING_SIDE;
use playground_core_assets::{AssetId, Image};
use playground_core_types::Handle;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const CHECKER_SIDE: u32 = MISSING_SIDE;

/// The most images that are warned about one by one: a game can make up as many names as it likes.
const MISSING_COUNT_MAX: usize = 64;

/// The images that were drawn so far.
#[derive(Debug)]
pub(crate) struct Textures {
    layout: wgpu::BindGroupLayout,
    sampler: wgpu::Sampler,
    white: wgpu::BindGroup,
    checker: wgpu::BindGroup,
    loaded: BTreeMap<AssetId, Loaded>,
    /// Images that were warned about.
    missing: BTreeSet<AssetId>,
}

#[derive(Debug)]
struct Loaded {
    /// The very image that was uploaded: a reloaded asset is another one.
    image: Handle<Image>,
    group: wgpu::BindGroup,
}

impl Textures {
    pub(crate) fn new(device: &Device) -> Self {
        let layout = create_layout(device);
        let sampler = device.device.create_sampler(&wgpu::SamplerDescriptor {
            label: Some("nearest"),
            mag_filter: wgpu::FilterMode::Nearest,
            min_filter: wgpu::FilterMode::Nearest,
            ..Default::default()
        });
        let white = upload(device, &layout, &sampler, ([1, 1], &[255; 4]));
        let checker = upload(device, &layout, &sampler, ([CHECKER_SIDE; 2], &checker_pixels()));
        Self { layout, sampler, white, checker, loaded: BTreeMap::new(), missing: BTreeSet::new() }
    }

    pub(crate) fn layout(&self) -> &wgpu::BindGroupLayout {
        &self.layout
    }

    /// Forgets all images of a game.
    pub(crate) fn reset(&mut self) {
        self.loaded.clear();
        self.missing.clear();
    }

    /// Uploads `id` unless its newest image is there already.
    pub(crate) fn prepare(
        &mut self,
        device: &Device,
        id: AssetId,
        images: &BTreeMap<AssetId, Handle<Image>>,
    ) {
        if id.is_none() {
            return;
        }
        let Some(image) = images.get(&id) else {
            self.warn_once(id, "is not loaded");
            self.loaded.remove(&id);
            return;
        };
        if self.loaded.get(&id).is_some_and(|loaded| Arc::ptr_eq(&loaded.image, image)) {
            return;
        }
        let most = device.device.limits().max_texture_dimension_2d;
        if !fits(image, most) {
            let problem =
                format!("is {}x{}, and this adapter takes {most} a side", image.width, image.height);
            self.warn_once(id, &problem);
            self.loaded.remove(&id);
            return;
        }
        let size = [image.width, image.height];
        let group = upload(device, &self.layout, &self.sampler, (size, &image.rgba));
        self.loaded.insert(id, Loaded { image: image.clone(), group });
    }

    /// The image as draw calls bind it; a checker for what [`prepare`](Self::prepare) did not find.
    pub(crate) fn group(&self, id: AssetId) -> &wgpu::BindGroup {
        if id.is_none() {
            return &self.white;
        }
        self.loaded.get(&id).map_or(&self.checker, |loaded| &loaded.group)
    }

    fn warn_once(&mut self, id: AssetId, problem: &str) {
        if self.missing.len() > MISSING_COUNT_MAX || !self.missing.insert(id) {
            return;
        }
        if self.missing.len() > MISSING_COUNT_MAX {
            log::warn!("more than {MISSING_COUNT_MAX} images cannot be drawn: the others go unnamed");
        } else {
            log::warn!("image {:016x} {problem}; a checker is drawn in its place", id.0);
        }
    }
}

/// Whether the card takes the image, and the image is what it says.
fn fits(image: &Image, most: u32) -> bool {
    let bytes = u64::from(image.width) * u64::from(image.height) * 4;
    let sides = 1..=most;
    sides.contains(&image.width) && sides.contains(&image.height) && image.rgba.len() as u64 == bytes
}

/// Magenta and black squares, which no artist means.
fn checker_pixels() -> Vec<u8> {
    let cells = (0..CHECKER_SIDE * CHECKER_SIDE).map(|index| {
        let (x, y) = (index % CHECKER_SIDE, index / CHECKER_SIDE);
        if (x / 4 + y / 4) % 2 == 0 { [255, 0, 255, 255] } else { [0, 0, 0, 255] }
    });
    cells.flatten().collect()
}

fn create_layout(device: &Device) -> wgpu::BindGroupLayout {
    let texture = wgpu::BindingType::Texture {
        sample_type: wgpu::TextureSampleType::Float { filterable: true },
        view_dimension: wgpu::TextureViewDimension::D2,
        multisampled: false,
    };
    let sampler = wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering);
    let entry = |binding, ty| wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::FRAGMENT,
        ty,
        count: None,
    };
    device.device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some("image"),
        entries: &[entry(0, texture), entry(1, sampler)],
    })
}

fn upload(
    device: &Device,
    layout: &wgpu::BindGroupLayout,
    sampler: &wgpu::Sampler,
    ([width, height], rgba): ([u32; 2], &[u8]),
) -> wgpu::BindGroup {
    let size = wgpu::Extent3d { width, height, depth_or_array_layers: 1 };
    let texture = device.device.create_texture(&wgpu::TextureDescriptor {
        label: Some("image"),
        size,
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: wgpu::TextureFormat::Rgba8UnormSrgb,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    });
    let rows =
        wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(width * 4), rows_per_image: None };
    device.queue.write_texture(texture.as_image_copy(), rgba, rows, size);
    let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
    device.device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some("image"),
        layout,
        entries: &[
            wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(&view) },
            wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::Sampler(sampler) },
        ],
    })
}
