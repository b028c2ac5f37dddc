//! The rules of a post: the bureau's own, and two more that only forbid.
use crate::Desk;
use model::Purpose;

/// What the bureau's text says, for one purpose and for checking alone.
pub(super) fn of(desk: &Desk, purpose: Purpose) -> String {
    let bureau = desk.rules();
    format!(
        r#"{}

// ---- A post without a line ----

@id("capsule: purpose")
@why("this capsule was made for {purpose} and for nothing else")
forbid (principal, action in Action::"Content", resource)
when {{ context.purpose != Purpose::"{purpose}" }};

@id("capsule: checks")
@why("at this post one checks and opens what is found; for anything else ask the bureau")
forbid (principal, action, resource)
unless {{
  [Action::"See", Action::"Check", Action::"OpenRecord"].contains(action) ||
  (principal is Console && action in Action::"Keeping")
}};
"#,
        bureau.text()
    )
}
