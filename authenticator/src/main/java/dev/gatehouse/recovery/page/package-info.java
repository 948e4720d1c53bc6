/** The way back in for people who have forgotten their password, and the way to another one for those who have not. */
package dev.gatehouse.recovery.page;
