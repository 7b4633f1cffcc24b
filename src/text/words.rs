//! The page's own words, in both languages: menus, buttons, titles. Exhibits bring theirs.
