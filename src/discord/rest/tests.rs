//! Requests to a server on loopback that answers as Discord does on a bad day.
