/** Texts of pages and emails that depend on language and time zone, and email addresses that are shown in part. */
package dev.gatehouse.keycloak.text;
