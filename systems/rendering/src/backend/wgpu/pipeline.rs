//! One pipeline for each way of blending, and the columns of instances that it reads.

use crate::backend::wgpu::device::Device;
use playground_core_client::rendering::{Blend, SpriteInstance};

/// Bytes of a sprite on the card.
const STRIDE: u64 = size_of_val(&PLACEHOLDER) as u64;

const PLACEHOLDER: SpriteInstance =
    SpriteInstance { x_axis: [0.0; 2], y_axis: [0.0; 2], center: [0.0; 2], uv: [0.0; 4], tint: [0; 4] };

/// The distance between two uniforms that WebGL2 can bind on their own.
const UNIFORM_STEP: u64 = 256;

/// The most draw lists in one frame: the game and the overlay.
pub(crate) const LIST_COUNT: usize = 2;

const ATTRIBUTES: [wgpu::VertexAttribute; 5] = wgpu::vertex_attr_array![
    0 => Float32x2, 1 => Float32x2, 2 => Float32x2, 3 => Float32x4, 4 => Unorm16x4
];

/// How sprites are drawn, for targets of one format.
#[derive(Debug)]
pub(crate) struct Pipeline {
    /// By the number of the blend.
    pipelines: [wgpu::RenderPipeline; Blend::ALL.len()],
    /// For each draw list, how its virtual pixels become clip space.
    pub screens: [wgpu::BindGroup; LIST_COUNT],
    uniforms: wgpu::Buffer,
    instances: wgpu::Buffer,
    /// The most instances that a buffer of this device holds.
    instance_count_max: usize,
    is_overfull: bool,
}

impl Pipeline {
    pub(crate) fn new(
        device: &Device,
        image_layout: &wgpu::BindGroupLayout,
        format: wgpu::TextureFormat,
    ) -> Self {
        let screen_layout = create_screen_layout(device);
        let uniforms = device.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("screens"),
            size: UNIFORM_STEP * LIST_COUNT as u64,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let screens = [0, 1].map(|index: u64| {
            let binding = wgpu::BufferBinding {
                buffer: &uniforms,
                offset: index * UNIFORM_STEP,
                size: wgpu::BufferSize::new(16),
            };
            device.device.create_bind_group(&wgpu::BindGroupDescriptor {
                label: Some("screen"),
                layout: &screen_layout,
                entries: &[wgpu::BindGroupEntry {
                    binding: 0,
                    resource: wgpu::BindingResource::Buffer(binding),
                }],
            })
        });
        let pipelines = create_pipelines(device, &[Some(&screen_layout), Some(image_layout)], format);
        let instance_count_max = (device.device.limits().max_buffer_size / STRIDE) as usize;
        let instances = create_instances(device, 1024);
        Self { pipelines, screens, uniforms, instances, instance_count_max, is_overfull: false }
    }

    /// What draws sprites of a blend.
    pub(crate) fn pipeline(&self, blend: Blend) -> &wgpu::RenderPipeline {
        &self.pipelines[blend.number() as usize]
    }

    /// Tells how large the virtual screen of a list is.
    pub(crate) fn set_screen(&self, device: &Device, list: usize, [width, height]: [u32; 2]) {
        let scale = [2.0 / width.max(1) as f32, 2.0 / height.max(1) as f32, 0.0, 0.0];
        let offset = list as u64 * UNIFORM_STEP;
        device.queue.write_buffer(&self.uniforms, offset, bytemuck::bytes_of(&scale));
    }

    /// How many of each list's sprites this device draws in one frame, each list with a background.
    pub(crate) fn shares(&mut self, counts: [usize; LIST_COUNT]) -> [usize; LIST_COUNT] {
        let shares = shares(counts, self.instance_count_max.saturating_sub(LIST_COUNT));
        if shares != counts && !self.is_overfull {
            let [most, wanted] = [shares, counts].map(|counts| counts.iter().sum());
            let (most, wanted): (usize, usize) = (most, wanted);
            log::warn!(
                "{wanted} sprites in one frame; this graphics adapter takes {most}, the others are left out"
            );
        }
        self.is_overfull = shares != counts;
        shares
    }

    #[cfg(test)]
    pub(crate) fn limit_instances(&mut self, count: usize) {
        self.instance_count_max = count;
    }

    /// Uploads the columns of a frame, no more than [`shares`](Self::shares) allows, one after the other, in one write.
    pub(crate) fn upload(&mut self, device: &Device, columns: &[&[SpriteInstance]]) {
        let count: usize = columns.iter().map(|column| column.len()).sum();
        let size = count as u64 * STRIDE;
        if size > self.instances.size() {
            self.instances = create_instances(device, count.next_power_of_two().min(self.instance_count_max));
        }
        let Some(size) = wgpu::BufferSize::new(size) else { return };
        let Some(mut staged) = device.queue.write_buffer_with(&self.instances, 0, size) else { return };
        let mut start = 0;
        for column in columns {
            let bytes: &[u8] = bytemuck::cast_slice(column);
            staged.slice(start..start + bytes.len()).copy_from_slice(bytes);
            start += bytes.len();
        }
    }

    /// What [`upload`](Self::upload) filled.
    pub(crate) fn instances(&self) -> wgpu::BufferSlice<'_> {
        self.instances.slice(..)
    }
}

/// Parts of `most`: first for the overlay, without which nobody could leave the game, then for the game.
fn shares([game, overlay]: [usize; LIST_COUNT], most: usize) -> [usize; LIST_COUNT] {
    let overlay = overlay.min(most);
    [game.min(most - overlay), overlay]
}

fn create_instances(device: &Device, count: usize) -> wgpu::Buffer {
    device.device.create_buffer(&wgpu::BufferDescriptor {
        label: Some("instances"),
        size: count as u64 * STRIDE,
        usage: wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    })
}

fn create_screen_layout(device: &Device) -> wgpu::BindGroupLayout {
    device.device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some("screen"),
        entries: &[wgpu::BindGroupLayoutEntry {
            binding: 0,
            visibility: wgpu::ShaderStages::VERTEX,
            ty: wgpu::BindingType::Buffer {
                ty: wgpu::BufferBindingType::Uniform,
                has_dynamic_offset: false,
                min_binding_size: wgpu::BufferSize::new(16),
            },
            count: None,
        }],
    })
}

fn create_pipelines(
    device: &Device,
    layouts: &[Option<&wgpu::BindGroupLayout>],
    format: wgpu::TextureFormat,
) -> [wgpu::RenderPipeline; Blend::ALL.len()] {
    let module = device.device.create_shader_module(wgpu::include_wgsl!("sprite.wgsl"));
    let layout = device.device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some("sprite"),
        bind_group_layouts: layouts,
        immediate_size: 0,
    });
    Blend::ALL.map(|blend| {
        let color = wgpu::ColorTargetState {
            format,
            blend: Some(blend_state(blend)),
            write_mask: wgpu::ColorWrites::ALL,
        };
        create_pipeline(device, (&module, &layout), color)
    })
}

/// The shader gives colours that their alpha is multiplied into.
fn blend_state(blend: Blend) -> wgpu::BlendState {
    // What only lights or darkens the picture leaves it as opaque as it was.
    let alpha = wgpu::BlendComponent {
        src_factor: wgpu::BlendFactor::Zero,
        dst_factor: wgpu::BlendFactor::One,
        operation: wgpu::BlendOperation::Add,
    };
    let light = |src_factor, dst_factor| wgpu::BlendState {
        color: wgpu::BlendComponent { src_factor, dst_factor, operation: wgpu::BlendOperation::Add },
        alpha,
    };
    match blend {
        Blend::Alpha => wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING,
        Blend::Add => light(wgpu::BlendFactor::One, wgpu::BlendFactor::One),
        // behind · (colour · alpha + 1 - alpha)
        Blend::Multiply => light(wgpu::BlendFactor::Dst, wgpu::BlendFactor::OneMinusSrcAlpha),
    }
}

fn create_pipeline(
    device: &Device,
    (module, layout): (&wgpu::ShaderModule, &wgpu::PipelineLayout),
    color: wgpu::ColorTargetState,
) -> wgpu::RenderPipeline {
    let columns = wgpu::VertexBufferLayout {
        array_stride: STRIDE,
        step_mode: wgpu::VertexStepMode::Instance,
        attributes: &ATTRIBUTES,
    };
    device.device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some("sprite"),
        layout: Some(layout),
        vertex: wgpu::VertexState {
            module,
            entry_point: Some("place"),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            buffers: &[Some(columns)],
        },
        primitive: wgpu::PrimitiveState {
            topology: wgpu::PrimitiveTopology::TriangleStrip,
            ..Default::default()
        },
        depth_stencil: None,
        multisample: wgpu::MultisampleState::default(),
        fragment: Some(wgpu::FragmentState {
            module,
            entry_point: Some("fill"),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            targets: &[Some(color)],
        }),
        multiview_mask: None,
        cache: None,
    })
}

#[cfg(test)]
mod tests;
