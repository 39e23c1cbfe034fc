//! A report as the official form.
