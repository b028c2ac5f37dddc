//! Why a request of another node is not answered: the one place where a fault becomes a code and a status.
use crate::message::REFUSAL_BYTES_MAX;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use minicbor::{Decode, Encode};
use wire::{Rejection, cbor};

/// A refusal of a whole request, as the other node is told. It carries nothing of what was refused.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Refusal {
    /// The HTTP status.
    #[n(1)]
    pub status: u16,
    /// For machines. A released code never changes its meaning.
    #[n(2)]
    pub code: String,
    /// For people.
    #[n(3)]
    pub detail: String,
    /// After how many seconds it is worth while to ask again.
    #[n(4)]
    pub wait_s: u64,
}

/// Said to whoever asks more questions than a member may.
pub(crate) const BUDGET: &str = "E_BUDGET";

impl Refusal {
    fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Refusal {
        Refusal { status: status.as_u16(), code: code.to_owned(), detail: detail.into(), wait_s: 0 }
    }

    /// The key of the connection is not that of an active member.
    pub(crate) fn stranger() -> Refusal {
        let detail = "the key of this connection is not that of an active member of this network";
        Refusal::new(StatusCode::FORBIDDEN, "E_OWNER", detail)
    }

    pub(crate) fn too_big(limit: usize) -> Refusal {
        Refusal::of(&Rejection::TooBig { limit })
    }

    pub(crate) fn late() -> Refusal {
        Refusal::new(StatusCode::REQUEST_TIMEOUT, "E_LATE", "the body did not come in time")
    }

    pub(crate) fn malformed() -> Refusal {
        Refusal::new(StatusCode::BAD_REQUEST, "E_MALFORMED", "the request cannot be read")
    }

    pub(crate) fn busy() -> Refusal {
        let busy = Refusal::new(StatusCode::TOO_MANY_REQUESTS, "E_BUSY", "too many requests at once");
        Refusal { wait_s: 1, ..busy }
    }

    /// More questions in this minute than one member may ask.
    pub(crate) fn over_budget(wait_s: u64) -> Refusal {
        let detail = "more questions in this minute than one member may ask";
        Refusal { wait_s, ..Refusal::new(StatusCode::TOO_MANY_REQUESTS, BUDGET, detail) }
    }

    pub(crate) fn of(rejection: &Rejection) -> Refusal {
        let status = match rejection {
            Rejection::Malformed { .. } | Rejection::NonCanonical { .. } => StatusCode::BAD_REQUEST,
            Rejection::TooBig { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Rejection::Owner | Rejection::Revoked { .. } | Rejection::NotRecipient => StatusCode::FORBIDDEN,
            Rejection::Gap { .. } | Rejection::Fork { .. } => StatusCode::CONFLICT,
            Rejection::Version(_) => StatusCode::UPGRADE_REQUIRED,
            Rejection::Expired => StatusCode::GONE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Refusal::new(status, rejection.code(), rejection.to_string())
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        cbor::encode(self)
    }

    pub(crate) fn read(bytes: &[u8]) -> Result<Refusal, Rejection> {
        cbor::decode(bytes, REFUSAL_BYTES_MAX)
    }
}

impl From<Rejection> for Refusal {
    fn from(rejection: Rejection) -> Refusal {
        Refusal::of(&rejection)
    }
}

impl From<desk::Error> for Refusal {
    fn from(fault: desk::Error) -> Refusal {
        match fault {
            desk::Error::Wire(rejection) => Refusal::of(&rejection),
            desk::Error::Missing => Refusal::new(StatusCode::NOT_FOUND, "E_MISSING", "there is none for you"),
            desk::Error::Refused(why) => Refusal::new(StatusCode::FORBIDDEN, "E_RULE", why.to_string()),
            desk::Error::Invalid(why) => {
                Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "E_RULE", why.to_string())
            }
            desk::Error::Conflict(why) => Refusal::new(StatusCode::CONFLICT, "E_CONFLICT", why),
            desk::Error::Store(fault) if fault.is_full() => {
                tracing::error!(%fault, "the disk is full");
                let full = "the disk of this node is full";
                Refusal { wait_s: 600, ..Refusal::new(StatusCode::INSUFFICIENT_STORAGE, "E_STORAGE", full) }
            }
            fault => {
                tracing::error!(%fault, "a request of another node failed");
                Refusal::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "E_FAULT",
                    "this node failed; its log says how",
                )
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, self.encode()).into_response();
        if self.wait_s > 0 {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(self.wait_s));
        }
        response
    }
}
