/** What people and pages are told about the rules: texts in people's languages, and the rules as data for a page's own check. */
package dev.gatehouse.password.page;
