//! What draws sprites, shapes and letters: a pipeline for each kind and way of blending.
//!
//! One that a frame needs is made at once, the others one a frame that needs none: the first picture waits for none of
//! them, and no later one for a shader.

use crate::backend::wgpu::column::LIST_COUNT;
use crate::backend::wgpu::device::Device;
use playground_core_client::rendering::{BatchKind, Blend};

/// The distance between two uniforms that WebGL2 can bind on their own.
const UNIFORM_STEP: u64 = 256;

/// Each list has a screen of virtual pixels, for its sprites, and one of real pixels, for all else.
const SCREEN_COUNT: usize = 2 * LIST_COUNT;

const SPRITE_BYTES: u64 = 48;

const SPRITE: [wgpu::VertexAttribute; 5] = wgpu::vertex_attr_array![
    0 => Float32x2, 1 => Float32x2, 2 => Float32x2, 3 => Float32x4, 4 => Unorm16x4
];

const SHAPE_BYTES: u64 = 192;

const SHAPE: [wgpu::VertexAttribute; 13] = wgpu::vertex_attr_array![
    0 => Float32x4, 1 => Float32x4, 2 => Float32x4, 3 => Unorm16x4, 4 => Unorm16x4,
    5 => Float32x4, 6 => Float32x4, 7 => Float32x4, 8 => Float32x4,
    9 => Float32x4, 10 => Float32x4, 11 => Float32x4, 12 => Float32x4
];

/// How things are drawn, for targets of one format.
#[derive(Debug)]
pub(crate) struct Pipelines {
    /// By kind and blend.
    made: [[Option<wgpu::RenderPipeline>; Blend::ALL.len()]; 3],
    /// Of sprites and letters, which are parts of images.
    images: Source,
    shapes: Source,
    format: wgpu::TextureFormat,
    /// Whether this frame had to make one.
    is_late: bool,
    screens: [wgpu::BindGroup; SCREEN_COUNT],
    uniforms: wgpu::Buffer,
}

/// What pipelines are made of.
#[derive(Debug)]
struct Source {
    /// Read when the first pipeline needs it.
    shader: Option<wgpu::ShaderModule>,
    layout: wgpu::PipelineLayout,
}

impl Source {
    fn new(device: &Device, layouts: &[Option<&wgpu::BindGroupLayout>]) -> Self {
        let layout = device.device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: Some("drawing"),
            bind_group_layouts: layouts,
            immediate_size: 0,
        });
        Self { shader: None, layout }
    }
}

impl Pipelines {
    pub(crate) fn new(
        device: &Device,
        image_layout: &wgpu::BindGroupLayout,
        format: wgpu::TextureFormat,
    ) -> Self {
        let screen_layout = create_screen_layout(device);
        let uniforms = device.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("screens"),
            size: UNIFORM_STEP * SCREEN_COUNT as u64,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let screens = [0, 1, 2, 3].map(|index: u64| {
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
        let images = Source::new(device, &[Some(&screen_layout), Some(image_layout)]);
        let shapes = Source::new(device, &[Some(&screen_layout)]);
        Self { made: Default::default(), images, shapes, format, is_late: false, screens, uniforms }
    }

    /// Makes what draws a kind and a blend, unless it is there.
    pub(crate) fn prepare(&mut self, device: &Device, kind: BatchKind, blend: Blend) {
        if self.find(kind, blend).is_none() {
            self.make(device, kind, blend);
            self.is_late = true;
        }
    }

    fn make(&mut self, device: &Device, kind: BatchKind, blend: Blend) {
        let source = if kind == BatchKind::Shapes { &mut self.shapes } else { &mut self.images };
        let shader = source.shader.get_or_insert_with(|| create_shader(device, kind));
        let color = wgpu::ColorTargetState {
            format: self.format,
            blend: Some(blend_state(blend)),
            write_mask: wgpu::ColorWrites::ALL,
        };
        let pipeline = create_pipeline(device, kind, (shader, &source.layout), color);
        self.made[kind as usize][blend.number() as usize] = Some(pipeline);
    }

    /// Makes one that nothing has needed yet, behind a frame that had none to make; whether more are to be made.
    pub(crate) fn prepare_next(&mut self, device: &Device) -> bool {
        if std::mem::take(&mut self.is_late) {
            return true;
        }
        let mut unmade = (BatchKind::ALL.into_iter())
            .flat_map(|kind| Blend::ALL.map(|blend| (kind, blend)))
            .filter(|(kind, blend)| self.find(*kind, *blend).is_none());
        let (next, is_last) = (unmade.next(), unmade.next().is_none());
        if let Some((kind, blend)) = next {
            self.make(device, kind, blend);
        }
        !is_last
    }

    /// What draws a kind and a blend, once it was [prepared](Self::prepare).
    pub(crate) fn find(&self, kind: BatchKind, blend: Blend) -> Option<&wgpu::RenderPipeline> {
        self.made[kind as usize][blend.number() as usize].as_ref()
    }

    /// Tells how large the screen of a list is, in the pixels that things of `kind` are placed in.
    pub(crate) fn set_screen(&self, device: &Device, list: usize, kind: BatchKind, size: [u32; 2]) {
        let scale = [2.0 / size[0].max(1) as f32, 2.0 / size[1].max(1) as f32, 0.0, 0.0];
        let offset = screen_index(list, kind) as u64 * UNIFORM_STEP;
        device.queue.write_buffer(&self.uniforms, offset, bytemuck::bytes_of(&scale));
    }

    /// How the pixels of a list and a kind become clip space.
    pub(crate) fn screen(&self, list: usize, kind: BatchKind) -> &wgpu::BindGroup {
        &self.screens[screen_index(list, kind)]
    }
}

fn screen_index(list: usize, kind: BatchKind) -> usize {
    2 * list + usize::from(kind != BatchKind::Sprites)
}

fn create_shader(device: &Device, kind: BatchKind) -> wgpu::ShaderModule {
    device.device.create_shader_module(match kind {
        BatchKind::Sprites | BatchKind::Texts => wgpu::include_wgsl!("image.wgsl"),
        BatchKind::Shapes => wgpu::include_wgsl!("shape.wgsl"),
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
    kind: BatchKind,
    (shader, layout): (&wgpu::ShaderModule, &wgpu::PipelineLayout),
    color: wgpu::ColorTargetState,
) -> wgpu::RenderPipeline {
    let (label, fill) = match kind {
        BatchKind::Sprites => ("sprites", "fill_sprite"),
        BatchKind::Shapes => ("shapes", "fill_shape"),
        BatchKind::Texts => ("letters", "fill_letter"),
    };
    let (array_stride, attributes) = match kind {
        BatchKind::Sprites | BatchKind::Texts => (SPRITE_BYTES, &SPRITE[..]),
        BatchKind::Shapes => (SHAPE_BYTES, &SHAPE[..]),
    };
    let columns =
        wgpu::VertexBufferLayout { array_stride, step_mode: wgpu::VertexStepMode::Instance, attributes };
    device.device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some(label),
        layout: Some(layout),
        vertex: wgpu::VertexState {
            module: shader,
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
            module: shader,
            entry_point: Some(fill),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            targets: &[Some(color)],
        }),
        multiview_mask: None,
        cache: None,
    })
}
