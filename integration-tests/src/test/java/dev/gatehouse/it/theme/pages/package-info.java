/** Every page of the theme, the way to it, and how it is looked at and measured. */
package dev.gatehouse.it.theme.pages;
