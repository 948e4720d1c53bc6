/** Every page of the theme, the path to it, and how it is checked and measured. */
package dev.gatehouse.it.theme.pages;
