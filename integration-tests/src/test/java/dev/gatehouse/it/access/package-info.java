/** Access to apps, and shared accounts. */
package dev.gatehouse.it.access;
