/** Shows every email with sample data. */
package dev.gatehouse.preview;
