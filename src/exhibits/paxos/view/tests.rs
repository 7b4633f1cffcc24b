//! Laws of the layouts.
