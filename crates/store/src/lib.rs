//! The memory of a node: all SQL, the journal, migrations; SQLite and PostgreSQL.
