/** Whose tokens are being asked for, whatever the grant. */
package dev.gatehouse.grant;
