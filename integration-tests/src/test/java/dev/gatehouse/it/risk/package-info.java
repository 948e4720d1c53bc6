/** When a login is challenged, why, how often, and what the report says of it. */
package dev.gatehouse.it.risk;
