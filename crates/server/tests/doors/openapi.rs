//! The document of the API.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use server::{Who, routes};

#[tokio::test(flavor = "multi_thread")]
async fn the_document_names_every_route_of_the_api_and_no_other() {
    let house = house().await;
    let document = house.get(&By::Nobody, "/api/v1/openapi.json").await.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3."), "{}", document["openapi"]);
    let mut told: Vec<(String, String)> = vec![];
    for (path, item) in document["paths"].as_object().unwrap() {
        let methods = item
            .as_object()
            .unwrap()
            .keys()
            .filter(|key| ["get", "post", "put", "patch", "delete"].contains(&key.as_str()));
        told.extend(methods.map(|method| (method.to_uppercase(), path.clone())));
    }
    let is_documented = |path: &str| path.starts_with("/api/v1/") && path != "/api/v1/openapi.json";
    let here = routes().into_iter().filter(|route| is_documented(route.path) && route.who != Who::Console);
    let mut here: Vec<(String, String)> =
        here.map(|route| (route.method.to_string(), route.path.to_string())).collect();
    told.sort();
    here.sort();
    assert_eq!(told, here);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_reference_leads_somewhere() {
    let house = house().await;
    let document = house.get(&By::Nobody, "/api/v1/openapi.json").await;
    let (json, text) = (document.json(), document.text());
    let references: Vec<&str> =
        text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(references.len() > 40);
    for pointer in references {
        assert!(json.pointer(pointer).is_some(), "{pointer}");
    }
}
