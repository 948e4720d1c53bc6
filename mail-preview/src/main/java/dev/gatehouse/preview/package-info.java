/** Shows every mail with sample data. */
package dev.gatehouse.preview;
