/** Who may enter which app, and accounts that are shared. */
package dev.gatehouse.it.access;
