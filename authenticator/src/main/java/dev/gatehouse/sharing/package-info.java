/** Detects accounts that several people use at once; raises an event and a metric, and never blocks a login. */
package dev.gatehouse.sharing;
