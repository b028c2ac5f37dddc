//! The OpenAPI document, made from the table of routes: what is not in the one is not in the other.
use super::doc::{Content, Doc, JSON, Shape, Why, shape};
use crate::problem::ProblemDetails;
use crate::routes::{self, Route, Who};
use std::collections::BTreeMap;
use utoipa::openapi::path::{
    HttpMethod, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, PathItem, PathsBuilder,
};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, OpenApi, OpenApiBuilder, RefOr, Required, Schema,
};

const PROBLEM: &str = "application/problem+json";

/// Every documented address of the network's router.
pub fn openapi() -> OpenApi {
    let mut shapes = BTreeMap::new();
    let mut paths = PathsBuilder::new();
    keep(&mut shapes, &shape::<ProblemDetails>());
    for Route { guard, doc, .. } in routes::table() {
        let Some(doc) = doc.filter(|_| guard.who != Who::Console) else { continue };
        let (Some(method), path) = (method(guard.method), guard.path) else { continue };
        paths = paths.path(path, PathItem::new(method, operation(path, doc, &mut shapes)));
    }
    let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("lia_…").build();
    let cookie = ApiKey::Cookie(ApiKeyValue::new("__Host-l"));
    let components = ComponentsBuilder::new()
        .schemas_from_iter(shapes)
        .security_scheme("token", SecurityScheme::Http(token))
        .security_scheme("session", SecurityScheme::ApiKey(cookie));
    let info = InfoBuilder::new()
        .title("Liaison")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("Checks, records and their log, at one member's node."));
    OpenApiBuilder::new().info(info).paths(paths).components(Some(components.build())).build()
}

fn keep(shapes: &mut BTreeMap<String, RefOr<Schema>>, shape: &Shape) {
    shapes.extend(shape.all.iter().cloned());
}

fn method(name: &str) -> Option<HttpMethod> {
    match name {
        "GET" => Some(HttpMethod::Get),
        "POST" => Some(HttpMethod::Post),
        "PUT" => Some(HttpMethod::Put),
        "PATCH" => Some(HttpMethod::Patch),
        "DELETE" => Some(HttpMethod::Delete),
        _ => None,
    }
}

fn operation(path: &str, doc: Doc, shapes: &mut BTreeMap<String, RefOr<Schema>>) -> OperationBuilder {
    let contents = doc.takes.iter().chain(doc.gives.1.iter());
    contents.filter_map(|content| content.shape.as_ref()).for_each(|shape| keep(shapes, shape));
    let (status, gives) = &doc.gives;
    let mut given = ResponseBuilder::new().description("Done");
    if let Some(content) = gives {
        given = given.content(content.media, body(content));
    }
    let problem = ContentBuilder::new().schema(Some(shape::<ProblemDetails>().reference));
    let refused = ResponseBuilder::new()
        .description("What went wrong, and what to do")
        .content(PROBLEM, problem.build());
    let mut operation = OperationBuilder::new()
        .summary(Some(doc.summary))
        .tag(path.split('/').nth(3).unwrap_or("node"))
        .response(status.to_string(), given)
        .response("4XX", refused)
        .security(SecurityRequirement::new::<_, [String; 0], String>("token", []))
        .security(SecurityRequirement::new::<_, [String; 0], String>("session", []));
    for parameter in parameters(path, &doc) {
        operation = operation.parameter(parameter);
    }
    if !doc.takes.is_empty() {
        let mut taken = RequestBodyBuilder::new().required(Some(Required::True));
        for content in &doc.takes {
            taken = taken.content(content.media, body(content));
        }
        operation = operation.request_body(Some(taken.build()));
    }
    operation
}

fn body(content: &Content) -> utoipa::openapi::Content {
    let text = || RefOr::T(Schema::Object(ObjectBuilder::new().schema_type(Type::String).build()));
    let schema = content.shape.as_ref().map_or_else(text, |shape| RefOr::Ref(shape.reference.clone()));
    debug_assert!(content.media != JSON || content.shape.is_some(), "JSON has a shape");
    ContentBuilder::new().schema(Some(schema)).build()
}

fn parameters(path: &str, doc: &Doc) -> Vec<Parameter> {
    let in_path = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut all: Vec<Parameter> =
        in_path.map(|name| parameter(name, ParameterIn::Path, Required::True, "")).collect();
    all.extend(doc.query.iter().cloned());
    let named = [
        ("purpose", "Liaison-Purpose"),
        ("legal_basis", "Liaison-Legal-Basis"),
        ("reference", "Liaison-Reference"),
    ];
    for (query, header) in named {
        match doc.reason {
            Why::Needed => {
                let required = if query == "purpose" { Required::True } else { Required::False };
                let said = format!("why this is asked; or in the header {header}");
                all.push(parameter(query, ParameterIn::Query, required, &said));
            }
            Why::Allowed => {
                all.push(parameter(header, ParameterIn::Header, Required::False, "why this is done"))
            }
            Why::Elsewhere => {}
        }
    }
    if doc.once {
        let said = "the same key by the same sender is the same write, done once";
        all.push(parameter("Idempotency-Key", ParameterIn::Header, Required::False, said));
    }
    all
}

fn parameter(name: &str, place: ParameterIn, required: Required, said: &str) -> Parameter {
    let schema = ObjectBuilder::new().schema_type(Type::String).build();
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(required)
        .description((!said.is_empty()).then_some(said))
        .schema(Some(schema))
        .build()
}
