//! Coming in and going out.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use crate::house::*;
use axum::http::StatusCode;
use base64ct::{Base64UrlUnpadded as Base64, Encoding};
use desk::officer;
use model::{OfficerId, Role};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A key as officers carry one: it makes credentials and answers challenges as WebAuthn says.
struct SecurityKey {
    key: SigningKey,
    credential: [u8; 16],
    user: String,
    uses: u32,
}

/// Present, and verified by its holder.
const VERIFIED: u8 = 0b0000_0101;
const HOLDS_CREDENTIAL: u8 = 0b0100_0000;

impl SecurityKey {
    fn new(seed: u8) -> SecurityKey {
        let key = SigningKey::from_slice(&[seed; 32]).unwrap();
        SecurityKey { key, credential: [seed; 16], user: String::new(), uses: 0 }
    }

    fn client_data(kind: &str, options: &Value, origin: &str) -> Vec<u8> {
        let challenge = options["publicKey"]["challenge"].as_str().unwrap();
        json!({ "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn authenticator_data(&mut self, flags: u8) -> Vec<u8> {
        self.uses += 1;
        [Sha256::digest("localhost").as_slice(), &[flags], &self.uses.to_be_bytes()].concat()
    }

    fn make(&mut self, options: &Value) -> Value {
        self.user = options["publicKey"]["user"]["id"].as_str().unwrap().to_string();
        let data = Self::client_data("webauthn.create", options, ORIGIN);
        let point = self.key.verifying_key().to_sec1_point(false);
        let mut key = minicbor::Encoder::new(vec![]);
        key.map(5)
            .unwrap()
            .u8(1)
            .unwrap()
            .u8(2)
            .unwrap()
            .u8(3)
            .unwrap()
            .i8(-7)
            .unwrap()
            .i8(-1)
            .unwrap()
            .u8(1)
            .unwrap();
        key.i8(-2)
            .unwrap()
            .bytes(point.x().unwrap())
            .unwrap()
            .i8(-3)
            .unwrap()
            .bytes(point.y().unwrap())
            .unwrap();
        let mut about = self.authenticator_data(VERIFIED | HOLDS_CREDENTIAL);
        about.extend([0; 16]);
        about.extend(16u16.to_be_bytes());
        about.extend(self.credential);
        about.extend(key.into_writer());
        let mut object = minicbor::Encoder::new(vec![]);
        object
            .map(3)
            .unwrap()
            .str("fmt")
            .unwrap()
            .str("none")
            .unwrap()
            .str("attStmt")
            .unwrap()
            .map(0)
            .unwrap();
        object.str("authData").unwrap().bytes(&about).unwrap();
        self.credential(json!({
            "attestationObject": Base64::encode_string(&object.into_writer()),
            "clientDataJSON": Base64::encode_string(&data),
        }))
    }

    fn answer(&mut self, options: &Value, origin: &str, flags: u8) -> Value {
        let data = Self::client_data("webauthn.get", options, origin);
        let about = self.authenticator_data(flags);
        let signature: Signature = self.key.sign(&[about.as_slice(), &Sha256::digest(&data)].concat());
        self.credential(json!({
            "authenticatorData": Base64::encode_string(&about),
            "clientDataJSON": Base64::encode_string(&data),
            "signature": Base64::encode_string(signature.to_der().as_bytes()),
            "userHandle": self.user,
        }))
    }

    fn credential(&self, response: Value) -> Value {
        let id = Base64::encode_string(&self.credential);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {} })
    }
}

async fn link_for(house: &House, roles: &[Role]) -> (OfficerId, String) {
    let (id, _) = house.signed_in(roles).await;
    (id, officer::offer_link(&house.desk, &console_actor(), &administration(), id).await.unwrap())
}

/// From this node's own page, before there is a session.
async fn page_sends(house: &House, path: &str, body: Value) -> Answer {
    let mut request = json_request(axum::http::Method::POST, path, &body);
    request.headers_mut().insert("sec-fetch-site", "same-origin".parse().unwrap());
    house.send(&By::Nobody, request).await
}

fn session(answer: &Answer) -> By {
    let cookie = answer.header("set-cookie");
    let (name, rest) = cookie.split_once('=').unwrap();
    assert_eq!(name, "l");
    assert!(rest.contains("; HttpOnly; SameSite=Strict; "), "{cookie}");
    By::Session(rest.split(';').next().unwrap().to_string())
}

async fn enrolled(house: &House, key: &mut SecurityKey) -> (OfficerId, By) {
    let (id, link) = link_for(house, &[Role::Frontline]).await;
    let offer = page_sends(house, &format!("/enrol/{link}/start"), json!({})).await.json();
    assert_eq!(offer["options"]["publicKey"]["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(offer["options"]["publicKey"]["authenticatorSelection"]["userVerification"], "required");
    let made = json!({ "id": offer["id"], "credential": key.make(&offer["options"]) });
    let done = page_sends(house, &format!("/enrol/{link}/finish"), made.clone()).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());
    let again = page_sends(house, &format!("/enrol/{link}/finish"), made).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "the link is used up");
    (id, session(&done))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_enrols_a_passkey_over_a_link_and_signs_in_with_it() {
    let house = house().await;
    let mut key = SecurityKey::new(7);
    let (id, by) = enrolled(&house, &mut key).await;
    assert_eq!(house.get(&by, "/check").await.status, StatusCode::OK);

    let offer = page_sends(&house, "/sign-in/start", json!({})).await.json();
    let answer = json!({ "id": offer["id"], "credential": key.answer(&offer["options"], ORIGIN, VERIFIED) });
    let done = page_sends(&house, "/sign-in/finish", answer.clone()).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());
    let By::Session(secret) = session(&done) else { panic!("a session was opened") };
    assert_eq!(desk::session::find(&house.desk, &secret).await.unwrap().unwrap().id, id);
    assert_eq!(
        page_sends(&house, "/sign-in/finish", answer).await.status,
        StatusCode::FORBIDDEN,
        "an answer is good once"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_answers_only_for_this_site_its_holder_and_its_own_key() {
    let house = house().await;
    let mut key = SecurityKey::new(8);
    let (id, _) = enrolled(&house, &mut key).await;
    let mut stranger = SecurityKey::new(9);
    stranger.credential = key.credential;
    stranger.user = key.user.clone();
    stranger.uses = 50;
    for (told, nth) in [("another site", 0), ("nobody touched it", 1), ("another key", 2)] {
        let offer = page_sends(&house, "/sign-in/start", json!({})).await.json();
        let credential = match nth {
            0 => key.answer(&offer["options"], "https://evil.example", VERIFIED),
            1 => key.answer(&offer["options"], ORIGIN, 0b0000_0001),
            _ => stranger.answer(&offer["options"], ORIGIN, VERIFIED),
        };
        let sent = json!({ "id": offer["id"], "credential": credential });
        assert_eq!(page_sends(&house, "/sign-in/finish", sent).await.status, StatusCode::FORBIDDEN, "{told}");
    }
    let officers = officer::list(&house.desk, &console_actor(), &administration()).await.unwrap();
    let known = officers.into_iter().find(|officer| officer.id == id).unwrap();
    let out = model::Officer { disabled: true, ..known };
    officer::change(&house.desk, &console_actor(), &administration(), &out).await.unwrap();
    let offer = page_sends(&house, "/sign-in/start", json!({})).await.json();
    let sent = json!({ "id": offer["id"], "credential": key.answer(&offer["options"], ORIGIN, VERIFIED) });
    assert_eq!(page_sends(&house, "/sign-in/finish", sent).await.status, StatusCode::FORBIDDEN, "disabled");
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_at_a_link_does_not_use_it_and_outside_a_demo_it_opens_no_session() {
    let house = house().await;
    let (_, link) = link_for(&house, &[Role::Frontline]).await;
    for _ in 0..3 {
        let look = house.get(&By::Nobody, &format!("/enter/{link}")).await;
        assert_eq!(look.header("location"), format!("/enrol/{link}"));
        assert_eq!(house.get(&By::Nobody, &format!("/enrol/{link}")).await.status, StatusCode::OK);
    }
    let mut press = form_request(&format!("/sign-in/{link}"), &[]);
    press.headers_mut().insert("sec-fetch-site", "same-origin".parse().unwrap());
    let pressed = house.send(&By::Nobody, press).await;
    assert_eq!((pressed.status, pressed.header("set-cookie")), (StatusCode::NOT_FOUND, ""));
    let dead = house.get(&By::Nobody, "/enrol/lil_nothing").await;
    assert_eq!(dead.header("location"), "/sign-in?trouble=link-dead");
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_demo_a_link_opens_one_session() {
    let house = house_with(|settings| settings.demo = true).await;
    let (_, link) = link_for(&house, &[Role::Frontline]).await;
    let page = house.get(&By::Nobody, &format!("/sign-in/{link}")).await;
    assert!(
        page.status == StatusCode::OK
            && page.text().contains("Afi Mensah")
            && page.text().contains("method=\"post\"")
    );
    let press = || {
        let mut press = form_request(&format!("/sign-in/{link}"), &[]);
        press.headers_mut().insert("sec-fetch-site", "same-origin".parse().unwrap());
        press
    };
    let first = house.send(&By::Nobody, press()).await;
    assert_eq!((first.status, first.header("location")), (StatusCode::SEE_OTHER, "/"));
    let by = session(&first);
    assert_eq!(house.get(&by, "/").await.header("location"), "/tour");
    assert_eq!(house.get(&by, "/tour").await.status, StatusCode::OK);
    assert_eq!(house.send(&By::Nobody, press()).await.header("location"), "/sign-in?trouble=link-dead");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_at_sign_out_after_idling_and_after_a_shift() {
    let house = house().await;
    let (_, by) = house.signed_in(&[Role::Frontline]).await;
    let out = house.form(&by, "/sign-out", &[]).await;
    assert_eq!((out.status, out.header("location")), (StatusCode::SEE_OTHER, "/signed-out"));
    assert!(out.header("set-cookie").starts_with("l=; ") && out.header("set-cookie").contains("Max-Age=0"));
    assert!(out.headers.contains_key("clear-site-data"));
    assert_eq!(house.get(&by, "/check").await.header("location"), "/sign-in?next=%2Fcheck");

    let (_, by) = house.signed_in(&[Role::Frontline]).await;
    house.clock.advance(14 * 60 * 1_000_000);
    assert_eq!(house.get(&by, "/check").await.status, StatusCode::OK);
    house.clock.advance(14 * 60 * 1_000_000);
    assert_eq!(house.get(&by, "/check").await.status, StatusCode::OK, "work keeps it open");
    house.clock.advance(16 * 60 * 1_000_000);
    assert_eq!(
        house.get(&by, "/check").await.status,
        StatusCode::SEE_OTHER,
        "a quarter of an hour of nothing ends it"
    );

    let (_, by) = house.signed_in(&[Role::Frontline]).await;
    for _ in 0..60 {
        house.clock.advance(10 * 60 * 1_000_000);
        house.get(&by, "/check").await;
    }
    assert_eq!(house.get(&by, "/check").await.status, StatusCode::SEE_OTHER, "however busy, a shift ends");
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_secure_address_the_cookie_is_bound_to_it() {
    let house = house_with(|settings| {
        settings.demo = true;
        settings.origin = "https://liaison.example".into();
    })
    .await;
    let (_, link) = link_for(&house, &[Role::Frontline]).await;
    let mut press = form_request(&format!("/sign-in/{link}"), &[]);
    press.headers_mut().insert("origin", "https://liaison.example".parse().unwrap());
    let cookie = house.send(&By::Nobody, press).await.header("set-cookie").to_string();
    assert!(
        cookie.starts_with("__Host-l=") && cookie.contains("; Path=/; ") && cookie.ends_with("; Secure"),
        "{cookie}"
    );
    assert!(!cookie.contains("Domain"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_guesses_their_way_in() {
    let house = house_with(|settings| settings.pace.sign_ins_per_minute = 2).await;
    let mut statuses = vec![];
    for _ in 0..4 {
        let mut request = json_request(
            axum::http::Method::POST,
            "/sign-in/finish",
            &json!({ "id": "x", "credential": {} }),
        );
        request.headers_mut().insert("sec-fetch-site", "same-origin".parse().unwrap());
        let from: std::net::SocketAddr = "203.0.113.5:40000".parse().unwrap();
        request.extensions_mut().insert(axum::extract::ConnectInfo(from));
        statuses.push(house.send(&By::Nobody, request).await.status);
    }
    assert_eq!(statuses[2..], [StatusCode::TOO_MANY_REQUESTS; 2], "{statuses:?}");
    assert_ne!(statuses[0], StatusCode::TOO_MANY_REQUESTS);
}
