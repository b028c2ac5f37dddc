//! The keys with which this node meets others: TLS 1.3 with a key at both ends.
//!
//! There are no certificates. Each end shows its public key as it is (RFC 7250) and proves it; whose key it is, the
//! manifests say, which identity keys have signed. So there is no authority that could be deceived, no date that runs out
//! on a node that was away, and nothing of X.509 is parsed for whoever knocks. Two keys are kept, the one in use and the
//! next; the manifest names both, so that the next is known everywhere long before it is used.
mod pinned;

use crate::{Error, Result};
pub(crate) use pinned::spki;
use pinned::{AnyKey, Pinned};
use rustls::client::AlwaysResolvesClientRawPublicKeys;
use rustls::crypto::CryptoProvider;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::AlwaysResolvesServerRawPublicKeys;
use rustls::sign::CertifiedKey;
use rustls::version::TLS13;
use rustls::{ClientConfig, ServerConfig};
use std::sync::{Arc, PoisonError, RwLock};
use wire::Hash;

/// HTTP/2, and nothing else.
const ALPN: &[u8] = b"h2";

/// A key with which a node proves who it is on a line.
pub struct TlsKey {
    shown: Arc<CertifiedKey>,
}

impl TlsKey {
    /// Reads a private key in PEM (PKCS#8), of Ed25519.
    pub fn from_pem(text: &str) -> Result<TlsKey> {
        let secret = PrivateKeyDer::from_pem_slice(text.as_bytes()).map_err(|_| Error::Key)?;
        let key = provider().key_provider.load_private_key(secret)?;
        let public = key.public_key().ok_or(Error::Key)?.as_ref().to_vec();
        Ok(TlsKey { shown: Arc::new(CertifiedKey::new(vec![CertificateDer::from(public)], key)) })
    }

    /// SHA-256 of its SubjectPublicKeyInfo: as the manifest names it.
    pub fn spki(&self) -> Hash {
        self.shown.cert.first().map(spki).unwrap_or_default()
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
        let (in_use, provider) = (self.in_use(), provider());
        let verifier = Arc::new(Pinned::new(pins.to_vec(), &provider));
        let shown = AlwaysResolvesClientRawPublicKeys::new(Arc::clone(&in_use.key.shown));
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&TLS13])?
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_client_cert_resolver(Arc::new(shown));
        config.alpn_protocols = vec![ALPN.to_vec()];
        Ok(config)
    }

    fn in_use(&self) -> Arc<InUse> {
        Arc::clone(&self.in_use.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl InUse {
    fn of(key: TlsKey) -> Result<InUse> {
        let provider = provider();
        let shown = AlwaysResolvesServerRawPublicKeys::new(Arc::clone(&key.shown));
        let mut config = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_protocol_versions(&[&TLS13])?
            .with_client_cert_verifier(Arc::new(AnyKey::new(&provider)))
            .with_cert_resolver(Arc::new(shown));
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
        let random = RANDOM.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let key = wire::keys::NodeKey::generate(&[random; 32]);
        let key = TlsKey::from_pem(&key.to_pem().unwrap()).unwrap();
        let spki = key.spki();
        (Keys::new(key).unwrap(), spki)
    }

    static RANDOM: std::sync::atomic::AtomicU8 = std::sync::atomic::AtomicU8::new(1);

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
        assert_eq!(spki(&seen[0]), one_spki);
    }

    #[test]
    fn a_key_that_no_manifest_names_is_not_spoken_to() {
        let ((one, _), (other, _)) = (keys(), keys());
        assert!(meet(&one, &other, &[[0; 32]]).is_err());
        assert!(meet(&one, &other, &[]).is_err());
    }

    #[test]
    fn whoever_shows_no_key_is_not_spoken_to() {
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

    /// The first example key of RFC 8410, section 10.3, with the hash of its SubjectPublicKeyInfo as `openssl pkey` writes it.
    #[test]
    fn a_key_is_named_by_the_hash_of_its_subject_public_key_info() {
        let text = wire::keys::NodeKey::generate(&EXAMPLE).to_pem().unwrap();
        let named: String =
            TlsKey::from_pem(&text).unwrap().spki().iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(named, SPKI);
        assert!(TlsKey::from_pem("no key").is_err());
    }

    const EXAMPLE: [u8; 32] = [
        0xd4, 0xee, 0x72, 0xdb, 0xf9, 0x13, 0x58, 0x4a, 0xd5, 0xb6, 0xd8, 0xf1, 0xf7, 0x69, 0xf8, 0xad, 0x3a,
        0xfe, 0x7c, 0x28, 0xcb, 0xf1, 0xd4, 0xfb, 0xe0, 0x97, 0xa8, 0x8f, 0x44, 0x75, 0x58, 0x42,
    ];
    const SPKI: &str = "a1e9156054e04fac899ae9f275132cdc07a5dbc4ea2c2ad3a1ffc6e0d253681f";
}
