//! `#[component]`: plain structs, and blobs.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Error, Fields, Ident, ItemStruct, Meta, Path, Result, Token, Type};

/// What stands in the attribute's parentheses.
#[derive(Default)]
struct Arguments {
    blob: bool,
    requires: Vec<Path>,
    check: Option<Path>,
}

impl Arguments {
    fn parse(tokens: TokenStream) -> Result<Self> {
        let mut arguments = Self::default();
        let metas: Punctuated<Meta, Token![,]> = Punctuated::parse_terminated.parse2(tokens)?;
        for meta in metas {
            match meta {
                Meta::Path(path) if path.is_ident("blob") => arguments.blob = true,
                Meta::List(list) if list.path.is_ident("requires") => {
                    let paths: Punctuated<Path, Token![,]> =
                        list.parse_args_with(Punctuated::parse_terminated)?;
                    arguments.requires.extend(paths);
                }
                Meta::List(list) if list.path.is_ident("check") => arguments.check = Some(list.parse_args()?),
                other => {
                    let expected = "expected `blob`, `requires(A, B)` or `check(function)`";
                    return Err(Error::new(other.span(), expected));
                }
            }
        }
        Ok(arguments)
    }
}

pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let arguments = Arguments::parse(arguments)?;
    let item: ItemStruct = syn::parse2(item)?;
    if !item.generics.params.is_empty() {
        let message = "a component has no type parameters: its schema is one layout of bytes";
        return Err(Error::new(item.generics.span(), message));
    }
    if arguments.blob {
        return Ok(blob(&item, &arguments));
    }
    item.fields.iter().try_for_each(|field| check_kind(&field.ty))?;
    Ok(plain(&item, &arguments))
}

/// Kinds that a newcomer tries first, refused here in one line; the rest is refused by the compiler.
fn check_kind(kind: &Type) -> Result<()> {
    let Type::Path(path) = kind else { return Ok(()) };
    let Some(name) = path.path.segments.last().map(|segment| segment.ident.to_string()) else {
        return Ok(());
    };
    let cure = match name.as_str() {
        "bool" => "a flag is a u8 or u32 of 0 or 1",
        "usize" | "isize" => "its width differs between machines: use u32 or u64, i32 or i64",
        "char" => "use u32",
        "String" | "Vec" | "Box" | "Option" | "HashMap" | "BTreeMap" => {
            "text is a FixedText; lists and what may be missing belong in a #[component(blob)]"
        }
        _ => return Ok(()),
    };
    Err(Error::new(kind.span(), format!("`{name}` is not plain data: {cure}")))
}

fn plain(item: &ItemStruct, arguments: &Arguments) -> TokenStream {
    let name = &item.ident;
    let full_name = full_name(name);
    let requires = &arguments.requires;
    let fields = field_schemas(name, &item.fields);
    let check = match &arguments.check {
        Some(function) => {
            quote!(|bytes| match ::playground_core_ecs::bytemuck::try_pod_read_unaligned(bytes) {
                Ok(value) => { let value: #name = value; #function(&value) }
                Err(_) => Ok(()),
            })
        }
        None => quote!(|_| Ok(())),
    };
    let padding = format!(
        "component `{name}` has gaps between its fields: put the widest fields first, or fill the gap with a field"
    );
    quote! {
        #[repr(C)]
        #[derive(Debug, Clone, Copy, PartialEq)]
        #[derive(::playground_core_ecs::bytemuck::Pod, ::playground_core_ecs::bytemuck::Zeroable)]
        #[bytemuck(crate = "::playground_core_ecs::bytemuck")]
        #item

        const _: () = {
            const FIELDS: &[::playground_core_ecs::FieldSchema] = &[#(#fields),*];
            const SIZE: usize = ::playground_core_ecs::schema::fields_size(FIELDS);
            static SCHEMA: ::playground_core_ecs::Schema = ::playground_core_ecs::Schema {
                id: ::playground_core_ecs::ComponentId::of(#full_name),
                name: #full_name,
                size: SIZE,
                storage: ::playground_core_ecs::Storage::Plain,
                fields: FIELDS,
                default: |bytes| {
                    let value: #name = ::core::default::Default::default();
                    bytes.extend_from_slice(::playground_core_ecs::bytemuck::bytes_of(&value));
                },
                requires: &[#(<#requires as ::playground_core_ecs::Component>::SCHEMA),*],
                check: #check,
            };
            // A row of one value is as long as its fields, or there are gaps.
            const ROW: ::core::mem::MaybeUninit<#name> = ::core::mem::MaybeUninit::uninit();
            ::core::assert!(::core::mem::size_of_val(&ROW) == SIZE, #padding);

            impl #name {
                /// The stable name of the component.
                pub const ID: ::playground_core_ecs::ComponentId = SCHEMA.id;
                /// What the runtime knows about the component.
                pub const SCHEMA: &'static ::playground_core_ecs::Schema = &SCHEMA;
            }

            impl ::playground_core_ecs::Component for #name {
                const SCHEMA: &'static ::playground_core_ecs::Schema = &SCHEMA;
            }

            impl ::playground_core_ecs::Field for #name {
                const KIND: ::playground_core_ecs::FieldKind = ::playground_core_ecs::FieldKind::Record(FIELDS);
            }
        };
    }
}

fn blob(item: &ItemStruct, arguments: &Arguments) -> TokenStream {
    let name = &item.ident;
    let full_name = full_name(name);
    let requires = &arguments.requires;
    quote! {
        #[derive(::playground_core_ecs::serde::Serialize, ::playground_core_ecs::serde::Deserialize)]
        #[serde(crate = "::playground_core_ecs::serde")]
        #item

        const _: () = {
            static SCHEMA: ::playground_core_ecs::Schema = ::playground_core_ecs::Schema {
                id: ::playground_core_ecs::ComponentId::of(#full_name),
                name: #full_name,
                size: 0,
                storage: ::playground_core_ecs::Storage::Blob,
                fields: &[],
                default: |bytes| {
                    let value: #name = ::core::default::Default::default();
                    bytes.extend(::playground_core_ecs::postcard::to_allocvec(&value).unwrap_or_default());
                },
                requires: &[#(<#requires as ::playground_core_ecs::Component>::SCHEMA),*],
                check: |_| Ok(()),
            };

            impl #name {
                /// The stable name of the component.
                pub const ID: ::playground_core_ecs::ComponentId = SCHEMA.id;
                /// What the runtime knows about the component.
                pub const SCHEMA: &'static ::playground_core_ecs::Schema = &SCHEMA;
            }

            impl ::playground_core_ecs::Blob for #name {
                const SCHEMA: &'static ::playground_core_ecs::Schema = &SCHEMA;
            }
        };
    }
}

/// `package::Name` of the crate that is being compiled.
fn full_name(name: &Ident) -> TokenStream {
    let short_name = name.to_string();
    quote!(::core::concat!(::core::env!("CARGO_PKG_NAME"), "::", #short_name))
}

fn field_schemas(name: &Ident, fields: &Fields) -> Vec<TokenStream> {
    let described = fields.iter().enumerate().map(|(index, field)| {
        let member = match &field.ident {
            Some(ident) => ident.to_token_stream(),
            None => syn::Index::from(index).to_token_stream(),
        };
        let (kind, label) = (&field.ty, member.to_string());
        quote! {
            ::playground_core_ecs::FieldSchema {
                name: #label,
                kind: <#kind as ::playground_core_ecs::Field>::KIND,
                offset: ::core::mem::offset_of!(#name, #member),
            }
        }
    });
    described.collect()
}
