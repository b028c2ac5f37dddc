//! Passkeys: the two ceremonies of WebAuthn. What must be remembered between their halves lies in the store, for minutes.
use crate::problem::Problem;
use desk::Desk;
use model::Officer;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder,
};

/// None where the address can have no passkeys: they are bound to a name, and this node is reached by a number.
pub(crate) struct Passkeys(Option<Webauthn>);

/// The first half of a ceremony: what the browser is asked, and the name under which it answers.
#[derive(Debug, Serialize)]
pub(crate) struct Offer {
    id: String,
    options: Value,
}

/// The second half.
#[derive(Debug, Deserialize)]
pub(crate) struct Answered<C> {
    pub id: String,
    pub credential: C,
}

pub(crate) type Used = Answered<PublicKeyCredential>;
pub(crate) type Made = Answered<RegisterPublicKeyCredential>;

/// A passkey as it is kept: the id by which it is found, and the whole as the library writes it.
pub(crate) struct Key {
    pub credential: Vec<u8>,
    pub passkey: String,
}

/// What the first half leaves for the second.
#[derive(Serialize, Deserialize)]
enum Begun {
    SigningIn(DiscoverableAuthentication),
    /// For whom, by the officer's id: the link itself is kept nowhere in readable form.
    Enrolling {
        officer: String,
        state: PasskeyRegistration,
    },
}

impl Passkeys {
    pub(crate) fn new(origin: &str, name: &str) -> Passkeys {
        Passkeys(Url::parse(origin).ok().and_then(|origin| {
            let domain = origin.domain()?.to_string();
            WebauthnBuilder::new(&domain, &origin).ok()?.rp_name(name).build().ok()
        }))
    }

    fn webauthn(&self) -> Result<&Webauthn, Problem> {
        self.0.as_ref().ok_or_else(|| {
            Problem::Refused(
                "passkeys need an address with a name: reach this node by its name, not by its number".into(),
            )
        })
    }

    /// Begins a sign-in by whichever passkey the person has for this node.
    pub(crate) async fn ask(&self, desk: &Desk) -> Result<Offer, Problem> {
        let begun = self.webauthn()?.start_discoverable_authentication();
        let (mut challenge, state) = begun.map_err(|fault| Problem::broken(&fault))?;
        // The person has pressed the button: the key is asked for at once, not offered in a field.
        challenge.mediation = None;
        begin(desk, json(&challenge)?, &Begun::SigningIn(state)).await
    }

    /// Ends it. Gives the officer whose key it is, and the key where its counter has to be kept.
    pub(crate) async fn answered(&self, desk: &Desk, sent: Used) -> Result<(Officer, Option<Key>), Problem> {
        let Begun::SigningIn(state) = end(desk, &sent.id).await? else { return Err(failed()) };
        let credential = sent.credential;
        let found = desk::session::by_credential(desk, credential.get_credential_id()).await?;
        let (officer, keys) = found.ok_or_else(failed)?;
        let mut keys = keys.iter().map(|key| read::<Passkey>(key)).collect::<Result<Vec<_>, _>>()?;
        let used = keys
            .iter_mut()
            .find(|key| key.cred_id().as_slice() == credential.get_credential_id())
            .ok_or_else(failed)?;
        let result = self.webauthn()?.finish_discoverable_authentication_v2(&credential, state, &*used);
        let result = result.map_err(|_| failed())?;
        let claimed = credential.get_user_unique_id();
        if !result.user_verified() || claimed != Some(officer.id.as_bytes().as_slice()) {
            return Err(failed());
        }
        let changed = used.update_credential(&result) == Some(true);
        Ok((officer, if changed { Some(kept(used)?) } else { None }))
    }

    /// Begins to make a passkey for the officer behind a link.
    pub(crate) async fn offer(&self, desk: &Desk, officer: &Officer) -> Result<Offer, Problem> {
        let has = desk::session::passkeys(desk, officer.id).await?;
        let has = has.iter().map(|key| read::<Passkey>(key).map(|key| key.cred_id().clone()));
        let has: Vec<CredentialID> = has.collect::<Result<_, _>>()?;
        let person = Uuid::from_bytes(*officer.id.as_bytes());
        let begun =
            self.webauthn()?.start_passkey_registration(person, &officer.name, &officer.name, Some(has));
        let (challenge, state) = begun.map_err(|fault| Problem::broken(&fault))?;
        let mut challenge = json(&challenge)?;
        // The key must know whose it is: signing in begins with the key, not with a name.
        if let Some(criteria) =
            challenge.pointer_mut("/publicKey/authenticatorSelection").and_then(Value::as_object_mut)
        {
            criteria.insert("residentKey".into(), "required".into());
            criteria.insert("requireResidentKey".into(), true.into());
        }
        begin(desk, challenge, &Begun::Enrolling { officer: officer.id.to_string(), state }).await
    }

    /// Ends it: the key that was made for the same officer.
    pub(crate) async fn taken(&self, desk: &Desk, officer: &Officer, sent: Made) -> Result<Key, Problem> {
        let Begun::Enrolling { officer: of, state } = end(desk, &sent.id).await? else {
            return Err(failed());
        };
        if of != officer.id.to_string() {
            return Err(failed());
        }
        let key =
            self.webauthn()?.finish_passkey_registration(&sent.credential, &state).map_err(|_| failed())?;
        kept(&key)
    }
}

async fn begin(desk: &Desk, options: Value, begun: &Begun) -> Result<Offer, Problem> {
    let state = serde_json::to_string(begun).map_err(|fault| Problem::broken(&fault))?;
    Ok(Offer { id: desk::session::begin_ceremony(desk, &state).await?, options })
}

/// Each can be ended once, and in time.
async fn end(desk: &Desk, id: &str) -> Result<Begun, Problem> {
    match desk::session::end_ceremony(desk, id).await {
        Ok(state) => read(&state),
        Err(desk::Error::Missing) => Err(failed()),
        Err(fault) => Err(fault.into()),
    }
}

fn kept(key: &Passkey) -> Result<Key, Problem> {
    let passkey = serde_json::to_string(key).map_err(|fault| Problem::broken(&fault))?;
    Ok(Key { credential: key.cred_id().to_vec(), passkey })
}

fn json<T: Serialize>(whole: &T) -> Result<Value, Problem> {
    serde_json::to_value(whole).map_err(|fault| Problem::broken(&fault))
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Problem> {
    serde_json::from_str(text).map_err(|fault| Problem::broken(&fault))
}

/// One answer for every failure: which half was wrong is nobody's business.
fn failed() -> Problem {
    Problem::Refused("the passkey was not accepted; begin again".into())
}
