/** When and why a login is challenged, how often, and what the report says about it. */
package dev.gatehouse.it.risk;
