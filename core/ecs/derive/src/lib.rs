//! The attributes `#[component]` and `#[system]` of `playground-core-ecs`.
//!
//! Does NOT: decide anything at run time; both attributes write what a person could write by hand.
//!
//! Reading order: `component`, `system`.

mod component;
mod system;

use proc_macro::TokenStream;

/// Turns a struct of plain fields into a component: layout, id, schema, and the proof that it is plain.
///
/// `requires(A, B)` inserts those along by default; `blob` keeps the value serialised instead.
/// A plain component implements `Default`, by derive or by hand.
#[proc_macro_attribute]
pub fn component(arguments: TokenStream, item: TokenStream) -> TokenStream {
    or_error(component::expand(arguments.into(), item.clone().into()), item)
}

/// Turns a function over slices and resources into a system: `fn movement` gives `movement::SYSTEM`.
///
/// `&[T]` and `&mut [T]` are columns of the page, `&[Entity]` its entities, `&T` and `&mut T` are
/// resources, `Look<'_, T>` reads a component of any entity, `&mut Commands` asks for structural change, `&VTable` is the way to the systems, and
/// `&mut Scope<'_>` is all of it.
/// `with(A)`, `without(A)` filter; `reads(A)`, `writes(A)`, `looks(A)` declare for a scope.
#[proc_macro_attribute]
pub fn system(arguments: TokenStream, item: TokenStream) -> TokenStream {
    or_error(system::expand(arguments.into(), item.clone().into()), item)
}

/// What was written, or what is wrong beside the item as it was, so that its name is known and no
/// further error hides the first.
fn or_error(written: syn::Result<proc_macro2::TokenStream>, item: TokenStream) -> TokenStream {
    written.map(TokenStream::from).unwrap_or_else(|error| {
        let mut tokens = TokenStream::from(error.into_compile_error());
        tokens.extend(item);
        tokens
    })
}
