//! The keys with which this node meets others, and what is made of them: TLS 1.3 with a certificate at both ends.
//!
//! A certificate says nothing here but its key. Whose key it is, the manifests say, which identity keys have signed: there
//! is no authority that could be deceived, and dates and names in certificates mean nothing. Two keys are kept, the one in
//! use and the next; the manifest names both, so that the next is known everywhere long before it is used.
mod pinned;

use crate::{Error, Result};
pub(crate) use pinned::spki;
use pinned::{AnyKey, Pinned};
use rcgen::{CertificateParams, KeyPair, PKCS_ED25519, PublicKeyData};
use rustls::crypto::CryptoProvider;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::version::TLS13;
use rustls::{ClientConfig, ServerConfig};
use sha2::{Digest, Sha256};
use std::sync::{Arc, PoisonError, RwLock};
use wire::Hash;
use zeroize::Zeroizing;

/// HTTP/2, and nothing else.
const ALPN: &[u8] = b"h2";
/// The name in certificates. Nobody looks at it.
const NAME: &str = "liaison";

/// A key for certificates, with one.
pub struct TlsKey {
    key: KeyPair,
    certificate: CertificateDer<'static>,
}

impl TlsKey {
    pub fn generate() -> Result<TlsKey> {
        TlsKey::of(KeyPair::generate_for(&PKCS_ED25519)?)
    }

    /// Reads a private key in PEM (PKCS#8).
    pub fn from_pem(text: &str) -> Result<TlsKey> {
        TlsKey::of(KeyPair::from_pem(text)?)
    }

    pub fn to_pem(&self) -> Zeroizing<String> {
        Zeroizing::new(self.key.serialize_pem())
    }

    /// SHA-256 of its SubjectPublicKeyInfo: as the manifest names it.
    pub fn spki(&self) -> Hash {
        Sha256::digest(self.key.subject_public_key_info()).into()
    }

    fn of(key: KeyPair) -> Result<TlsKey> {
        let certificate = CertificateParams::new(vec![NAME.to_owned()])?.self_signed(&key)?;
        Ok(TlsKey { certificate: certificate.der().clone(), key })
    }

    fn private(&self) -> PrivateKeyDer<'static> {
        PrivatePkcs8KeyDer::from(self.key.serialize_der()).into()
    }
}

/// The key in use. It is changed while connections are open, which go on under the old one.
pub struct Keys {
    in_use: RwLock<Arc<InUse>>,
}

struct InUse {
    key: TlsKey,
    server: Arc<ServerConfig>,
}

impl Keys {
    pub fn new(key: TlsKey) -> Result<Keys> {
        Ok(Keys { in_use: RwLock::new(Arc::new(InUse::of(key)?)) })
    }

    /// Uses another key from the next connection on.
    pub fn change(&self, key: TlsKey) -> Result<()> {
        let next = Arc::new(InUse::of(key)?);
        *self.in_use.write().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }

    /// For connections that others make.
    pub(crate) fn server(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.in_use().server)
    }

    /// For a connection to a node that has one of these keys.
    pub(crate) fn client(&self, pins: &[Hash]) -> Result<ClientConfig> {
        let in_use = self.in_use();
        let provider = provider();
        let verifier = Arc::new(Pinned::new(pins.to_vec(), &provider));
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&TLS13])?
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_client_auth_cert(vec![in_use.key.certificate.clone()], in_use.key.private())?;
        config.alpn_protocols = vec![ALPN.to_vec()];
        Ok(config)
    }

    fn in_use(&self) -> Arc<InUse> {
        Arc::clone(&self.in_use.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl InUse {
    fn of(key: TlsKey) -> Result<InUse, Error> {
        let provider = provider();
        let mut config = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_protocol_versions(&[&TLS13])?
            .with_client_cert_verifier(Arc::new(AnyKey::new(&provider)))
            .with_single_cert(vec![key.certificate.clone()], key.private())?;
        config.alpn_protocols = vec![ALPN.to_vec()];
        // Every connection proves its key anew.
        config.send_tls13_tickets = 0;
        Ok(InUse { key, server: Arc::new(config) })
    }
}

/// X25519 together with ML-KEM-768 comes first in it.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;
    use rustls::pki_types::ServerName;
    use rustls::{ClientConnection, ProtocolVersion, ServerConnection};

    fn keys() -> (Keys, Hash) {
        let key = TlsKey::generate().unwrap();
        let spki = key.spki();
        (Keys::new(key).unwrap(), spki)
    }

    /// A handshake in memory, between one's client and the other's server.
    fn meet(client: &Keys, server: &Keys, pins: &[Hash]) -> Result<(ClientConnection, ServerConnection)> {
        let name = ServerName::try_from("ncb.example").unwrap();
        let mut one = ClientConnection::new(Arc::new(client.client(pins)?), name)?;
        let mut other = ServerConnection::new(server.server())?;
        while one.is_handshaking() || other.is_handshaking() {
            let mut bytes = vec![];
            one.write_tls(&mut bytes).unwrap();
            other.read_tls(&mut bytes.as_slice()).unwrap();
            other.process_new_packets()?;
            let mut bytes = vec![];
            other.write_tls(&mut bytes).unwrap();
            one.read_tls(&mut bytes.as_slice()).unwrap();
            one.process_new_packets()?;
        }
        Ok((one, other))
    }

    #[test]
    fn the_secret_of_a_connection_is_x25519_with_ml_kem_and_both_ends_prove_their_keys() {
        let ((one, one_spki), (other, other_spki)) = (keys(), keys());
        let (client, server) = meet(&one, &other, &[[0; 32], other_spki]).unwrap();
        assert_eq!(client.protocol_version(), Some(ProtocolVersion::TLSv1_3));
        assert_eq!(client.alpn_protocol(), Some(ALPN));
        let group = client.negotiated_key_exchange_group().unwrap().name();
        assert_eq!(group, rustls::NamedGroup::X25519MLKEM768);
        let seen = server.peer_certificates().unwrap();
        assert_eq!(spki(&seen[0]).unwrap(), one_spki);
    }

    #[test]
    fn a_key_that_no_manifest_names_is_not_spoken_to() {
        let ((one, _), (other, _)) = (keys(), keys());
        assert!(meet(&one, &other, &[[0; 32]]).is_err());
        assert!(meet(&one, &other, &[]).is_err());
    }

    #[test]
    fn whoever_shows_no_certificate_is_not_spoken_to() {
        let (other, spki) = keys();
        let provider = provider();
        let pinned = Arc::new(Pinned::new(vec![spki], &provider));
        let mut bare = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&TLS13])
            .unwrap()
            .dangerous()
            .with_custom_certificate_verifier(pinned)
            .with_no_client_auth();
        bare.alpn_protocols = vec![ALPN.to_vec()];
        let name = ServerName::try_from("ncb.example").unwrap();
        let mut one = ClientConnection::new(Arc::new(bare), name).unwrap();
        let mut server = ServerConnection::new(other.server()).unwrap();
        let mut refused = false;
        for _ in 0..4 {
            let mut bytes = vec![];
            one.write_tls(&mut bytes).unwrap();
            server.read_tls(&mut bytes.as_slice()).unwrap();
            refused |= server.process_new_packets().is_err();
            let mut bytes = vec![];
            server.write_tls(&mut bytes).unwrap();
            one.read_tls(&mut bytes.as_slice()).unwrap();
            refused |= one.process_new_packets().is_err();
        }
        assert!(refused);
    }

    #[test]
    fn a_key_survives_its_pem() {
        let key = TlsKey::generate().unwrap();
        assert_eq!(TlsKey::from_pem(&key.to_pem()).unwrap().spki(), key.spki());
    }
}
