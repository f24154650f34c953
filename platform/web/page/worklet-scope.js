// The scope of a worklet has no TextDecoder, which the mixer's JavaScript makes but never uses.
globalThis.TextDecoder ??= class { decode() { return ""; } };
globalThis.TextEncoder ??= class { encode() { return new Uint8Array(); } };
