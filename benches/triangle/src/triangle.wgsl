@vertex
fn place(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
    let x = f32(index) - 1.0;
    let y = f32(index & 1u) * 2.0 - 1.0;
    return vec4f(x * 0.5, y * 0.5, 0.0, 1.0);
}

@fragment
fn paint() -> @location(0) vec4f {
    return vec4f(1.0, 0.5, 0.0, 1.0);
}
