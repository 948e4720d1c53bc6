/** The login theme and the Admin Console's forms: pages, languages, accessibility, pictures, weight. */
package dev.gatehouse.it.theme;
