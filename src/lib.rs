//! Guidepost: guidelines as code.
