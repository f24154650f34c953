//! `#[system]`: the access list and the page loop, from the function's signature.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{
    Error, FnArg, GenericArgument, Ident, ItemFn, Meta, Path, PathArguments, Result, ReturnType, Token, Type,
};

/// What one parameter of the function stands for.
enum Parameter {
    Entities,
    Commands,
    VTable,
    Scope,
    Look { component: Type },
    Column { component: Type, written: bool },
    Resource { component: Type, written: bool },
}

pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let function: ItemFn = syn::parse2(item)?;
    let declared = declared_access(arguments)?;
    let parameters: Result<Vec<Parameter>> = function.sig.inputs.iter().map(parameter).collect();
    let parameters = parameters?;
    // Parameters first: a column is handed out by its place among them.
    let access: Vec<TokenStream> = parameters.iter().filter_map(parameter_access).chain(declared).collect();
    let is_pure = is_pure(&parameters);
    // A loop over slices is faster in a function of its own, where the compiler knows that they do not overlap. One
    // slice overlaps with nothing, and small pages feel the call.
    let has_inline = function.attrs.iter().any(|attribute| attribute.path().is_ident("inline"));
    let is_slice = |part: &&Parameter| matches!(part, Parameter::Entities | Parameter::Column { .. });
    let inline =
        (parameters.iter().filter(is_slice).count() > 1 && !has_inline).then(|| quote!(#[inline(never)]));
    let body = run_body(&function, &parameters)?;
    let (visibility, name) = (&function.vis, &function.sig.ident);
    let label = name.to_string();
    let doc = format!("The system of the function `{name}`, to register.");
    Ok(quote! {
        #inline
        #function

        #[doc = #doc]
        #[expect(non_camel_case_types, reason = "the function's name, in the namespace of types")]
        #[derive(Debug)]
        #visibility enum #name {}

        impl #name {
            #[doc = #doc]
            #visibility const SYSTEM: ::playground_core_ecs::System = ::playground_core_ecs::System {
                name: #label,
                access: &[#(#access),*],
                is_pure: #is_pure,
                run: #name::run,
            };

            fn run(scope: &mut ::playground_core_ecs::Scope<'_>) -> ::playground_core_ecs::CoreResult<()> {
                #body
            }
        }
    })
}

/// The access list of the attribute's parentheses: `with(A, B)`, `reads(C)`.
fn declared_access(arguments: TokenStream) -> Result<Vec<TokenStream>> {
    let mut access = Vec::new();
    let metas: Punctuated<Meta, Token![,]> = Punctuated::parse_terminated.parse2(arguments)?;
    for meta in metas {
        let expected = "expected with(A), without(A), reads(A), writes(A), looks(A), reads_resource(A) or writes_resource(A)";
        let Meta::List(list) = &meta else { return Err(Error::new(meta.span(), expected)) };
        let mode = match list.path.to_token_stream().to_string().as_str() {
            "with" => quote!(With),
            "without" => quote!(Without),
            "reads" => quote!(Read),
            "writes" => quote!(Write),
            "looks" => quote!(Look),
            "reads_resource" => quote!(ReadResource),
            "writes_resource" => quote!(WriteResource),
            _ => return Err(Error::new(list.path.span(), expected)),
        };
        let components: Punctuated<Path, Token![,]> = list.parse_args_with(Punctuated::parse_terminated)?;
        // The inherent constant, which plain components and blobs have alike.
        access.extend(components.iter().map(|component| access_entry(&quote!(<#component>::SCHEMA), &mode)));
    }
    Ok(access)
}

fn access_entry(schema: &TokenStream, mode: &TokenStream) -> TokenStream {
    quote!(::playground_core_ecs::Access::new(#schema, ::playground_core_ecs::system::Mode::#mode))
}

fn parameter_access(parameter: &Parameter) -> Option<TokenStream> {
    let (component, mode) = match parameter {
        Parameter::Column { component, written: true } => (component, quote!(Write)),
        Parameter::Column { component, written: false } => (component, quote!(Read)),
        Parameter::Look { component } => (component, quote!(Look)),
        Parameter::Resource { component, written: true } => (component, quote!(WriteResource)),
        Parameter::Resource { component, written: false } => (component, quote!(ReadResource)),
        Parameter::Entities | Parameter::Commands | Parameter::VTable | Parameter::Scope => return None,
    };
    // By the trait, whose absence has words for what is wrong with the parameter.
    let schema = quote_spanned!(component.span()=> <#component as ::playground_core_ecs::Component>::SCHEMA);
    Some(access_entry(&schema, &mode))
}

fn parameter(argument: &FnArg) -> Result<Parameter> {
    let FnArg::Typed(typed) = argument else {
        return Err(Error::new(argument.span(), "a system is a free function, without `self`"));
    };
    if let Some(component) = looked(&typed.ty) {
        return Ok(Parameter::Look { component });
    }
    let Type::Reference(reference) = typed.ty.as_ref() else {
        let message = "a system takes `&[T]`, `&mut [T]`, `&T`, `&mut T`, `&[Entity]`, `Look<'_, T>`, `&mut Commands`, `&VTable` or `&mut Scope<'_>`";
        return Err(Error::new(typed.ty.span(), message));
    };
    let written = reference.mutability.is_some();
    Ok(match reference.elem.as_ref() {
        Type::Slice(slice) if is_named(&slice.elem, "Entity") && !written => Parameter::Entities,
        Type::Slice(slice) => Parameter::Column { component: slice.elem.as_ref().clone(), written },
        other if is_named(other, "Commands") => Parameter::Commands,
        other if is_named(other, "VTable") && !written => Parameter::VTable,
        other if is_named(other, "Scope") => Parameter::Scope,
        other => Parameter::Resource { component: other.clone(), written },
    })
}

/// The component of a `Look<'_, T>`.
fn looked(kind: &Type) -> Option<Type> {
    let Type::Path(path) = kind else { return None };
    let last = path.path.segments.last().filter(|segment| segment.ident == "Look")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(component) => Some(component.clone()),
        _ => None,
    })
}

fn is_paged(parameters: &[Parameter]) -> bool {
    parameters.iter().any(|part| matches!(part, Parameter::Entities | Parameter::Column { .. }))
}

/// Whether the function does nothing but write rows of its page.
fn is_pure(parameters: &[Parameter]) -> bool {
    let is_row = |part: &Parameter| match part {
        Parameter::Entities | Parameter::Column { .. } | Parameter::Look { .. } => true,
        Parameter::Resource { written, .. } => !written,
        Parameter::Commands | Parameter::VTable | Parameter::Scope => false,
    };
    let writes = |part: &Parameter| matches!(part, Parameter::Column { written: true, .. });
    parameters.iter().all(is_row) && parameters.iter().any(writes)
}

fn is_named(kind: &Type, name: &str) -> bool {
    matches!(kind, Type::Path(path) if path.path.segments.last().is_some_and(|segment| segment.ident == name))
}

fn run_body(function: &ItemFn, parameters: &[Parameter]) -> Result<TokenStream> {
    let name = &function.sig.ident;
    let finish = match function.sig.output {
        ReturnType::Default => quote!(; ::core::result::Result::Ok(())),
        ReturnType::Type(..) => TokenStream::new(),
    };
    if parameters.iter().any(|parameter| matches!(parameter, Parameter::Scope)) {
        if parameters.len() != 1 {
            return Err(Error::new(
                function.sig.inputs.span(),
                "`&mut Scope<'_>` is a system's only parameter",
            ));
        }
        return Ok(quote!(#name(scope) #finish));
    }
    let paged = is_paged(parameters);
    let (mut before, mut taken, mut passed, mut after) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut written, mut columns, mut looks) = (Vec::new(), Vec::new(), Vec::new());
    for (index, parameter) in parameters.iter().enumerate() {
        let local = format_ident!("parameter_{index}");
        match parameter {
            Parameter::Entities => passed.push(quote!(rows.entities())),
            Parameter::Column { written: is_written, .. } => {
                passed.push(if *is_written {
                    quote!(rows.write(#local)?)
                } else {
                    quote!(rows.read(&#local)?)
                });
                written.push(*is_written);
                columns.push(local);
            }
            Parameter::Look { component } => {
                passed.push(quote!(#local));
                looks.push((component, local));
            }
            Parameter::Commands => {
                // Taken after the resources, of which one may be missing, and put back before anything else can fail.
                taken.push(quote!(let mut #local = scope.take_commands();));
                passed.push(quote!(&mut #local));
                after.insert(0, quote!(scope.put_commands(#local);));
            }
            Parameter::VTable => {
                before.push(quote!(let #local = scope.vtable();));
                passed.push(quote!(#local));
            }
            Parameter::Resource { component, written: true } => {
                before.push(quote!(let mut #local: #component = scope.resource()?;));
                passed.push(quote!(&mut #local));
                after.push(quote!(scope.set_resource(&#local)?;));
            }
            Parameter::Resource { component, .. } => {
                before.push(quote!(let #local: #component = scope.resource()?;));
                passed.push(quote!(&#local));
            }
            Parameter::Scope => {}
        }
    }
    let call = quote!(#name(#(#passed),*) #finish);
    let call = reached(&call, paged.then_some((written, columns)), &looks);
    Ok(quote! {
        #(#before)*
        #(#taken)*
        let result: ::playground_core_ecs::CoreResult<()> = #call;
        #(#after)*
        result
    })
}

/// The call with what it is given: once for each page, with what is looked at, or as it is.
fn reached(
    call: &TokenStream,
    paged: Option<(Vec<bool>, Vec<Ident>)>,
    looks: &[(&Type, Ident)],
) -> TokenStream {
    // Pairs of one and the rest, so that there may be any number.
    let pairs = |(kinds, places): (TokenStream, TokenStream), (component, local): &(&Type, Ident)| {
        (quote!((#component, #kinds)), quote!((#local, #places)))
    };
    let (kinds, places) = looks.iter().rev().fold((quote!(()), quote!(())), pairs);
    let kinds = quote!(let looks: ::core::marker::PhantomData<#kinds> = ::core::marker::PhantomData;);
    match paged {
        Some((written, columns)) => quote!({
            #kinds
            scope.each_columns([#(#written),*], looks, |rows, [#(#columns),*], #places| { #call })
        }),
        None if looks.is_empty() => quote!({ #call }),
        None => quote!({ #kinds scope.with_looks(looks, |#places| { #call }) }),
    }
}
