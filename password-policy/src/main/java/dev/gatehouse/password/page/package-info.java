/** Presents the rules: texts in the user's language, and data for a check in the page. */
package dev.gatehouse.password.page;
